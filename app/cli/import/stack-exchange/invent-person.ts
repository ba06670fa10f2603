import { digestOf, numberOf } from './digest.ts'
import { asides, familyNames, firstNames, pastimes } from './names.ts'
import type { Site } from './site.ts'

export type PersonSketch = Readonly<{ handle: string; name: string; bio: string }>

const combinations = firstNames.length * familyNames.length

/**
 * Somebody who does not exist, always the same for one `who` of a site: a user's number, or a name without one.
 * The handles of two numbers of a site always differ.
 */
export function inventPerson(site: Site, who: number | string): PersonSketch {
  const seed = digestOf(`${site.name}:${who}`)
  const { index, round } =
    typeof who === 'number' && who >= 0 ? spread(site, who) : { index: numberOf(`${who}`), round: 0 }
  const row = Math.floor((index % combinations) / firstNames.length)
  const first = pick(firstNames, index)
  // Moving along the rows by the column keeps every pair once, and neighbours in number unlike.
  const family = pick(familyNames, row + (index % firstNames.length) * 7)
  const name = `${first} ${family}`
  const handle = `${first}_${family}${round > 0 ? round + 1 : ''}`.toLowerCase()
  return { handle, name, bio: bioOf(seed) }
}

/** Users in order, scattered over all combinations; past them, names come round again with a number. */
function spread(site: Site, id: number) {
  // The step shares no factor with the number of combinations, so no two numbers of a round meet.
  const index = (numberOf(site.name) + (id % combinations) * 40_503) % combinations
  return { index, round: Math.floor(id / combinations) }
}

/** Half of all people say something about themselves. */
function bioOf(seed: Buffer): string {
  const [say = 0, first = 0, second = 0] = seed
  if (say < 128) return ''
  const sentences = say < 170 ? [pick(pastimes, first)] : [pick(pastimes, first), pick(asides, second)]
  return sentences.map((sentence) => `${sentence}.`).join(' ')
}

function pick(words: readonly string[], index: number): string {
  return words[index % words.length] ?? ''
}
