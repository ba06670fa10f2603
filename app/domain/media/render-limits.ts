// What one image may take (docs/decisions/027-images.md says why these numbers).

/** Of all frames together. Stands in the header, so a file that has more costs nothing. */
export const maxPixels = 50_000_000
/** An AVIF is decoded whole, in 20 bytes a pixel. */
export const maxAvifPixels = 20_000_000
/** Of either side: beyond that no camera goes, and some decoders fail. */
export const maxSide = 16_000
export const maxFrames = 200
/** Memory of the process that decodes it, in KiB: a hard limit of the system's where it has such (Linux). */
export const maxMemoryKib = 600 * 1024
/** Of an idle machine: 12 megapixels take a second. */
export const maxRenderMs = 30_000
