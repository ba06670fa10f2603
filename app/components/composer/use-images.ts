import { useCallback, useEffect, useRef, useState } from 'react'
import { acceptedTypes, maxImages, maxUploadBytes } from '#app/domain/media/media-limits.ts'
import { sendImage, untilPrepared } from '#app/web/send-image.ts'
import { type DraftImage, imagesField } from './draft-images.ts'

let made = 0

/**
 * The images of a post that is being written: each is sent as soon as it is chosen, can be stopped and tried again, and
 * stays when the post itself cannot be sent.
 */
export function useImages(before: readonly DraftImage[], wasSensitive: boolean) {
  const [images, setImages] = useState(before)
  const [isSensitive, setSensitive] = useState(wasSensitive)
  // Whether it was asked once for descriptions that are missing.
  const [isNudged, setNudged] = useState(false)
  const latest = useRef(images)
  const sending = useRef(new Map<string, { control: AbortController; ended: Promise<void> }>())

  const update = useCallback((next: (all: readonly DraftImage[]) => readonly DraftImage[]) => {
    latest.current = next(latest.current)
    setImages(latest.current)
  }, [])

  const change = useCallback(
    (name: string, part: Partial<DraftImage>) =>
      update((all) => all.map((image) => (image.name === name ? { ...image, ...part } : image))),
    [update],
  )

  function begin(image: DraftImage) {
    const control = new AbortController()
    const ended = send(image, { signal: control.signal, change })
    sending.current.set(image.name, { control, ended })
  }

  /** @returns how many of them there was no room for */
  function add(files: readonly File[]): number {
    const room = Math.max(0, maxImages - latest.current.length)
    const added = files.slice(0, room).map(toDraft)
    update((all) => [...all, ...added])
    for (const image of added) if (image.state === 'sending') begin(image)
    return files.length - added.length
  }

  function stop({ name, file, preview }: DraftImage) {
    sending.current.get(name)?.control.abort()
    sending.current.delete(name)
    if (file) URL.revokeObjectURL(preview)
  }

  function remove(image: DraftImage) {
    stop(image)
    update((all) => all.filter(({ name }) => name !== image.name))
  }

  function clear() {
    for (const image of latest.current) stop(image)
    update(() => [])
    setSensitive(false)
    setNudged(false)
  }

  /** Waits until all are prepared. @returns why they cannot be posted now, an i18n key; null when they can */
  async function ready(): Promise<string | null> {
    if (!isNudged && latest.current.some(isUndescribed)) {
      setNudged(true)
      return 'errors.media.undescribed'
    }
    await Promise.all([...sending.current.values()].map(({ ended }) => ended))
    return latest.current.every(({ state }) => state === 'ready') ? null : 'errors.media.notAll'
  }

  /** As the form of a post has them. */
  function fields(): Record<string, string> {
    const media = imagesField(latest.current)
    return { ...(media && { media }), ...(media && isSensitive && { isSensitive: 'on' }) }
  }

  useEffect(() => {
    const all = sending.current
    return () => {
      for (const { control } of all.values()) control.abort()
    }
  }, [])

  const isFull = images.length >= maxImages
  return { images, isFull, isSensitive, setSensitive, add, remove, retry: begin, change, clear, ready, fields }
}

export type Images = ReturnType<typeof useImages>

export function isUndescribed({ alt, state }: DraftImage): boolean {
  return alt.trim() === '' && state !== 'failed'
}

type Sending = { signal: AbortSignal; change: (name: string, part: Partial<DraftImage>) => void }

async function send({ name, file }: DraftImage, { signal, change }: Sending): Promise<void> {
  if (!file) return
  const tell = (part: Partial<DraftImage>) => {
    if (!signal.aborted) change(name, part)
  }
  tell({ state: 'sending', progress: 0, problem: undefined })
  const sent = await sendImage(file, { signal, onProgress: (progress) => tell({ progress }) })
  if (!sent.ok) return tell({ state: 'failed', problem: sent.message })
  tell({ id: sent.id, key: sent.key, state: 'preparing', progress: 1 })
  const prepared = await untilPrepared(sent.id, signal)
  tell(prepared.ok ? { state: 'ready' } : { state: 'failed', problem: prepared.message, id: undefined })
}

/** What is certain to be refused is not sent. */
function toDraft(file: File): DraftImage {
  made += 1
  const problem = !acceptedTypes.split(',').includes(file.type)
    ? 'type'
    : file.size > maxUploadBytes
      ? 'tooLarge'
      : null
  return {
    name: `image-${made}`,
    file,
    preview: URL.createObjectURL(file),
    progress: 0,
    state: problem ? 'failed' : 'sending',
    problem: problem ? `errors.media.${problem}` : undefined,
    alt: '',
    focus: [50, 50],
  }
}
