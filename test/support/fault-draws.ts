import type { Desk, Post, Write } from './fault-desk.ts'
import { facts } from './fault-facts.ts'
import type { Community, Member } from './fault-members.ts'
import { checkOwnPost } from './fault-own-writes.ts'
import type { Random } from './fault-random.ts'
import { bumpReposts } from './fault-settings.ts'
import { block, follow, mute, unblock, unfollow, unmute } from './fault-ties.ts'
import { type Audience, post, react, remove, repost, setAudience, unrepost } from './fault-writes.ts'

/** Something that members do, so often among all that they do. `begin`: null when there is nothing to do it to. */
export type Draw = Readonly<{ weight: number; begin: (by: Member) => Promise<unknown> | null }>

const kinds = ['like', 'love', 'laugh', '', '']
/** Posts that people still look at. */
const recent = 300
const limitedShare = 0.15

/** All that members may do at random. */
export function drawsOf(desk: Desk, { members, celebrity, ties }: Community, random: Random): readonly Draw[] {
  const everybody = [...members, celebrity]
  const somebodyElse = (by: Member) => random.pick(everybody.filter((one) => one !== by))
  const ownPost = (by: Member) =>
    random.pick(desk.posts.filter(({ id, authorId }) => authorId === by.id && !desk.facts.isCertain(facts.gone(id))))
  const begin = (write: Write | null | undefined) => (write ? desk.write(write) : null)

  async function say(by: Member, text: string, options: { replyToId?: string; audience?: Audience }): Promise<void> {
    const made = await post(desk, by, text, options)
    if (made && random.chance(0.3)) await checkOwnPost(desk, by, made)
  }

  function onPost(act: (target: Post) => Promise<unknown>) {
    const target = random.pick(desk.posts.slice(-recent))
    return target ? act(target) : null
  }

  /** What is done to somebody, and undone to one of those to whom it was. */
  function tie(
    done: Set<string>,
    make: (by: Member, whom: Member) => Write,
    undo: (by: Member, whom: Member) => Write,
  ) {
    return {
      make(by: Member) {
        const whom = somebodyElse(by)
        if (whom) done.add(`${by.id}:${whom.id}`)
        return begin(whom && make(by, whom))
      },
      undo(by: Member) {
        const pair = random.pick([...done].filter((one) => one.startsWith(by.id)))
        const whom = everybody.find(({ id }) => pair?.endsWith(id))
        if (!pair || !whom) return null
        done.delete(pair)
        return begin(undo(by, whom))
      },
    }
  }

  const follows = tie(ties.follows, follow, unfollow)
  const blocks = tie(ties.blocks, block, unblock)
  const mutes = tie(ties.mutes, mute, unmute)
  const shared: { by: Member; target: Post }[] = []
  const audience = () => (random.chance(limitedShare) ? 'followers' : 'public')

  return [
    {
      weight: 30,
      begin: (by) => say(by, `${by.handle} says ${random.int(1e6)} #fault${random.int(5)}`, { audience: audience() }),
    },
    { weight: 6, begin: (by) => onPost(({ id }) => say(by, `${by.handle} answers`, { replyToId: id })) },
    {
      weight: 8,
      begin(by) {
        const own = ownPost(by)
        return begin(own && remove(by, own))
      },
    },
    {
      weight: 4,
      begin(by) {
        const own = ownPost(by)
        return begin(own && setAudience(by, own, random.chance(0.5) ? 'followers' : 'public'))
      },
    },
    { weight: 10, begin: follows.make },
    { weight: 8, begin: follows.undo },
    { weight: 2, begin: blocks.make },
    { weight: 6, begin: blocks.undo },
    { weight: 2, begin: mutes.make },
    { weight: 6, begin: mutes.undo },
    { weight: 1, begin: (by) => begin(bumpReposts(by, random.chance(0.5))) },
    { weight: 20, begin: (by) => onPost((target) => desk.write(react(by, target, random.pick(kinds) ?? ''))) },
    {
      weight: 8,
      begin: (by) =>
        onPost((target) => {
          shared.push({ by, target })
          return desk.write(repost(by, target))
        }),
    },
    {
      weight: 5,
      begin(by) {
        const own = random.pick(shared.filter((one) => one.by === by))
        return begin(own && unrepost(by, own.target))
      },
    },
  ]
}
