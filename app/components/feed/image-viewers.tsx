import { lazy, Suspense } from 'react'
import { useOpenImages } from '#app/web/image-viewer.ts'

const ImageViewer = lazy(() => import('./image-viewer.tsx'))

/** The one viewer of all posts, loaded when it is first opened. */
export function ImageViewers() {
  const open = useOpenImages()
  if (!open) return null
  return (
    <Suspense>
      <ImageViewer {...open} />
    </Suspense>
  )
}
