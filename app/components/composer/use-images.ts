import { useCallback, useEffect, useRef, useState } from 'react'
import { acceptedTypes, maxImages, maxUploadBytes } from '#app/domain/media/media-limits.ts'
import { sendImage, untilPrepared } from '#app/web/send-image.ts'

/** An image of the post that is being written. */
export type DraftImage = Readonly<{
  /** In this composer; the server's own is `id`. */
  name: string
  /** The file itself, to be seen at once and sent again; absent when an earlier form has sent it. */
  file?: File
  /** What shows it. */
  preview: string
  state: 'sending' | 'preparing' | 'ready' | 'failed'
  /** How much of it is sent, 0 to 1. */
  progress: number
  /** Why it failed: an i18n key. */
  problem?: string
  id?: string
  alt: string
  focus: readonly [x: number, y: number]
}>

let made = 0

/**
 * The images of a post that is being written: each is sent as soon as it is chosen, can be stopped and tried again, and
 * stays when the post itself cannot be sent.
 */
export function useImages(before: readonly DraftImage[]) {
  const [images, setImages] = useState<readonly DraftImage[]>(before)
  const latest = useRef(images)
  latest.current = images
  const sending = useRef(new Map<string, AbortController>())

  const change = useCallback((name: string, part: Partial<DraftImage>) => {
    setImages((all) => all.map((image) => (image.name === name ? { ...image, ...part } : image)))
  }, [])

  const begin = useCallback(
    async ({ name, file, id: sentId }: DraftImage) => {
      if (!file) return
      const control = new AbortController()
      const { signal } = control
      sending.current.set(name, control)
      const fail = (problem: string) => change(name, { state: 'failed', problem })
      change(name, { state: 'sending', progress: 0, problem: undefined })
      const sent = sentId
        ? { ok: true as const, id: sentId }
        : await sendImage(file, { signal, onProgress: (progress) => change(name, { progress }) })
      if (signal.aborted) return
      if (!sent.ok) return fail(sent.message)
      change(name, { id: sent.id, state: 'preparing', progress: 1 })
      const prepared = await untilPrepared(sent.id, signal)
      if (signal.aborted) return
      if (prepared.ok) change(name, { state: 'ready' })
      else {
        change(name, { id: undefined })
        fail(prepared.message)
      }
    },
    [change],
  )

  /** @returns how many of them there was no room for */
  function add(files: readonly File[]): number {
    const room = Math.max(0, maxImages - latest.current.length)
    const added = files.slice(0, room).map(toDraft)
    latest.current = [...latest.current, ...added]
    setImages(latest.current)
    for (const image of added) if (image.state === 'sending') void begin(image)
    return files.length - added.length
  }

  function remove(name: string) {
    stop(name)
    setImages((all) => all.filter((image) => image.name !== name))
  }

  function stop(name: string) {
    sending.current.get(name)?.abort()
    sending.current.delete(name)
    const image = latest.current.find((one) => one.name === name)
    if (image?.file) URL.revokeObjectURL(image.preview)
  }

  function clear() {
    for (const { name } of latest.current) stop(name)
    setImages([])
  }

  useEffect(() => {
    const all = sending.current
    return () => {
      for (const control of all.values()) control.abort()
    }
  }, [])

  return { images, add, remove, retry: (image: DraftImage) => void begin(image), change, clear }
}

/** What is certain to be refused is not sent. */
function toDraft(file: File): DraftImage {
  made += 1
  const draft = { name: `image-${made}`, file, preview: URL.createObjectURL(file), progress: 0, alt: '' }
  const problem = !acceptedTypes.split(',').includes(file.type)
    ? 'type'
    : file.size > maxUploadBytes
      ? 'tooLarge'
      : null
  const state = problem
    ? ({ state: 'failed', problem: `errors.media.${problem}` } as const)
    : ({ state: 'sending' } as const)
  return { ...draft, ...state, focus: [50, 50] }
}

/** As the field `media` names them: those that the server has. */
export function imagesField(images: readonly DraftImage[]): string {
  const known = images.flatMap(({ id, alt, focus }) => (id ? [{ id, alt, focus }] : []))
  return known.length > 0 ? JSON.stringify(known) : ''
}

/** Those of a form that came back without scripts. */
export function imagesFrom(field: string | undefined): DraftImage[] {
  const given: unknown = field ? JSON.parse(field) : []
  return Array.isArray(given) ? given.flatMap(toKept) : []
}

function toKept(image: unknown): DraftImage[] {
  if (typeof image !== 'object' || image === null || !('id' in image) || typeof image.id !== 'string') return []
  const key = 'key' in image && typeof image.key === 'string' ? image.key : ''
  const alt = 'alt' in image && typeof image.alt === 'string' ? image.alt : ''
  const preview = `/media/${key}/small.webp`
  return [{ name: image.id, id: image.id, preview, state: 'ready', progress: 1, alt, focus: [50, 50] }]
}
