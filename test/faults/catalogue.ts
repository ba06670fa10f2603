import type { Fault } from './fault.ts'
import { followOrders, shuffled, threeTimes } from './scenarios/jobs.ts'
import { noWorkers, postgresKilled, workersKilled } from './scenarios/kills.ts'
import { killedAgain, poisoned } from './scenarios/poison.ts'
import { redisFlushed, redisHangs, redisKilled, redisLost } from './scenarios/redis.ts'
import { postgresSlow } from './scenarios/slow.ts'
import { audienceRaces, blockRaces, deleteRaces, suspensionRaces, unfollowRaces } from './scenarios/taking-away.ts'
import { webKilled } from './scenarios/web.ts'

/** Every fault, in the order of the table. */
export const faults: readonly Fault[] = [
  workersKilled,
  killedAgain,
  noWorkers,
  redisKilled,
  redisLost,
  redisFlushed,
  redisHangs,
  postgresKilled,
  postgresSlow,
  poisoned,
  threeTimes,
  unfollowRaces,
  deleteRaces,
  blockRaces,
  followOrders,
  audienceRaces,
  suspensionRaces,
  shuffled,
  webKilled,
]
