import { useCallback, useEffect, useRef, useState } from 'react'
import { acceptedTypes, maxImages, maxUploadBytes } from '#app/domain/media/media-limits.ts'
import { sendImage, untilPrepared } from '#app/web/send-image.ts'
import type { DraftImage } from './draft-images.ts'
import type { Parts } from './thread-field.ts'

let made = 0

type Held = Pick<Parts, 'images' | 'sensitive'>

/**
 * The images of the posts that are being written: each is sent as soon as it is chosen, can be stopped and tried again,
 * and stays when the posts themselves cannot be sent.
 */
export function useImages(before: Held) {
  const [images, setImages] = useState(before.images)
  const [sensitive, setSensitive] = useState(before.sensitive)
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
  function add(post: number, files: readonly File[]): number {
    const room = Math.max(0, maxImages - latest.current.filter((image) => image.post === post).length)
    const added = files.slice(0, room).map((file) => toDraft(file, post))
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
    setSensitive([])
    setNudged(false)
  }

  /** Those that were sent before. Whether they are there still is asked. */
  function restore(kept: Held) {
    update(() => kept.images.map((image) => ({ ...image, state: 'preparing' })))
    setSensitive(kept.sensitive)
    for (const image of latest.current) begin(image)
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

  useEffect(() => {
    const all = sending.current
    return () => {
      for (const { control } of all.values()) control.abort()
    }
  }, [])

  /** Those of one of the posts. */
  function of(post: number) {
    const own = images.filter((image) => image.post === post)
    return {
      images: own,
      isFull: own.length >= maxImages,
      isSensitive: sensitive.includes(post),
      setSensitive: (is: boolean) =>
        setSensitive([...sensitive.filter((other) => other !== post), ...(is ? [post] : [])]),
      add: (files: readonly File[]) => add(post, files),
      ...{ remove, retry: begin, change },
      removeAll() {
        for (const image of own) remove(image)
        setSensitive(sensitive.filter((other) => other !== post))
      },
    }
  }

  /** Of all posts, as they are now, also within a call that began before. */
  const held = (): Held => ({ images: latest.current, sensitive })

  return { of, held, restore, clear, ready, haveFailed: images.some(({ state }) => state === 'failed') }
}

export type AllImages = ReturnType<typeof useImages>
export type Images = ReturnType<AllImages['of']>

export function isUndescribed({ alt, state }: DraftImage): boolean {
  return alt.trim() === '' && state !== 'failed'
}

type Sending = { signal: AbortSignal; change: (name: string, part: Partial<DraftImage>) => void }

async function send({ name, file, id }: DraftImage, { signal, change }: Sending): Promise<void> {
  const tell = (part: Partial<DraftImage>) => {
    if (!signal.aborted) change(name, part)
  }
  let sentAs = id
  if (file) {
    tell({ state: 'sending', progress: 0, problem: undefined })
    const sent = await sendImage(file, { signal, onProgress: (progress) => tell({ progress }) })
    if (!sent.ok) return tell({ state: 'failed', problem: sent.message })
    sentAs = sent.id
    tell({ id: sentAs, key: sent.key, state: 'preparing', progress: 1 })
  }
  const prepared = await untilPrepared(sentAs ?? '', signal)
  tell(prepared.ok ? { state: 'ready' } : { state: 'failed', problem: prepared.message, id: undefined })
}

/** What is certain to be refused is not sent. */
function toDraft(file: File, post: number): DraftImage {
  made += 1
  const problem = !acceptedTypes.split(',').includes(file.type)
    ? 'type'
    : file.size > maxUploadBytes
      ? 'tooLarge'
      : null
  return {
    post,
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
