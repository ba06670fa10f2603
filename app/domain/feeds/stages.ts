import type { FeedDeps, Stage } from './deps.ts'

/** Does a part of a read, and tells how long it took, whether or not it failed. */
export function timed<Result>(
  { onStage }: Pick<FeedDeps<never>, 'onStage'>,
  stage: Stage,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!onStage) return work()
  const startedAt = performance.now()
  return work().finally(() => onStage(stage, (performance.now() - startedAt) / 1000))
}
