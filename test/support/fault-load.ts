import type { Desk, Write } from './fault-desk.ts'
import type { Community, Member } from './fault-members.ts'
import { checkOwnPost } from './fault-own-writes.ts'
import type { Random } from './fault-random.ts'
import { follow, post, react, remove, unfollow } from './fault-writes.ts'

type Draw = (by: Member) => Promise<unknown> | null

const kinds = ['like', 'love', 'laugh', '', '']
/** Posts that people still look at. */
const recent = 300

/**
 * Members who do something at random, so many times a second together, whatever the answers are; each one thing at a
 * time. `stop` waits for what was begun.
 */
export function startLoad(desk: Desk, { members, celebrity, pairs }: Community, random: Random, perSecond: number) {
  const busy = new Set<Member>()
  const running = new Set<Promise<unknown>>()
  const following = new Set(pairs)
  const somebodyElse = (by: Member) => random.pick([...members, celebrity].filter((one) => one !== by))
  const somePost = () => random.pick(desk.posts.slice(-recent))
  const maybe = (write: Write | null | undefined) => (write ? desk.write(write) : null)

  const draws: readonly (readonly [weight: number, draw: Draw])[] = [
    [30, (by) => write(by, `${by.handle} says ${random.int(1e6)} #fault${random.int(5)}`)],
    [6, (by) => onPost((target) => write(by, `${by.handle} answers`, target.id))],
    [
      8,
      (by) => {
        const own = random.pick(
          desk.posts.filter(({ id, authorId }) => authorId === by.id && !desk.facts.isCertain(`gone ${id}`)),
        )
        return maybe(own && remove(by, own))
      },
    ],
    [
      10,
      (by) => {
        const who = somebodyElse(by)
        if (!who) return null
        following.add(`${by.id}:${who.id}`)
        return desk.write(follow(by, who))
      },
    ],
    [
      8,
      (by) => {
        const pair = random.pick([...following].filter((one) => one.startsWith(by.id)))
        const who = [...members, celebrity].find(({ id }) => pair?.endsWith(id))
        if (!pair || !who) return null
        following.delete(pair)
        return desk.write(unfollow(by, who))
      },
    ],
    [20, (by) => onPost((target) => desk.write(react(by, target, random.pick(kinds) ?? '')))],
  ]
  const total = draws.reduce((sum, [weight]) => sum + weight, 0)

  async function write(by: Member, text: string, replyToId?: string): Promise<void> {
    const made = await post(desk, by, text, replyToId)
    if (made && random.chance(0.3)) await checkOwnPost(desk, by, made)
  }

  function onPost(act: (target: NonNullable<ReturnType<typeof somePost>>) => Promise<unknown>) {
    const target = somePost()
    return target ? act(target) : null
  }

  function draw(): Draw | undefined {
    let left = random.next() * total
    for (const [weight, draw] of draws) {
      left -= weight
      if (left < 0) return draw
    }
    return undefined
  }

  function tick(): void {
    const by = random.chance(0.03) ? celebrity : random.pick(members)
    if (!by || busy.has(by)) return
    const doing = draw()?.(by)
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
