/** The value below which a share (0 to 1) of the samples lies: nearest rank. @throws RangeError without samples */
export function quantile(samples: readonly number[], share: number): number {
  return at(ordered(samples), Math.max(0, Math.ceil(share * samples.length) - 1))
}

/** The middle; of an even number of samples the mean of the two middle ones. @throws RangeError without samples */
export function median(samples: readonly number[]): number {
  const sorted = ordered(samples)
  return (at(sorted, (sorted.length - 1) >> 1) + at(sorted, sorted.length >> 1)) / 2
}

export function mean(samples: readonly number[]): number {
  if (samples.length === 0) throw new RangeError('no samples')
  return samples.reduce((sum, sample) => sum + sample, 0) / samples.length
}

/** Four significant digits: more would claim what no bench can know. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4))
}

function ordered(samples: readonly number[]): number[] {
  return [...samples].sort((a, b) => a - b)
}

function at(samples: readonly number[], index: number): number {
  const sample = samples[index]
  if (sample === undefined) throw new RangeError('no samples')
  return sample
}
