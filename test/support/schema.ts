// Reads prisma/schema.prisma as far as a database can be held against it. Not a parser of Prisma: of our own file.

export type Column = { type: string; nullable: boolean; default: string | null }
export type Table = {
  columns: Record<string, Column>
  primaryKey: string[]
  /** `unique (a, b)` or `(a, b desc)`, sorted. */
  indexes: string[]
  /** `(a) -> table (b) on delete CASCADE`, sorted. */
  foreignKeys: string[]
}

const scalarTypes: Record<string, string> = {
  String: 'text',
  Boolean: 'boolean',
  Json: 'jsonb',
  Int: 'integer',
}
const nativeTypes: Record<string, (args: string) => string> = {
  Uuid: () => 'uuid',
  SmallInt: () => 'smallint',
  VarChar: (args) => `character varying(${args})`,
  Timestamptz: (args) => `timestamp(${args}) with time zone`,
}
const deleteRules: Record<string, string> = { Cascade: 'CASCADE', SetNull: 'SET NULL', Restrict: 'RESTRICT' }

type Model = { name: string; table: string; lines: string[]; columnOf: (field: string) => string }

/** Every table that the schema asks for, by name. */
export function parseSchema(schema: string): Record<string, Table> {
  const models = [...schema.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)].map(([, name = '', body = '']) =>
    toModel(name, body),
  )
  return Object.fromEntries(models.map((model) => [model.table, toTable(model, models)]))
}

function toModel(name: string, body: string): Model {
  const lines = body
    .split('\n')
    .map((line) => line.replace(/\/\/.*$/, '').trim())
    .filter((line) => line !== '')
  const columns = new Map(lines.filter(isField).map((line) => [nameOf(line), mapOf(line) ?? nameOf(line)]))
  const table = lines.map((line) => /^@@map\("(\w+)"\)/.exec(line)?.[1]).find(Boolean) ?? name
  return { name, table, lines, columnOf: (field) => columns.get(field) ?? field }
}

function toTable(model: Model, models: readonly Model[]): Table {
  const table: Table = { columns: {}, primaryKey: [], indexes: [], foreignKeys: [] }
  const namesOf = (text: string, of = model) => text.split(',').map((name) => of.columnOf(name.trim()))
  for (const line of model.lines) {
    if (isField(line)) {
      const [field = '', kind = ''] = line.split(/\s+/)
      const other = models.find(({ name }) => name === kind.replace(/[?[\]]/g, ''))
      const relation = /@relation\(.*fields: \[(.*?)\], references: \[(.*?)\](?:, onDelete: (\w+))?/.exec(line)
      if (other && relation) {
        const [, fields = '', references = '', onDelete = ''] = relation
        const to = `${other.table} (${namesOf(references, other)})`
        table.foreignKeys.push(`(${namesOf(fields)}) -> ${to} on delete ${deleteRules[onDelete]}`)
      }
      if (other) continue
      const column = model.columnOf(field)
      table.columns[column] = toColumn(line, kind)
      if (/@id\b/.test(line)) table.primaryKey = [column]
      if (/@unique\b/.test(line)) table.indexes.push(`unique (${column})`)
    }
    const block = /^@@(id|unique|index)\(\[(.*)\]\)/.exec(line)
    if (!block) continue
    const [, what, list = ''] = block
    const names = list.split(',').map((entry) => {
      const [, name = '', sort] = /^\s*(\w+)(\(sort: Desc\))?/.exec(entry) ?? []
      return model.columnOf(name) + (sort ? ' DESC' : '')
    })
    if (what === 'id') table.primaryKey = names
    else table.indexes.push(`${what === 'unique' ? 'unique ' : ''}(${names})`)
  }
  table.indexes.sort()
  table.foreignKeys.sort()
  return table
}

function toColumn(line: string, kind: string): Column {
  const [, native = '', args = ''] = /@db\.(\w+)(?:\((\d+)\))?/.exec(line) ?? []
  const isList = kind.endsWith('[]')
  const scalar = kind.replace(/\?|\[\]/, '')
  const type = nativeTypes[native]?.(args) ?? scalarTypes[scalar]
  if (!type) throw new Error(`the test knows no column type for: ${line}`)
  const [, value] = /@default\((.*?)\)(?=\s|$)/.exec(line) ?? []
  return {
    type: isList ? `${type}[]` : type,
    nullable: kind.endsWith('?'),
    default: value === undefined ? null : toDefault(value),
  }
}

function toDefault(value: string): string {
  if (value === 'now()') return 'CURRENT_TIMESTAMP'
  return value.startsWith('"') ? `'${value.slice(1, -1)}'` : value
}

const isField = (line: string) => /^\w/.test(line)
const nameOf = (line: string) => line.split(/\s+/)[0] ?? ''
const mapOf = (line: string) => /@map\("(\w+)"\)/.exec(line)?.[1]
