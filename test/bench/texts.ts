// Posts as people write them: 40 to 420 characters, half of them with a #tag, some with a link or a @mention.
import { atTurn } from './rounds.ts'

const sentences = [
  'Tried the dry-hopped lager from the place at the corner again, and it is still the one to beat this year.',
  'Does anybody know why a pour-over turns bitter at the end when the first half of the cup was fine?',
  'Notes from the tasting: pine, grapefruit, a little tar.',
  'The grinder arrived!',
  'We kept the fermenter at 18 °C for nine days, then let it rise to 21 °C on its own, and nothing went wrong.',
  'Unpopular opinion: a washed Ethiopian needs no milk, no sugar, and no explanation either – just water.',
  'Reading about the monks who brewed through three wars; history is mostly people who went on with it.',
  'Thank you all for the answers of yesterday, I changed one thing at a time and it was the water.',
]
const tags = ['#coffee', '#homebrew', '#history', '#lager']
const links = ['https://example.org/notes/2026/water-chemistry', 'https://example.org/a']

/** The text of post `n`: the same `n` gives the same text. */
export function textOf(n: number): string {
  const body = Array.from({ length: 1 + (n % 4) }, (_, at) => atTurn(sentences, n * 3 + at))
  const tag = n % 2 === 0 ? [atTurn(tags, n / 2)] : []
  const link = n % 5 === 0 ? [atTurn(links, n)] : []
  const mention = n % 7 === 0 ? ['@author_7'] : []
  return [...mention, ...body, ...link, ...tag].join(' ')
}
