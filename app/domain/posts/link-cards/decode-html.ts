const bom: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** The text of a page, by its byte order mark, by what the server says, or by what stands in it; else UTF-8. */
export function decodeHtml(body: Uint8Array, contentType: string): string {
  const marked = bom.find(([, bytes]) => bytes.every((byte, at) => body[at] === byte))?.[0]
  const decoder =
    decoderOf(marked) ?? decoderOf(charsetIn(contentType)) ?? decoderOf(declaredIn(body)) ?? new TextDecoder()
  return decoder.decode(body)
}

function charsetIn(text: string): string | undefined {
  return /charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(text)?.[1]
}

/** The HTML standard looks at the first 1024 bytes. One that could be read so far is no UTF-16. */
function declaredIn(body: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(body.subarray(0, 1024))
  const name = charsetIn(/<meta\s[^>]*charset[^>]*>/i.exec(head)?.[0] ?? '')
  return /^utf-?16/i.test(name ?? '') ? 'utf-8' : name
}

/** None for a name that nobody knows. */
function decoderOf(name: string | undefined): TextDecoder | undefined {
  if (!name) return undefined
  try {
    return new TextDecoder(name)
  } catch {
    return undefined
  }
}
