import { basename } from 'node:path'
import { openDumpFile } from './open-dump-file.server.ts'
import { createRowParser, type Fields } from './parse-row.ts'
import type { Report } from './problem.ts'
import { type Piece, splitMarkup } from './split-markup.ts'

/** A row of a dump and where it stands. */
export type Row = Readonly<{ file: string; line: number; fields: Fields }>

/**
 * The rows of a dump file, in its order, one at a time: memory does not grow with the file.
 * A row that cannot be read is reported and left out; so is the end of a file that is cut off.
 */
export async function* readRows(
  path: string,
  { report, onBytes = () => undefined }: { report: Report; onBytes?: (count: number) => void },
): AsyncGenerator<Row> {
  const file = basename(path)
  let line = 1
  const read = createReading((message) => report({ file, line, message }))
  try {
    for await (const piece of splitMarkup(openDumpFile(path, onBytes))) {
      line = piece.line
      const fields = read.next(piece)
      if (fields) yield { file, line, fields }
    }
    read.end()
  } catch (error) {
    report({
      file,
      line,
      message: `the rest cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    })
  }
}

/** What a file is made of: `<posts>`, rows, `</posts>`. */
function createReading(problem: (message: string) => void) {
  const parseRow = createRowParser()
  let root: string | null = null
  let rows = 0
  let isWhole = false
  let isComment = false
  // What follows a fault belongs to it, until the next row.
  let isDamaged = false

  function damaged(message: string): null {
    if (!isDamaged) problem(message)
    isDamaged = true
    return null
  }

  function checked(bytes: Buffer): void {
    if (hasText(bytes)) damaged('there is text between rows')
  }

  function row(bytes: Buffer): Fields | null {
    rows += 1
    isDamaged = false
    const parsed = parseRow(bytes)
    if ('fault' in parsed) return damaged(`a row cannot be read: ${parsed.fault}`)
    checked(bytes)
    return parsed.fields
  }

  return {
    next(piece: Piece): Fields | null {
      if ('tooLong' in piece) return damaged('a row is longer than 4 MB')
      const name = nameOf(piece.bytes)
      if (isComment || name === '!--') isComment = !piece.bytes.includes('-->')
      else if (name === 'row') return row(piece.bytes)
      else if (name === '/row') checked(piece.bytes)
      else if (root !== null && name === `/${root}`) isWhole = true
      else if (root === null && /^[A-Za-z]/.test(name)) root = name
      else if (!isDeclaration(name))
        return damaged(name === '' ? 'there is text between rows' : `<${name}> is not a row`)
      return null
    },
    end() {
      if (root === null)
        problem(rows === 0 ? 'there is no XML in this file' : 'the first tag, <posts> or alike, is missing')
      else if (!isWhole) problem(`the file ends too early: </${root}> is missing`)
    },
  }
}

/** What comes after a `<`, up to the first space or bracket; empty for text. */
function nameOf(piece: Buffer): string {
  return /^<(!--|[/!?]?[^\s/>]*)/.exec(piece.toString('latin1', 0, 40))?.[1] ?? ''
}

function isDeclaration(name: string): boolean {
  return name.startsWith('?') || name.startsWith('!')
}

function hasText(piece: Buffer): boolean {
  return piece.toString('utf8', piece.lastIndexOf('>') + 1).trim() !== ''
}
