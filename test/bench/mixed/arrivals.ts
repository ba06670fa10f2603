import { setTimeout as sleep } from 'node:timers/promises'

export type Arrival = Readonly<{ kind: 'read' | 'write'; turn: number }>
export type Plan = Readonly<{ perSecond: number; seconds: number }>

/** What became of all arrivals. Times in milliseconds from when a request was due, not from when it was sent. */
export type Outcome = Readonly<{ reads: number[]; writes: number[]; errors: string[]; perSecond: number }>

const writesInTen = 1
/** So long after the last arrival, what is still unanswered has failed. */
const patienceMs = 10_000

/**
 * Lets requests arrive at a rate of their own, however long answers take: a slow answer keeps nobody from coming, and
 * whoever waits for a busy client has waited. Gaps are exponential; the same turn always comes at the same time.
 */
export async function arrive({ perSecond, seconds }: Plan, ask: (arrival: Arrival) => Promise<void>): Promise<Outcome> {
  const taken = { read: [] as number[], write: [] as number[] }
  const errors: string[] = []
  const open = new Set<Promise<void>>()
  const startedAt = performance.now()
  let lastAnswerAt = startedAt

  async function answer(arrival: Arrival, dueAt: number): Promise<void> {
    try {
      await ask(arrival)
      lastAnswerAt = performance.now()
      taken[arrival.kind].push(lastAnswerAt - dueAt)
    } catch (error) {
      errors.push(error instanceof Error ? error.message : String(error))
    }
  }

  for (let turn = 0, dueMs = 0; dueMs < seconds * 1000; turn += 1) {
    const wait = startedAt + dueMs - performance.now()
    if (wait > 0) await sleep(wait)
    else if (turn % 64 === 0) await sleep(0)
    const answered = answer({ kind: chance(turn, 1) * 10 < writesInTen ? 'write' : 'read', turn }, startedAt + dueMs)
    open.add(answered)
    void answered.finally(() => open.delete(answered))
    dueMs += (-Math.log(1 - chance(turn, 2)) / perSecond) * 1000
  }
  await Promise.race([Promise.all(open), sleep(patienceMs)])
  for (let lost = open.size; lost > 0; lost -= 1) errors.push('no answer')
  const answered = taken.read.length + taken.write.length
  return { reads: taken.read, writes: taken.write, errors, perSecond: (answered / (lastAnswerAt - startedAt)) * 1000 }
}

/** 0 to 1, by chance but always the same for the same two numbers (a mix of 32 bits, as in MurmurHash3). */
export function chance(turn: number, salt: number): number {
  let mixed = Math.imul(turn + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
}
