import type { MediaView } from '#app/domain/media/media-views.ts'
import { createStore, useStored } from './store.ts'

/** The images that the page's one viewer shows, and with which of them it begins. */
export type OpenImages = Readonly<{ images: readonly MediaView[]; index: number }>

const viewers = createStore<OpenImages>()

/** Those that are not ready have nothing to show. */
export function openImages(all: readonly MediaView[], index: number): void {
  const images = all.filter(({ state }) => state === 'ready')
  viewers.set('open', {
    images,
    index: Math.max(
      0,
      images.findIndex(({ key }) => key === all[index]?.key),
    ),
  })
}

export function closeImages(): void {
  viewers.set('open', undefined)
}

export function useOpenImages(): OpenImages | undefined {
  return useStored(viewers, 'open')
}
