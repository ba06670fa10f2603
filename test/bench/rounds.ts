export type Subject = Readonly<{
  name: string
  /** What each call needs; not timed. */
  before?: () => Promise<void>
  run: (turn: number) => unknown
}>

export type Rounds = Readonly<{
  rounds: number
  /** Calls of each subject in a round, one after the other. */
  calls: number
  /** Calls of each subject before anything is measured. */
  warmUp: number
}>

/**
 * Times subjects against each other: in each round all of them, in an order that turns, so that a slow moment of the
 * machine hits all alike. `run` is given a number that counts up.
 * @returns milliseconds of each call, by subject, one list a round
 */
export async function timeRounds(subjects: readonly Subject[], plan: Rounds): Promise<Map<string, number[][]>> {
  const timed = new Map(subjects.map(({ name }): [string, number[][]] => [name, []]))
  for (const subject of subjects) await timeCalls(subject, 0, plan.warmUp)
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const subject of turned(subjects, round)) {
      timed.get(subject.name)?.push(await timeCalls(subject, round * plan.calls, plan.calls))
    }
  }
  return timed
}

async function timeCalls({ before, run }: Subject, from: number, calls: number): Promise<number[]> {
  const times: number[] = []
  for (let turn = from; turn < from + calls; turn += 1) {
    await before?.()
    const startedAt = performance.now()
    await run(turn)
    times.push(performance.now() - startedAt)
  }
  return times
}

/** The list begun at another of its items each round. */
export function turned<Item>(items: readonly Item[], round: number): Item[] {
  const at = round % items.length
  return [...items.slice(at), ...items.slice(0, at)]
}

/** The item of a turn, as in a dance: each in its turn, then the first again. @throws RangeError of an empty list */
export function atTurn<Item>(items: readonly Item[], turn: number): Item {
  const item = items[turn % items.length]
  if (item === undefined) throw new RangeError('nothing to take turns with')
  return item
}
