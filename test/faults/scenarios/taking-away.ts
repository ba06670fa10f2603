// Races between the fan-out of a post and what takes it away from somebody.
import { personFact } from '#app/domain/accounts/facts.ts'
import type { Barrier } from '#test/support/fault-barrier.ts'
import type { Post } from '#test/support/fault-desk.ts'
import { lookEverywhere } from '#test/support/fault-look.ts'
import { type Member, signIn } from '#test/support/fault-members.ts'
import { block, follow, unblock, unfollow } from '#test/support/fault-ties.ts'
import { suspend, unsuspend } from '#test/support/fault-upkeep.ts'
import { post, react, remove, repost, setAudience } from '#test/support/fault-writes.ts'
import type { Stage } from '../fault.ts'
import { type Hidden, must, mustNot, mustOpen, type People, race, statuses } from './races.ts'

/** A write that is held up is let go after this, should what races it wait for it. */
const heldMs = 1_000

export const unfollowRaces = race({
  id: 'F-20',
  title: 'unfollow',
  async act(stage, { author, reader }, target) {
    await must(stage, unfollow(reader, author))
    return [[reader, target]]
  },
  kept: ({ author, bystander, sharer }) => [author, bystander, sharer],
})

export const deleteRaces = race({
  id: 'F-21',
  title: 'delete',
  async act(stage, people, target) {
    await must(stage, repost(people.sharer, target))
    await must(stage, remove(people.author, target))
    return everybody(people).map((who) => [who, target])
  },
  kept: () => [],
})

export const blockRaces = race({
  id: 'F-22',
  title: 'block',
  async act(stage, people, target, barrier) {
    const { author, reader } = people
    const { by, whom } = whoBlocks(people, barrier)
    // The reader's answer is under way: it may be seen, and is not written yet.
    const text = `the last word of ${reader.handle}`
    const held = stage.cluster.doors?.postgresDoor.holdAt(text, 'request')
    const answering = post(stage.desk, reader, text, { replyToId: target.id })
    await Promise.race([held?.reached, answering])
    const doings = [react(reader, target, 'like'), repost(reader, target)].map(stage.desk.write)
    const blocking = must(stage, block(by, whom))
    await Promise.race([blocking, stage.pause(heldMs)])
    held?.release()
    await Promise.all([blocking, ...doings])
    const answer = await answering

    for (const late of [react(reader, target, 'love'), repost(reader, target), follow(reader, author)])
      await mustNot(stage, late)
    await mustNot(stage, follow(author, reader))
    const late = await post(stage.desk, reader, 'too late', { replyToId: target.id })
    if (late) stage.desk.history.violate(`a reply to ${target.id} was taken after a block`)
    const hidden: Hidden = [
      [reader, target],
      [author, target],
    ]
    return answer ? [...hidden, [author, answer]] : hidden
  },
  async after(stage, people, target, barrier) {
    if (barrier !== 'before it writes') return
    const { by, whom } = whoBlocks(people, barrier)
    await must(stage, unblock(by, whom))
    await mustOpen(stage, [people.author, people.reader], target)
    await must(stage, follow(people.reader, people.author))
    await mustHaveAtHome(stage, [people.reader], target)
  },
  kept: ({ author, bystander, sharer, reader }, barrier) =>
    barrier === 'before it writes' ? [author, reader, bystander, sharer] : [author, bystander, sharer],
})

/** Sometimes one, sometimes the other. */
function whoBlocks({ author, reader }: People, barrier: Barrier): { by: Member; whom: Member } {
  return barrier === 'before it writes' ? { by: author, whom: reader } : { by: reader, whom: author }
}

export const audienceRaces = race({
  id: 'F-24',
  title: 'public, then for followers only,',
  async act(stage, people, target) {
    const { author, sharer, reader, fan, visitor } = people
    await must(stage, repost(sharer, target))
    // Now it is cached, in each web process.
    await mustOpen(stage, everybody(people), target)
    await must(stage, setAudience(author, target, 'followers'))
    await mustOpen(stage, [author, reader, sharer], target)
    await mustNot(stage, repost(reader, target))
    await mustNot(stage, react(fan, target, 'like'))
    return [
      [fan, target],
      [visitor, target],
    ]
  },
  async after(stage, people, target, barrier) {
    const { author, fan, visitor } = people
    if (barrier === 'before it begins') return
    if (barrier === 'before it writes') {
      await must(stage, setAudience(author, target, 'public'))
      await mustOpen(stage, [fan, visitor], target)
    } else {
      await must(stage, follow(fan, author))
      await mustOpen(stage, [fan], target)
      await mustHaveAtHome(stage, [fan], target)
    }
  },
  kept: ({ author, reader, bystander, sharer, fan }, barrier) => [
    ...[author, reader, bystander, sharer],
    ...(barrier === 'before it begins' ? [] : [fan]),
  ],
})

export const suspensionRaces = race({
  id: 'F-25',
  title: 'suspension, with a repost,',
  async act(stage, people, target) {
    await must(stage, repost(people.sharer, target))
    await mustOpen(stage, everybody(people), target)
    await must(stage, suspend(stage.cluster, people.author))
    await mustBeOut(stage, people.author)
    return others(people).map((who) => [who, target])
  },
  async after(stage, people, target) {
    const { author, sharer, fan } = people
    await letBack(stage, author)
    await mustOpen(stage, everybody(people), target)
    await mustHaveAtHome(stage, [people.reader, people.bystander, sharer], target)
    // Who handed it on takes it along, from those who have it from nobody else.
    await must(stage, suspend(stage.cluster, sharer))
    await Promise.all([fan, people.reader].map((who) => lookEverywhere({ desk: stage.desk, who }, target)))
    await letBack(stage, sharer)
  },
  kept: ({ author, reader, bystander, sharer, fan }) => [author, reader, bystander, sharer, fan],
})

/** Who was suspended is signed out, and signs in again. */
async function letBack(stage: Stage, member: Member): Promise<void> {
  const { pool, wiring } = stage.cluster
  await must(stage, unsuspend(stage.cluster, member))
  await wiring.cache.write(async (touch) => {
    await touch(personFact(member.id))
    await signIn(pool, [member])
  })
}

const everybody = ({ author, reader, bystander, sharer, fan, visitor }: People) => [
  ...[author, reader, bystander, sharer, fan],
  visitor,
]
/** Who is suspended is signed out. */
const others = ({ reader, bystander, sharer, fan, visitor }: People) => [reader, bystander, sharer, fan, visitor]

/** I11: in each web process. */
async function mustBeOut(stage: Stage, member: Member): Promise<void> {
  const found = await statuses(stage, (web) => stage.desk.client.get(member, '/api/feeds/home', web))
  if (found.some((status) => status !== 401))
    stage.desk.history.violate(`I11: ${member.handle} is suspended, and answered ${found.join(' and ')}`)
}

/** The next reading of their home feeds shows it, from each web process. */
async function mustHaveAtHome(stage: Stage, members: readonly Member[], { id }: Post): Promise<void> {
  const { client, history } = stage.desk
  for (const member of members) {
    const texts: string[] = []
    await statuses(stage, async (web) => {
      const answer = await client.get(member, '/api/feeds/home', web)
      if (answer.status === 200) texts.push(answer.text)
      return answer
    })
    if (texts.length < client.webs || texts.some((text) => !text.includes(id)))
      history.violate(`${member.handle} does not find ${id} at home again`)
  }
}
