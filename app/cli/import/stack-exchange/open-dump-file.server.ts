import { createReadStream } from 'node:fs'
import { constants, createGunzip } from 'node:zlib'

/**
 * The bytes of a dump file as UTF-8 without a byte order mark, unpacked when its name ends in `.gz`.
 * A truncated archive gives all that can be unpacked and ends without an error: whoever reads misses the end tag.
 * @param onBytes is told how many bytes of the file were read, as they are read
 * @throws when the file cannot be read, is not gzip, or names an encoding that is unknown
 */
export async function* openDumpFile(path: string, onBytes: (count: number) => void): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 })
  const source = path.endsWith('.gz') ? unpack(file) : file
  let told = 0
  try {
    for await (const chunk of toUtf8(source)) {
      onBytes(file.bytesRead - told)
      told = file.bytesRead
      yield chunk
    }
  } finally {
    file.destroy()
  }
}

function unpack(file: ReturnType<typeof createReadStream>) {
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 256 * 1024 })
  file.on('error', (error) => gunzip.destroy(error))
  return file.pipe(gunzip)
}

async function* toUtf8(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | null | undefined
  for await (const chunk of source) {
    const first = decoder === undefined
    if (decoder === undefined) decoder = decoderFor(chunk)
    if (decoder) yield Buffer.from(decoder.decode(chunk, { stream: true }))
    else yield first ? withoutMark(chunk) : chunk
  }
  if (decoder) yield Buffer.from(decoder.decode())
}

/** Null for UTF-8, which is what all dumps are by default. */
function decoderFor(start: Buffer): TextDecoder | null {
  if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder('utf-16le')
  if (start[0] === 0xfe && start[1] === 0xff) return new TextDecoder('utf-16be')
  if (hasMark(start)) return null
  const declared = /^<\?xml[^>]*?encoding=["']([\w.:-]+)["']/.exec(start.toString('latin1', 0, 200))?.[1]
  // A declaration of UTF-16 that can be read byte by byte is a mistake.
  if (!declared || /^utf-?(8|16)/i.test(declared)) return null
  try {
    return new TextDecoder(declared)
  } catch {
    throw new Error(`it is written in an unknown encoding, "${declared}"`)
  }
}

function withoutMark(chunk: Buffer): Buffer {
  return hasMark(chunk) ? chunk.subarray(3) : chunk
}

function hasMark(chunk: Buffer): boolean {
  return chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf
}
