import { maxPayloadBytes } from '#app/lib/job.ts'

/** What a dead letter keeps of a job: small enough for its row, and without what nobody should read there. */

const maxErrorLength = 4_000
const secretName = /pass(word|phrase)?|secret|token|cookie|authorization|email|api_?key/i

/** The payload without secrets; when it is too long to keep, a note of how long it was and how it began. */
export function toKeptPayload(payload: unknown): string {
  const json = storable(JSON.stringify(payload, withoutSecret) ?? 'null')
  // Postgres writes a space behind each comma and colon.
  const bytes = Buffer.byteLength(json) + (json.match(/[,:]/g)?.length ?? 0)
  return bytes <= maxPayloadBytes ? json : toNote(json)
}

/** For a payload that cannot be kept as it is. */
export function toNote(json: string): string {
  return JSON.stringify({
    note: `left out: ${Buffer.byteLength(json)} bytes`,
    began: storable(json.slice(0, 200)),
  })
}

/** The kind of the error and its words, cut, without passwords in addresses and the like. */
export function toKeptError(error: unknown): string {
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return cut(withoutSecrets(words), maxErrorLength)
}

/** As much of a name or a key as its column takes. */
export function cut(text: string, maxLength: number): string {
  return storable(text.slice(0, maxLength))
}

function withoutSecret(name: string, value: unknown): unknown {
  if (secretName.test(name)) return '[secret]'
  return typeof value === 'string' ? withoutSecrets(value) : value
}

function withoutSecrets(text: string): string {
  return text
    .replace(/(:\/\/)[^\s/@]*@/g, '$1[secret]@')
    .replace(/\b(bearer|basic)\s+\S+/gi, '$1 [secret]')
    .replace(/\b([\w-]*(?:password|secret|token)[\w-]*["']?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,;&}]+)/gi, '$1[secret]')
}

/** Postgres takes neither a NUL nor half of a character, whether it is written out or escaped in JSON. */
function storable(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replaceAll('\0', '\uFFFD')
    .replace(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/gi, '$1\uFFFD')
}
