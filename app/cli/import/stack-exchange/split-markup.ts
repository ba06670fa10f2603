const lessThan = 0x3c
const newline = 0x0a

/** A tag with the text that follows it, up to the next tag. */
export type Piece = Readonly<{ line: number; bytes: Buffer } | { line: number; tooLong: true }>

/**
 * Cuts XML in front of every `<`. XML allows none inside an attribute value, so wherever one stands something new
 * begins: damage in one row ends there at the latest, and the next row is read as if nothing had happened.
 * @param maxBytes a longer piece is not kept but given as `tooLong`, so that no file can fill the memory
 */
export async function* splitMarkup(chunks: AsyncIterable<Buffer>, maxBytes = 4 * 1024 * 1024): AsyncGenerator<Piece> {
  let held: Buffer[] = []
  let heldBytes = 0
  let line = 1

  const hold = (part: Buffer) => {
    heldBytes += part.length
    if (heldBytes <= maxBytes) held.push(part)
    else held = []
  }
  /** What is held, given out. Lines are counted by `countLines` as bytes come in. */
  const release = (at: number): Piece | null => {
    if (heldBytes === 0) return null
    const piece = heldBytes > maxBytes ? { line: at, tooLong: true as const } : { line: at, bytes: joined(held) }
    held = []
    heldBytes = 0
    return piece
  }

  let pieceLine = 1
  for await (const chunk of chunks) {
    let from = 0
    for (let at = chunk.indexOf(lessThan); at !== -1; at = chunk.indexOf(lessThan, from + 1)) {
      if (at > from || heldBytes > 0) {
        const part = chunk.subarray(from, at)
        hold(part)
        line += countLines(part)
        const piece = release(pieceLine)
        if (piece) yield piece
      }
      pieceLine = line
      from = at
    }
    const rest = chunk.subarray(from)
    hold(rest)
    line += countLines(rest)
  }
  const last = release(pieceLine)
  if (last) yield last
}

function joined(parts: readonly Buffer[]): Buffer {
  const only = parts.length === 1 ? parts[0] : undefined
  return only ?? Buffer.concat(parts)
}

function countLines(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) count += 1
  return count
}
