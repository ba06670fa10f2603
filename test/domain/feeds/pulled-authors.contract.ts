import { describe, expect, test } from 'vitest'
import { following } from '#app/domain/feeds/define-feed.ts'
import type { Ledger } from '#app/domain/feeds/ledger.ts'
import { settledAfterMs } from '#app/domain/feeds/pulled-authors.ts'
import { type Id, newId } from '#app/lib/id.ts'

type Options<Tx> = {
  ledgerOf: () => Ledger<Tx>
  /** As if who is pulled had been so for that much longer. */
  age: (ms: number) => Promise<void>
  now: () => Date
}

/** What every ledger does about authors who are merged at read. Each test has people of its own. */
export function describePulledAuthors<Tx>(name: string, { ledgerOf, age, now }: Options<Tx>): void {
  async function follow(followeeId: Id, ...followers: Id[]): Promise<void> {
    const follows = followers.map((followerId) => ({ followerId, followeeId, createdAt: new Date() }))
    await ledgerOf().transaction((tx) => ledgerOf().follow(tx, follows))
  }
  async function post(actorId: Id): Promise<Id> {
    const rest = { verb: 'post', objectId: newId(), targetId: null, foreignId: null, data: null, to: [] }
    const [id = ''] = await ledgerOf().transaction((tx) =>
      ledgerOf().record(tx, [{ id: newId(), actorId, time: new Date(), isPending: true, ...rest }]),
    )
    return id
  }
  const stateOf = async (activityId: Id) => (await ledgerOf().getDelivery(activityId))?.pulled
  const inMs = (ms: number) => new Date(now().getTime() + ms)
  const leavingOf = async (actorId: Id) => (await ledgerOf().findLeaving()).find((one) => one.actorId === actorId)

  describe(name, () => {
    test('who enters is merged at read, and known to all after a while', async () => {
      const [star, other] = [newId(), newId()]
      const [hers, theirs] = [await post(star), await post(other)]
      expect([await stateOf(hers), (await ledgerOf().findPulledActors()).includes(star)]).toEqual(['no', false])
      await ledgerOf().enterPulled(star)
      await ledgerOf().enterPulled(star)
      expect((await ledgerOf().findPulledActors()).filter((id) => [star, other].includes(id))).toEqual([star])
      expect([await stateOf(hers), await stateOf(theirs)]).toEqual(['entering', 'no'])
      await age(settledAfterMs + 1_000)
      await ledgerOf().enterPulled(star)
      expect(await stateOf(hers)).toBe('settled')
    })

    test('who has few followers leaves, who has many or came late stays', async () => {
      const [few, many, late] = [newId(), newId(), newId()]
      await follow(few, newId())
      await follow(many, newId(), newId(), newId())
      for (const id of [few, many]) await ledgerOf().enterPulled(id)
      await age(3600_000)
      await ledgerOf().enterPulled(late)
      await ledgerOf().leavePulled({ below: 3, enteredBefore: inMs(-1_800_000) })
      expect(await Promise.all([few, many, late].map(async (id) => (await leavingOf(id)) !== undefined))).toEqual([
        true,
        false,
        false,
      ])
      // Written ahead again, and merged until it is over.
      expect(await stateOf(await post(few))).toBe('no')
      expect(await ledgerOf().findPulledActors()).toContain(few)
    })

    test('a leaving ends once, and only that one', async () => {
      const star = newId()
      await ledgerOf().enterPulled(star)
      await ledgerOf().leavePulled({ below: 1, enteredBefore: inMs(1_000) })
      const first = await leavingOf(star)
      // Nobody is below that: the leaving that goes on is not begun again.
      await ledgerOf().leavePulled({ below: 1, enteredBefore: inMs(1_000) })
      expect(await leavingOf(star)).toEqual(first)
      await ledgerOf().enterPulled(star)
      expect(await leavingOf(star)).toBeUndefined()
      await age(1_000)
      await ledgerOf().leavePulled({ below: 1, enteredBefore: inMs(1_000) })
      const second = await leavingOf(star)
      if (!first || !second) throw new Error('nobody is leaving')
      expect(await ledgerOf().endPulled({ ...first, leavingAt: new Date(first.leavingAt.getTime() - 5) })).toBe(false)
      expect(await ledgerOf().findPulledActors()).toContain(star)
      expect(await ledgerOf().endPulled(second)).toBe(true)
      expect(await ledgerOf().endPulled(second)).toBe(false)
      expect(await ledgerOf().findPulledActors()).not.toContain(star)
    })

    test('a timeline is built without whom all know to be merged, but with the rest and the own', async () => {
      const [me, settled, entering, leaving] = [newId(), newId(), newId(), newId()]
      for (const star of [settled, entering, leaving]) await follow(star, me)
      const posts = new Map<Id, Id>()
      for (const id of [me, settled, entering, leaving]) posts.set(id, await post(id))
      await ledgerOf().enterPulled(leaving)
      await ledgerOf().leavePulled({ below: 2, enteredBefore: inMs(1_000) })
      for (const id of [me, settled]) await ledgerOf().enterPulled(id)
      await age(settledAfterMs + 1_000)
      await ledgerOf().enterPulled(entering)
      const home = { sources: [following('post')], feed: `home:${me}` as const, owner: me }
      const pulled = async (withoutPulled: boolean) => {
        const entries = await ledgerOf().pull({ ...home, withoutPulled }, { limit: 10 })
        return entries.map(({ actorId }) => actorId).sort()
      }
      expect(await pulled(true)).toEqual([me, entering, leaving].sort())
      expect(await pulled(false)).toEqual([me, settled, entering, leaving].sort())
    })

    test('an author is shown to who follows, and to who kept the history of that', async () => {
      const star = newId()
      const [fan, past, gone] = [newId(), newId(), newId()]
      await follow(star, fan, past, gone)
      await follow(newId(), newId())
      await ledgerOf().transaction(async (tx) => {
        await ledgerOf().unfollow(tx, { followerId: past, followeeId: star, untilId: newId() })
        await ledgerOf().unfollow(tx, { followerId: gone, followeeId: star })
      })
      const [first = '', second = ''] = [fan, past].sort()
      expect(await ledgerOf().findShownTo({ actorId: star, after: null, limit: 1 })).toEqual([first])
      expect(await ledgerOf().findShownTo({ actorId: star, after: first, limit: 5 })).toEqual([second])
    })
  })
}
