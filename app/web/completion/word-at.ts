export type WordKind = 'people' | 'tags' | 'emoji'

/** A word that is being typed, from its sign on. */
export type Word = Readonly<{ kind: WordKind; start: number; prefix: string }>

/** The longest that is looked for. */
const maxLength = 61
const signs = [
  { kind: 'people', shape: /(?<![\p{L}\p{M}\p{N}_])@([\p{L}\p{M}\p{N}_]+)$/u },
  { kind: 'tags', shape: /(?<![\p{L}\p{M}\p{N}_])#([\p{L}\p{M}\p{N}_]+)$/u },
  { kind: 'emoji', shape: /(?<![\p{L}\p{M}\p{N}_:/]):([a-z0-9_+-]{2,})$/iu },
] as const

/** The mention, hashtag or emoji that ends at `caret`; null for none. Links have none: their signs stand in words. */
export function wordAt(text: string, caret: number): Word | null {
  const before = text.slice(Math.max(0, caret - maxLength), caret)
  if (/(?:https?:\/\/|www\.)\S*$/i.test(before)) return null
  for (const { kind, shape } of signs) {
    const prefix = shape.exec(before)?.[1]
    if (prefix) return { kind, start: caret - prefix.length - 1, prefix }
  }
  return null
}
