import { derived } from '#app/lib/derived.ts'
import type { MutedWordFact, PostFact } from '../post-facts.ts'

/** A word that somebody muted, and what they want of posts with it. */
export type MutedWord = Readonly<{ phrase: string; action: 'hide' | 'warn' }>

type Phrase = MutedWord & Readonly<{ words: readonly string[]; isTag: boolean; untilMs: number }>
/** Phrases by their first word: a post costs a look-up a word, however many are muted. */
export type MutedWords = ReadonlyMap<string, readonly Phrase[]>

/** Null where nothing is muted: then no post is looked at. */
export function indexWords(facts: readonly MutedWordFact[]): MutedWords | null {
  if (facts.length === 0) return null
  const byFirst = new Map<string, Phrase[]>()
  for (const [phrase, action, untilMs] of facts) {
    const words = wordsIn(phrase)
    const [first] = words
    if (first === undefined) continue
    const held = byFirst.get(first)
    const one = { phrase, action, words, isTag: phrase.startsWith('#'), untilMs: untilMs ?? Number.POSITIVE_INFINITY }
    if (held) held.push(one)
    else byFirst.set(first, [one])
  }
  return byFirst
}

/**
 * What is muted of what a feed shows of a post, and of what it quotes: texts, warnings, descriptions of images. What is to be
 * hidden rather than folded.
 */
export function findMuted(muted: MutedWords, posts: readonly PostFact[], nowMs: number): MutedWord | null {
  let found: MutedWord | null = null
  for (const post of posts) {
    const { words, tags } = wordsOf(post)
    for (const [at, word] of words.entries()) {
      for (const phrase of muted.get(word) ?? []) {
        if (phrase.untilMs <= nowMs || (found && phrase.action === 'warn')) continue
        const isThere = phrase.isTag
          ? tags.has(phrase.words.join(' '))
          : phrase.words.every((each, offset) => words[at + offset] === each)
        if (!isThere) continue
        if (phrase.action === 'hide') return phrase
        found = phrase
      }
    }
  }
  return found
}

/**
 * The words of a text as they are compared: without case and accents, signs left out. Scripts without spaces have no words
 * to tell, so each of their characters is one.
 */
export function wordsIn(text: string): string[] {
  // Most texts, at a tenth of the time.
  if (plain.test(text)) return text.toLowerCase().match(/\w+/g) ?? []
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().match(word) ?? []
}

const plain = /^[\0-\x7f]*$/
const alone = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Emoji_Presentation}'
const word = new RegExp(`[${alone}]|(?:(?![${alone}])[\\p{L}\\p{N}_])+`, 'gu')

const wordsOf = derived((post: PostFact) => {
  const texts = [post.warning ?? '', post.body.map(({ text }) => text).join(''), ...post.media.map(({ alt }) => alt)]
  // A sign that is no word stands between, so that none goes on from one text to the next.
  const words = texts.flatMap((text) => [...wordsIn(text), ''])
  const tags = new Set<string>()
  for (const segment of post.body) if (segment.type === 'tag') tags.add(wordsIn(segment.tag).join(' '))
  return { words, tags }
})
