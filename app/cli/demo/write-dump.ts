/** The attributes of a row; those without a value are left out. */
export type RowFields = Readonly<Record<string, string | number | null>>

/** A file of a dump, as Stack Exchange writes them: one row a line. */
export function writeDump(root: string, rows: readonly RowFields[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n<${root}>\n${rows.map(writeRow).join('')}</${root}>\n`
}

function writeRow(fields: RowFields): string {
  const attributes = Object.entries(fields).flatMap(([name, value]) =>
    value === null ? [] : ` ${name}="${escaped(`${value}`)}"`,
  )
  return `  <row${attributes.join('')} />\n`
}

function escaped(text: string): string {
  return text.replace(/[&<>"\t\r\n]/g, (character) => `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`)
}
