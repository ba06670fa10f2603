import { describe, expect, test } from 'vitest'
import {
  actor,
  addressed,
  everyone,
  following,
  members,
  type Source,
  subscribed,
} from '#app/domain/feeds/define-feed.ts'
import type { About, Ledger, Pull, Recording } from '#app/domain/feeds/ledger.ts'
import type { Activity, FeedId, Filter } from '#app/domain/feeds/types.ts'
import { type Id, newId } from '#app/lib/id.ts'

/** What every ledger does, whatever it stands on. Each test has people, verbs and feeds of its own. */
export function describeLedger<Tx>(name: string, ledgerOf: () => Ledger<Tx>): void {
  function record(...activities: Recording[]): Promise<Id[]> {
    return ledgerOf().transaction((tx) => ledgerOf().record(tx, activities))
  }
  function follow(followerId: Id, ...followees: Id[]) {
    const createdAt = new Date()
    const follows = followees.map((followeeId) => ({ followerId, followeeId, createdAt }))
    return ledgerOf().transaction((tx) => ledgerOf().follow(tx, follows))
  }
  const unfollow = (followerId: Id, followeeId: Id) =>
    ledgerOf().transaction((tx) => ledgerOf().unfollow(tx, { followerId, followeeId }))
  const retract = (about: { objectId: Id; actorId?: Id; verb?: string }) =>
    ledgerOf().transaction((tx) => ledgerOf().retract(tx, about))
  async function pulled(pull: Pull, before: Id | null = null, limit = 100): Promise<Id[]> {
    return (await ledgerOf().pull(pull, { before, limit })).map(({ id }) => id)
  }

  describe(name, () => {
    test('an activity is recorded once by its id', async () => {
      const made = activity()
      expect(await record(made)).toEqual([made.id])
      expect(await record(made, { ...made, verb: 'other' })).toEqual([])
    })

    test('and once by its foreign id and time, also within one call', async () => {
      const made = activity({ foreignId: newId() })
      const again = { ...made, id: newId() }
      const later = { ...made, id: newId(), time: new Date(made.time.getTime() + 1) }
      expect(await record(made, again, later)).toEqual([made.id, later.id])
      expect(await record(again)).toEqual([])
    })

    test('without a foreign id, alike activities are two', async () => {
      const made = activity()
      expect(await record(made, { ...made, id: newId() })).toHaveLength(2)
    })

    test('one that is left out brings no addresses', async () => {
      const feed = someTag()
      const made = activity()
      await record(made)
      await record({ ...made, to: [feed] })
      expect(await pulled(pullOf(addressed(), feed))).toEqual([])
    })

    test('thousands are recorded in one call', async () => {
      const verb = someVerb()
      const many = Array.from({ length: 5_000 }, () => activity({ verb }))
      expect(await record(...many)).toHaveLength(5_000)
      expect(await pulled(pullOf(everyone(verb)), null, 3)).toEqual(newest(many).slice(0, 3))
    })

    test('a home feed is what one did and what those did whom one follows, of its verbs', async () => {
      const [me, friend, stranger, verb] = [newId(), newId(), newId(), someVerb()]
      await follow(me, friend)
      const [mine, hers] = [activity({ verb, actorId: me }), activity({ verb, actorId: friend })]
      const others = [activity({ verb, actorId: stranger }), activity({ actorId: friend })]
      await record(mine, hers, ...others)
      const home = pullOf(following(verb), `home:${me}`, me)
      expect(await pulled(home)).toEqual(newest([mine, hers]))
      await unfollow(me, friend)
      expect(await pulled(home)).toEqual([mine.id])
    })

    test('a feed of several verbs holds them in one order', async () => {
      const [me, one, two] = [newId(), someVerb(), someVerb()]
      const made = [one, two, one, two, someVerb()].map((verb) => activity({ verb, actorId: me }))
      await record(...made)
      for (const source of [following(one, two), actor(one, two), everyone(one, two)]) {
        expect(await pulled(pullOf(source, `home:${me}`, me))).toEqual(newest(made.slice(0, 4)))
      }
    })

    test("an actor's feed is what the actor did", async () => {
      const [me, verb] = [newId(), someVerb()]
      await follow(me, newId())
      const mine = activity({ verb, actorId: me })
      const other = activity({ verb })
      await record(mine, other, activity({ actorId: me }))
      const feed = pullOf(actor(verb), `user:${me}`, me)
      expect(await pulled(feed)).toEqual([mine.id])
    })

    test('an addressed feed is what was addressed to it, whoever did it', async () => {
      const [beer, tea] = [someTag(), someTag()]
      const both = activity({ to: [beer, tea] })
      const one = activity({ to: [tea, tea] })
      await record(both, one, activity())
      expect(await pulled(pullOf(addressed(), beer))).toEqual([both.id])
      expect(await pulled(pullOf(addressed(), tea))).toEqual(newest([both, one]))
    })

    test('a feed of everyone is what anybody did', async () => {
      const verb = someVerb()
      const made = [activity({ verb }), activity({ verb })]
      await record(...made, activity())
      expect(await pulled(pullOf(everyone(verb)))).toEqual(newest(made))
    })

    test('every kind of feed is paged below an id, newest first, and forgets what is retracted', async () => {
      const [me, verb, tag] = [newId(), someVerb(), someTag()]
      const made = Array.from({ length: 6 }, () => activity({ verb, actorId: me, to: [tag] }))
      await record(...made)
      const ids = newest(made)
      await retract({ objectId: made.find(({ id }) => id === ids[3])?.objectId ?? '' })
      const feeds = [
        pullOf(following(verb), `home:${me}`, me),
        pullOf(actor(verb), `user:${me}`, me),
        pullOf(addressed(), tag),
        pullOf(everyone(verb)),
      ]
      for (const feed of feeds) {
        expect(await pulled(feed, null, 2)).toEqual(ids.slice(0, 2))
        expect(await pulled(feed, ids[1], 2)).toEqual([ids[2], ids[4]])
        expect(await pulled(feed, ids[5])).toEqual([])
      }
    })

    test('a feed is read upwards from an id, the nearest first', async () => {
      const verb = someVerb()
      const made = Array.from({ length: 4 }, () => activity({ verb }))
      await record(...made)
      const ids = newest(made).reverse()
      const read = await ledgerOf().pull(pullOf(everyone(verb)), { after: ids[0], limit: 2 })
      expect(read.map(({ id }) => id)).toEqual(ids.slice(1, 3))
    })

    test('what two sources give is one entry', async () => {
      const [me, verb, tag] = [newId(), someVerb(), someTag()]
      const both = activity({ verb, actorId: me, to: [tag] })
      const one = activity({ verb, actorId: me })
      await record(both, one)
      const pull: Pull = { sources: [actor(verb), addressed()], feed: tag, owner: me }
      expect(await pulled(pull)).toEqual(newest([both, one]))
      expect(await pulled(pull, both.id < one.id ? one.id : both.id)).toHaveLength(1)
    })

    test('a filter narrows by verb, actor and time, as far as an index finds them', async () => {
      const [me, friend, one, two, tag] = [newId(), newId(), someVerb(), someVerb(), someTag()]
      await follow(me, friend)
      const early = new Date(Date.now() - 60_000)
      const made = [
        activity({ verb: one, actorId: friend, time: early }),
        activity({ verb: two, actorId: friend, to: [tag] }),
        activity({ verb: one, actorId: me }),
      ]
      await record(...made)
      const home = pullOf(following(one, two), `home:${me}`, me)
      const by = async (filter: Filter) => pulled({ ...home, filter })
      expect(await by({ verbs: [two] })).toEqual([made[1]?.id])
      expect(await by({ actorIds: [me] })).toEqual([made[2]?.id])
      expect(await by({ to: new Date(Date.now() - 30_000) })).toEqual([made[0]?.id])
      expect(await by({ from: new Date(Date.now() - 30_000), verbs: [one] })).toEqual([made[2]?.id])
      expect(await pulled({ ...pullOf(everyone(one)), filter: { actorIds: [friend] } })).toEqual([made[0]?.id])
      // No index finds these: the caller leaves the others out.
      expect(await pulled({ ...pullOf(addressed(), tag), filter: { verbs: [one] } })).toEqual([made[1]?.id])
      expect(await by({ addressedTo: [tag], verbs: [one] })).toEqual([made[2]?.id, made[0]?.id])
      const ids = made.map(({ id }) => id)
      expect(await ledgerOf().addressedAmong({ ids, feeds: [tag, someTag()] })).toEqual(new Set([made[1]?.id]))
      expect(await ledgerOf().addressedAmong({ ids: [], feeds: [tag] })).toEqual(new Set())
    })

    test('a feed of addresses is followed beside people, and its activities are found once each', async () => {
      const [me, verb, tea, beer] = [newId(), someVerb(), someTag(), someTag()]
      const made = [
        activity({ verb, to: [tea] }),
        activity({ verb, to: [tea, beer] }),
        activity({ to: [tea] }),
        activity({ verb, to: [someTag()] }),
      ]
      await record(...made)
      const set = (feed: FeedId, isFollowed: boolean) =>
        ledgerOf().transaction((tx) => ledgerOf().setFollowedFeed(tx, { followerId: me, feed }, isFollowed))
      await follow(me, made[3]?.actorId ?? '')
      expect([await set(tea, true), await set(beer, true), await set(tea, true)]).toEqual([1, 2, 2])
      expect((await ledgerOf().findFollowWindows([me])).get(me)).toEqual([
        [made[3]?.actorId],
        ...[tea, beer].sort().map((feed) => [feed]),
      ])
      const home = pullOf(subscribed(verb), `home:${me}`, me)
      const own = newest(made.slice(0, 2))
      expect(await pulled(home)).toEqual(own)
      expect(await ledgerOf().pull(home, { limit: 1 })).toMatchObject([{ id: own[0] }])
      expect(await ledgerOf().pull(home, { after: own[1], limit: 5 })).toMatchObject([{ id: own[0] }])
      const inFeeds = await ledgerOf().findNewestIn({ feeds: [tea, beer], verbs: [verb], limit: 1 })
      expect([inFeeds.get(tea), inFeeds.get(beer)]).toMatchObject([[{ id: own[0] }], [{ id: made[1]?.id }]])
      const ids = made.map(({ id }) => id)
      expect((await ledgerOf().findAddresses(ids)).get(made[1]?.id ?? '')).toEqual([tea, beer].sort())
      expect(await ledgerOf().findAddresses([newId()])).toEqual(new Map())
      expect([await set(tea, false), await set(tea, false)]).toEqual([1, 1])
      expect(await pulled(home)).toEqual([made[1]?.id])
    })

    test('a follow may begin late, and end with its history kept', async () => {
      const [me, friend, verb] = [newId(), newId(), someVerb()]
      const made = Array.from({ length: 4 }, () => activity({ verb, actorId: friend }))
      const [first, second, third, fourth] = newest(made).reverse()
      await record(...made)
      const home = pullOf(following(verb), `home:${me}`, me)
      const start = (sinceId: Id | null = null) =>
        ledgerOf().transaction((tx) =>
          ledgerOf().follow(tx, [{ followerId: me, followeeId: friend, createdAt: new Date(), sinceId }]),
        )
      const end = (untilId?: Id) =>
        ledgerOf().transaction((tx) => ledgerOf().unfollow(tx, { followerId: me, followeeId: friend, untilId }))
      expect(await start(second)).toEqual([{ followerId: me, followeeId: friend }])
      expect(await pulled(home)).toEqual([fourth, third, second])
      expect(await end(third)).toBe(true)
      expect(await pulled(home)).toEqual([third, second])
      expect((await ledgerOf().findFollowWindows([me])).get(me)).toEqual([[friend, second, third, null]])
      expect(await ledgerOf().findFollowers({ id: friend, after: null, limit: 9 })).toEqual([])
      expect(await ledgerOf().findFollowing({ id: me, after: null, limit: 9 })).toEqual([])
      expect(await ledgerOf().followedAmong({ followerId: me, ids: [friend] })).toEqual(new Set())
      expect(await ledgerOf().countFollowers([friend])).toEqual(new Map())
      expect(await ledgerOf().countFollowing(me)).toBe(0)
      expect(await end(third)).toBe(false)
      expect(await start()).toHaveLength(1)
      expect(await start(second)).toEqual([])
      expect(await pulled(home)).toEqual([fourth, third, second, first])
      expect(await end()).toBe(true)
      expect(await ledgerOf().findFollowWindows([me])).toEqual(new Map())
    })

    test('how much of somebody is wanted is kept with the follow, and ends with it', async () => {
      const [me, friend, other] = [newId(), newId(), newId()]
      const level = (followeeId: Id, level: string | null) =>
        ledgerOf().transaction((tx) => ledgerOf().setLevel(tx, { followerId: me, followeeId, level }))
      const windows = async () => (await ledgerOf().findFollowWindows([me])).get(me)
      expect(await level(friend, 'some')).toBe(false)
      await follow(me, friend, other)
      expect(await level(friend, 'some')).toBe(true)
      expect(await windows()).toEqual([[friend, null, null, 'some'], [other]])
      await follow(me, friend)
      expect(await windows()).toEqual([[friend, null, null, 'some'], [other]])
      expect(await level(friend, null)).toBe(true)
      expect(await windows()).toEqual([[friend], [other]])

      await level(friend, 'some')
      const untilId = newId()
      await ledgerOf().transaction((tx) => ledgerOf().unfollow(tx, { followerId: me, followeeId: friend, untilId }))
      expect(await level(friend, 'some')).toBe(false)
      expect(await windows()).toEqual([[friend, null, untilId, null], [other]])
      await follow(me, friend)
      expect(await windows()).toEqual([[friend], [other]])
    })

    test('looking through what anybody did finds the same', async () => {
      const [me, friend, ended, stranger] = [newId(), newId(), newId(), newId()]
      const verbs = [someVerb(), someVerb()]
      const many = Array.from({ length: 1_500 }, (_, index) =>
        activity({ verb: verbs[index % 2], actorId: [friend, ended, stranger][index % 3] }),
      )
      await record(...many, activity({ verb: verbs[0], actorId: me }))
      await follow(me, friend, ended)
      const untilId = newest(many)[700]
      await ledgerOf().transaction((tx) => ledgerOf().unfollow(tx, { followerId: me, followeeId: ended, untilId }))
      const pull = pullOf(following(...verbs), `home:${me}`, me)
      for (const [before, limit] of [
        [null, 20],
        [newest(many)[650], 100],
        [null, 1_200],
      ] as const) {
        expect(await pulled({ ...pull, isWide: true }, before, limit)).toEqual(await pulled(pull, before, limit))
        for (const filter of [{ actorIds: [friend] }, { verbs: verbs.slice(1) }]) {
          const narrow = { ...pull, filter }
          expect(await pulled({ ...narrow, isWide: true }, before, limit)).toEqual(await pulled(narrow, before, limit))
        }
      }
    })

    test('a list shows what those on it do', async () => {
      const [listId, actorId, verb] = [newId(), newId(), someVerb()]
      const made = activity({ verb, actorId })
      await record(made)
      const set = (isMember: boolean) =>
        ledgerOf().transaction((tx) => ledgerOf().setMember(tx, { ownerId: listId, actorId }, isMember))
      const list = pullOf(members(verb), `list:${listId}`, listId)
      await set(true)
      await set(true)
      expect(await pulled(list)).toEqual([made.id])
      expect(await ledgerOf().findMembers(listId)).toEqual(new Set([actorId]))
      await set(false)
      expect(await pulled(list)).toEqual([])
    })

    test('a list is cleared, and no other', async () => {
      const [one, other, actorId] = [newId(), newId(), newId()]
      const ledger = ledgerOf()
      await ledger.transaction(async (tx) => {
        for (const ownerId of [one, other]) await ledger.setMember(tx, { ownerId, actorId }, true)
        await ledger.setMember(tx, { ownerId: one, actorId: newId() }, true)
      })
      for (let times = 0; times < 2; times += 1) await ledger.transaction((tx) => ledger.clearMembers(tx, one))
      expect(await ledger.findMembers(one)).toEqual(new Set())
      expect(await ledger.findMembers(other)).toEqual(new Set([actorId]))
    })

    test('what was done to objects is found by object, newest first, some or all of those one follows', async () => {
      const [me, friend, verb, objectId] = [newId(), newId(), someVerb(), newId()]
      await follow(me, friend)
      const made = [friend, newId(), me, friend].map((actorId) => activity({ verb, objectId, actorId }))
      await record(...made, activity({ objectId }))
      await retract({ objectId, actorId: friend, verb: 'other' })
      const ids = (found: Map<Id, readonly { id: Id }[]>) => found.get(objectId)?.map(({ id }) => id)
      const query = { objectIds: [objectId, newId()], verbs: [verb] }
      expect(ids(await ledgerOf().findTellings({ ...query, limit: 3 }))).toEqual(newest(made).slice(0, 3))
      const mine = made.filter(({ actorId }) => actorId === me || actorId === friend)
      const found = await ledgerOf().findTellingsFor({ ...query, owner: me })
      expect(ids(found)).toEqual(newest(mine))
      expect([...found.keys()]).toEqual([objectId])
      const [maker, strange] = [activity({ verb, id: objectId, objectId }), newId()]
      await record(maker)
      expect(ids(await ledgerOf().findTellingsFor({ ...query, owner: strange }))).toEqual([maker.id])
    })

    test('the newest of each actor, of some verbs', async () => {
      const [one, other, verb, also] = [newId(), newId(), someVerb(), someVerb()]
      const made = [verb, also, verb].map((each) => activity({ verb: each, actorId: one }))
      await record(...made, activity({ actorId: one }), activity({ verb, actorId: other }))
      const found = await ledgerOf().findNewestBy({ actorIds: [one, other, newId()], verbs: [verb, also], limit: 2 })
      expect(found.get(one)?.map(({ id }) => id)).toEqual(newest(made).slice(0, 2))
      expect(found.get(other)).toHaveLength(1)
      expect(found.size).toBe(2)
    })

    test('an activity can be changed and taken back by its name, and says what it was', async () => {
      const [beer, tea] = [someTag(), someTag()]
      const made = activity({ foreignId: newId(), to: [beer] })
      await record(made)
      const { id, actorId, verb, objectId, time } = made
      const entry = { id, actorId, verb, objectId }
      const name = { foreignId: made.foreignId ?? '', time }
      const update = (to: FeedId[]) =>
        ledgerOf().transaction((tx) => ledgerOf().update(tx, name, { data: { a: 1 }, to }))
      const changed = await update([tea])
      expect({ ...changed, to: [...(changed?.to ?? [])].sort() }).toEqual({ ...entry, to: [beer, tea].sort() })
      expect(await update([tea])).toEqual({ ...entry, to: [] })
      expect(await pulled(pullOf(addressed(), beer))).toEqual([])
      expect(await pulled(pullOf(addressed(), tea))).toEqual([id])
      expect(await ledgerOf().findEntries([id, newId()])).toEqual(new Map([[id, entry]]))
      const take = () => ledgerOf().transaction((tx) => ledgerOf().retract(tx, name))
      expect(await take()).toEqual([{ ...entry, to: [tea] }])
      expect(await take()).toEqual([])
      expect(await update([beer])).toBeNull()
      expect(await ledgerOf().findEntries([id])).toEqual(new Map())
    })

    test('an entry says who did what to what', async () => {
      const made = activity()
      await record(made)
      const { id, actorId, verb, objectId } = made
      expect(await ledgerOf().pull(pullOf(everyone(verb)), { before: null, limit: 1 })).toEqual([
        { id, actorId, verb, objectId },
      ])
    })

    test('retracting takes what was done to the object, or one verb of one actor, and may be done again', async () => {
      const [me, objectId, verb, other] = [newId(), newId(), someVerb(), someVerb()]
      const mine = activity({ verb, objectId, actorId: me })
      const hers = activity({ verb, objectId })
      const different = activity({ verb: other, objectId, actorId: me })
      await record(mine, hers, different)
      await retract({ objectId, actorId: me, verb })
      await retract({ objectId, actorId: me, verb })
      expect(await pulled(pullOf(everyone(verb, other)))).toEqual(newest([hers, different]))
      await retract({ objectId })
      expect(await pulled(pullOf(everyone(verb, other)))).toEqual([])
    })

    test('retracting takes some at a time, and what made its object is to be withdrawn whatever its verb', async () => {
      const made = activity()
      const own = { ...made, id: made.objectId }
      const done = Array.from({ length: 3 }, () => activity({ objectId: made.objectId }))
      await record(own, ...done)
      const take = async (about: About, limit?: number) =>
        (await ledgerOf().transaction((tx) => ledgerOf().retract(tx, about, { limit }))).length
      expect(await take({ id: own.id })).toBe(1)
      expect(await take({ objectId: own.id }, 2)).toBe(2)
      expect(await take({ objectId: own.id }, 2)).toBe(1)
      expect(await take({ objectId: own.id }, 2)).toBe(0)
      expect(await ledgerOf().getWithdrawal(own.id)).toMatchObject({ entry: { id: own.id } })
      expect(await ledgerOf().getWithdrawal(done[0]?.id ?? '')).toBeNull()
    })

    test('a delivery is kept as far as it came, until it is finished', async () => {
      const made = activity()
      const { id, actorId, verb, objectId } = made
      await record(made)
      expect(await ledgerOf().getDelivery(id)).toEqual({
        entry: { id, actorId, verb, objectId },
        after: null,
        pulled: 'no',
        recordedAt: expect.any(Date),
      })
      const reached = newId()
      await ledgerOf().saveDelivered(id, reached)
      expect(await ledgerOf().getDelivery(id)).toMatchObject({ after: reached })
      await ledgerOf().finishDeliveries([id])
      await ledgerOf().saveDelivered(id, newId())
      await ledgerOf().finishDeliveries([id])
      expect(await ledgerOf().getDelivery(id)).toBeNull()
    })

    test('a delivery is taken up with the next followers, from where it came to; who is pulled has none', async () => {
      const made = activity()
      const { id, actorId } = made
      const fans = Array.from({ length: 5 }, () => newId()).sort()
      await record(made)
      for (const fan of fans) await follow(fan, actorId)
      const takeUp = (limit: number) => ledgerOf().takeUpDelivery({ id, limit })
      expect(await takeUp(2)).toEqual({ ...(await ledgerOf().getDelivery(id)), followers: fans.slice(0, 2) })
      await ledgerOf().saveDelivered(id, fans[2] ?? '')
      expect(await takeUp(9)).toMatchObject({ after: fans[2], followers: fans.slice(3) })
      await ledgerOf().saveDelivered(id, fans[4] ?? '')
      expect(await takeUp(9)).toMatchObject({ followers: [] })
      await ledgerOf().enterPulled(actorId)
      expect(await takeUp(9)).toMatchObject({ pulled: 'entering', followers: [] })
      await ledgerOf().finishDeliveries([id])
      expect(await takeUp(9)).toBeNull()
    })

    test('what is retracted or unknown is not delivered', async () => {
      const made = activity()
      await record(made)
      await retract({ objectId: made.objectId })
      expect(await ledgerOf().getDelivery(made.id)).toBeNull()
      expect(await ledgerOf().getDelivery(newId())).toBeNull()
      expect(await ledgerOf().getWithdrawal(made.id)).toBeNull()
    })

    test('what was delivered is withdrawn, whatever its delivery still says', async () => {
      const made = activity()
      const { id, actorId, verb, objectId } = made
      await record(made)
      await ledgerOf().saveDelivered(id, newId())
      await ledgerOf().transaction((tx) => ledgerOf().retract(tx, { objectId }, { delivered: [verb] }))
      await ledgerOf().saveDelivered(id, newId())
      await ledgerOf().finishDeliveries([id])
      expect(await ledgerOf().getDelivery(id)).toBeNull()
      expect(await ledgerOf().getWithdrawal(id)).toEqual({ entry: { id, actorId, verb, objectId }, after: null })
      const reached = newId()
      await ledgerOf().saveWithdrawn(id, reached)
      expect(await ledgerOf().getWithdrawal(id)).toMatchObject({ after: reached })
      const find = () => ledgerOf().findUnfinished({ recordedBefore: new Date(Date.now() + 1_000), limit: 20_000 })
      expect((await find()).at(-1)).toBe(id)
      await ledgerOf().finishWithdrawal(id)
      expect([await ledgerOf().getWithdrawal(id), (await find()).includes(id)]).toEqual([null, false])
    })

    test('what was taken back is deleted once it is old and withdrawn, part by part, and nothing else is', async () => {
      const verb = someVerb()
      const made = Array.from({ length: 5 }, () => activity({ verb, foreignId: newId(), to: [someTag()] }))
      const [standing, open, ...gone] = made
      await record(...made)
      const take = (id: Id, delivered: string[] = []) =>
        ledgerOf().transaction((tx) => ledgerOf().retract(tx, { id }, { delivered }))
      await take(open?.id ?? '', [verb])
      for (const { id } of gone) await take(id)
      const purge = (limit: number, ageMs = -60_000) =>
        ledgerOf().purge({ retractedBefore: new Date(Date.now() - ageMs), limit })
      const isThere = async ({ id }: Recording, at: number) => (await record(made[at] ?? activity({ id }))).length === 0
      expect(await purge(100, 60_000)).toBe(0)
      expect(await purge(2)).toBe(2)
      while ((await purge(2)) > 0);
      // What is there already is not recorded again.
      expect(await Promise.all(made.map(isThere))).toEqual([true, true, false, false, false])
      expect(await pulled(pullOf(everyone(verb)))).toEqual(newest([...gone, ...(standing ? [standing] : [])]))
    })

    test('the unfinished are found, the first recorded first, but not the young, the finished and the retracted', async () => {
      const made = Array.from({ length: 4 }, () => activity())
      const [open, finished, retracted, last] = made
      for (const one of made) await record(one)
      await ledgerOf().finishDeliveries([finished?.id ?? ''])
      await retract({ objectId: retracted?.objectId ?? '' })
      const ids = made.map(({ id }) => id)
      const find = async (recordedBefore: Date) => {
        const found = await ledgerOf().findUnfinished({ recordedBefore, limit: 20_000 })
        return found.filter((id) => ids.includes(id))
      }
      expect(await find(new Date(Date.now() + 1_000))).toEqual([open?.id, last?.id])
      expect(await find(new Date(Date.now() - 60_000))).toEqual([])
      expect(await ledgerOf().findUnfinished({ recordedBefore: new Date(Date.now() + 1_000), limit: 1 })).toHaveLength(
        1,
      )
    })

    test('a delivery that is set aside is given up until it is taken up again', async () => {
      const made = activity()
      await record(made)
      const isFound = async () => {
        const found = await ledgerOf().findUnfinished({ recordedBefore: new Date(Date.now() + 1_000), limit: 20_000 })
        return [found.includes(made.id), (await ledgerOf().getDelivery(made.id)) !== null]
      }
      await ledgerOf().setAside([made.id], true)
      await ledgerOf().setAside([made.id, newId()], true)
      expect(await isFound()).toEqual([false, false])
      await ledgerOf().setAside([made.id], false)
      expect(await isFound()).toEqual([true, true])
    })

    test('the oldest unfinished delivery is the one that was recorded first, and not one that is set aside', async () => {
      const made = activity()
      await record(made)
      const open = await ledgerOf().findUnfinished({ recordedBefore: new Date(Date.now() + 60_000), limit: 20_000 })
      const others = open.filter((id) => id !== made.id)
      const before = await ledgerOf().oldestUnfinished()
      await ledgerOf().setAside(others, true)
      expect(before?.getTime()).toBeLessThanOrEqual((await ledgerOf().oldestUnfinished())?.getTime() ?? 0)
      await ledgerOf().setAside([made.id], true)
      expect(await ledgerOf().oldestUnfinished()).toBeNull()
      await ledgerOf().setAside(open, false)
    })

    test('what needs no delivery is recorded as delivered', async () => {
      const made = activity({ isPending: false })
      await record(made)
      expect(await ledgerOf().getDelivery(made.id)).toBeNull()
    })

    test('the last deliveries are opened again from their start, but for what was retracted', async () => {
      const verbs = [someVerb()]
      const made = [0, 1, 2].map(() => activity({ verb: verbs[0] }))
      const [done, retracted, open] = made
      await record(...made)
      for (const { id } of made.slice(0, 2)) {
        await ledgerOf().saveDelivered(id, newId())
        await ledgerOf().finishDeliveries([id])
      }
      await retract({ objectId: retracted?.objectId ?? '' })
      expect(await ledgerOf().reopenDeliveries({ lastMs: 10_000, verbs })).toBeGreaterThanOrEqual(1)
      const deliveries = await Promise.all(made.map(({ id }) => ledgerOf().getDelivery(id)))
      expect(deliveries.map((delivery) => delivery?.entry.id)).toEqual([done?.id, undefined, open?.id])
      expect(deliveries[0]?.after).toBeNull()
      expect(await ledgerOf().reopenDeliveries({ lastMs: 0, verbs })).toBe(0)
    })

    test('what is recorded without need of delivery moves no window of deliveries', async () => {
      const verbs = [someVerb()]
      const made = activity({ verb: verbs[0] })
      await record(made)
      await ledgerOf().finishDeliveries([made.id])
      for (let later = 0; later < 20; later += 1) await record(activity({ isPending: false }))
      expect(await ledgerOf().reopenDeliveries({ lastMs: 1, verbs })).toBe(1)
    })

    test('following again adds nothing, unfollowing again undoes nothing', async () => {
      const [me, ana, bo] = [newId(), newId(), newId()]
      expect(await follow(me, ana)).toMatchObject([{ followerId: me, followeeId: ana }])
      expect((await follow(me, ana, bo)).map(({ followeeId }) => followeeId)).toEqual([bo])
      expect([await unfollow(me, ana), await unfollow(me, ana)]).toEqual([true, false])
      expect(await ledgerOf().findFollowing({ id: me, after: null, limit: 9 })).toEqual([bo])
    })

    test('followers and followed are found in the order of their ids, part by part', async () => {
      const [star, fans] = [newId(), Array.from({ length: 5 }, () => newId()).sort()]
      for (const fan of fans.toReversed()) await follow(fan, star)
      const first = await ledgerOf().findFollowers({ id: star, after: null, limit: 3 })
      expect(first).toEqual(fans.slice(0, 3))
      expect(await ledgerOf().findFollowers({ id: star, after: first.at(-1) ?? null, limit: 3 })).toEqual(fans.slice(3))
      const me = newId()
      await follow(me, ...fans.toReversed())
      expect(await ledgerOf().findFollowing({ id: me, after: fans[1] ?? null, limit: 2 })).toEqual(fans.slice(2, 4))
    })

    test('follows are counted, and told apart', async () => {
      const [me, ana, bo] = [newId(), newId(), newId()]
      await follow(me, ana, bo)
      await follow(ana, bo)
      expect(await ledgerOf().countFollowers([me, ana, bo])).toEqual(
        new Map([
          [ana, 1],
          [bo, 2],
        ]),
      )
      expect(await ledgerOf().countFollowers([])).toEqual(new Map())
      expect(await ledgerOf().countFollowing(me)).toBe(2)
      expect(await ledgerOf().followedAmong({ followerId: ana, ids: [me, bo] })).toEqual(new Set([bo]))
      expect(await ledgerOf().followedAmong({ followerId: ana, ids: [] })).toEqual(new Set())
    })
  })
}

function activity(given: Partial<Recording> = {}): Recording {
  const time = given.time ?? new Date()
  const rest = { verb: someVerb(), objectId: newId(), actorId: newId(), targetId: null, foreignId: null, data: null }
  return { id: newId(time), ...rest, to: [], isPending: true, time, ...given }
}

/** A feed that the product need not declare. */
function pullOf(source: Source, feed: FeedId = 'explore:all', owner: string = 'all'): Pull {
  return { sources: [source], feed, owner }
}

const newest = (list: readonly Activity[]): Id[] =>
  list
    .map(({ id }) => id)
    .sort()
    .reverse()
const someVerb = () => `v${newId().replaceAll('-', '').slice(0, 30)}`
const someTag = (): FeedId => `tag:${newId()}`
