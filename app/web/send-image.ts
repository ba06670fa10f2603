import type { Failure } from '#app/domain/media/media-rules.ts'
import type { MediaView } from '#app/domain/media/media-views.ts'

export type SentImage = { ok: true; id: string; key: string } | { ok: false; message: string }

type Sending = { onProgress: (part: number) => void; signal: AbortSignal }

/** Sends a file as it is. Never throws; `message` is an i18n key, and nothing is answered to who has stopped it. */
export function sendImage(file: Blob, { onProgress, signal }: Sending): Promise<SentImage> {
  return new Promise((resolve) => {
    // Unlike `fetch`, it tells how much has gone.
    const request = new XMLHttpRequest()
    const fail = (message: string) => resolve({ ok: false, message })
    signal.addEventListener('abort', () => request.abort())
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0))
    request.addEventListener('error', () => fail('errors.media.offline'))
    request.addEventListener('load', () => {
      const { id, key, error } = request.response ?? {}
      if (request.status === 201) resolve({ ok: true, id, key })
      else fail(error?.fields?.image ?? error?.code ?? 'errors.page.unknown')
    })
    request.open('POST', '/media')
    request.responseType = 'json'
    request.setRequestHeader('Accept', 'application/json')
    request.send(file)
  })
}

const firstMs = 150
const mostMs = 2_000
const patienceMs = 120_000

type Prepared = { ok: true } | { ok: false; message: string }

/** Waits until an image that was sent is ready, or never will be. */
export async function untilPrepared(id: string, signal: AbortSignal): Promise<Prepared> {
  const until = Date.now() + patienceMs
  for (let waitMs = firstMs; Date.now() < until && !signal.aborted; waitMs = Math.min(mostMs, waitMs * 1.4)) {
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    const state = await readState(id, signal)
    if (state === 'ready') return { ok: true }
    if (state !== 'waiting') return { ok: false, message: `errors.media.${state}` }
  }
  return { ok: false, message: 'errors.media.late' }
}

async function readState(id: string, signal: AbortSignal): Promise<'ready' | 'waiting' | 'gone' | Failure> {
  try {
    const response = await fetch(`/media/${id}/state`, { headers: { Accept: 'application/json' }, signal })
    if (response.status === 404) return 'gone'
    if (!response.ok) return 'waiting'
    const { state, failure }: MediaView & { failure: Failure | null } = await response.json()
    return state === 'failed' ? (failure ?? 'broken') : state
  } catch {
    // Asked again: the connection may come back.
    return 'waiting'
  }
}
