import fc from 'fast-check'

/** TEST_SEED=… repeats a run; every run says its own. */
const seed = Number(process.env.TEST_SEED ?? Math.floor(Math.random() * 2 ** 31))

/** Holds a property for random inputs; what fails is shrunk, and printed with the seed that finds it again. */
export async function holds<Input>(
  property: fc.IAsyncProperty<Input>,
  numRuns: number,
  { withinMs = 25_000 } = {},
): Promise<void> {
  console.info(`TEST_SEED=${seed}`)
  await fc.assert(property, { seed, numRuns, endOnFailure: false, interruptAfterTimeLimit: withinMs })
}
