import type { Desk } from './fault-desk.ts'
import { type Draw, drawsOf } from './fault-draws.ts'
import type { Community, Member } from './fault-members.ts'
import type { Random } from './fault-random.ts'

/**
 * Members who do something at random, so many times a second together, whatever the answers are; each one thing at a
 * time. `stop` waits for what was begun.
 */
export function startLoad(desk: Desk, community: Community, random: Random, perSecond: number) {
  const { members, celebrity } = community
  const busy = new Set<Member>()
  const running = new Set<Promise<unknown>>()
  const draws = drawsOf(desk, community, random)
  const total = draws.reduce((sum, { weight }) => sum + weight, 0)

  function draw(): Draw | undefined {
    let left = random.next() * total
    return draws.find(({ weight }) => {
      left -= weight
      return left < 0
    })
  }

  function tick(): void {
    const by = random.chance(0.03) ? celebrity : random.pick(members)
    if (!by || busy.has(by)) return
    const doing = draw()?.begin(by)
    if (!doing) return
    busy.add(by)
    const ended = doing.finally(() => {
      busy.delete(by)
      running.delete(ended)
    })
    running.add(ended)
  }

  const timer = setInterval(tick, 1_000 / perSecond)
  return {
    async stop(): Promise<void> {
      clearInterval(timer)
      await Promise.all(running)
    },
  }
}
