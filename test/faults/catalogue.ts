import type { Fault } from './fault.ts'
import { followOrders, shuffled, threeTimes } from './scenarios/jobs.ts'
import { noWorkers, postgresKilled, workersKilled } from './scenarios/kills.ts'
import { deleteRaces, unfollowRaces } from './scenarios/races.ts'
import { redisFlushed, redisHangs, redisKilled, redisLost } from './scenarios/redis.ts'
import { webKilled } from './scenarios/web.ts'

/** Every fault, in the order of the table. */
export const faults: readonly Fault[] = [
  workersKilled,
  noWorkers,
  redisKilled,
  redisLost,
  redisFlushed,
  redisHangs,
  postgresKilled,
  threeTimes,
  unfollowRaces,
  deleteRaces,
  followOrders,
  shuffled,
  webKilled,
]
