import { SaxesParser } from 'saxes'

/** The attributes of a row, unescaped. */
export type Fields = Readonly<Record<string, string>>
type Parsed = { fields: Fields } | { fault: string }

/**
 * Parses one start tag, in UTF-8, with whatever text follows it.
 * One parser serves many rows; it is thrown away after a fault, for its state is unknown then.
 */
export function createRowParser(): (tag: Buffer) => Parsed {
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let parser = freshParser()
  return (tag) => {
    let xml: string
    try {
      xml = utf8.decode(tag)
    } catch {
      return { fault: 'it is not valid UTF-8' }
    }
    const { fields, fault, isClosed } = parser(xml)
    // A start tag that needs an end tag is a row as well, but leaves the parser inside of it.
    if (fault !== null || !isClosed) parser = freshParser()
    if (fault !== null) return { fault }
    return fields ? { fields } : { fault: 'the tag does not end' }
  }
}

type Seen = { fields: Fields | null; fault: string | null; isClosed: boolean }

function freshParser(): (xml: string) => Seen {
  let seen: Seen = { fields: null, fault: null, isClosed: false }
  const parser = new SaxesParser({ fragment: true, position: false, xmlns: false })
  parser.on('opentag', ({ attributes, isSelfClosing }) => {
    seen.fields = attributes
    seen.isClosed = isSelfClosing
  })
  parser.on('error', ({ message }) => {
    seen.fault ??= message
  })
  return (xml) => {
    seen = { fields: null, fault: null, isClosed: false }
    parser.write(xml)
    return seen
  }
}
