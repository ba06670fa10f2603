import fc from 'fast-check'
import { levels } from '#app/domain/levels/level-rules.ts'
import { audiences, settableAudiences } from '#app/domain/posts/post-views.ts'

export const members = 5
const who = fc.nat(members - 1)
const which = fc.nat(40)
const on = fc.boolean()
/** Calls that a process lives to make. */
const calls = fc.nat(8)

const is = <const Type extends string>(type: Type) => fc.constant(type)

/** What may happen next in a small world. `who`, `whom`: members by number; `which`: a post; `named`: who is mentioned. */
export const anyStep = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      type: is('follow'),
      who,
      whom: who,
      copyLimit: fc.option(fc.nat(3), { nil: undefined, freq: 2 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: is('unfollow'), who, whom: who, keepHistory: on }) },
  {
    weight: 7,
    arbitrary: fc.record({ type: is('post'), who, audience: fc.constantFrom(...audiences), named: who, isTagged: on }),
  },
  { weight: 3, arbitrary: fc.record({ type: is('followTag'), who, on }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: is('reply'), who, which, audience: fc.constantFrom(...audiences), named: who }),
  },
  { weight: 2, arbitrary: fc.record({ type: is('remove'), which }) },
  { weight: 2, arbitrary: fc.record({ type: is('audience'), which, audience: fc.constantFrom(...settableAudiences) }) },
  { weight: 6, arbitrary: fc.record({ type: is('repost'), who, which }) },
  { weight: 3, arbitrary: fc.record({ type: is('unrepost'), who, which }) },
  { weight: 2, arbitrary: fc.record({ type: is('block'), who, whom: who, on }) },
  { weight: 2, arbitrary: fc.record({ type: is('mute'), who, whom: who, on }) },
  { weight: 2, arbitrary: fc.record({ type: is('hideReposts'), who, whom: who, on }) },
  { weight: 6, arbitrary: fc.record({ type: is('level'), who, whom: who, level: fc.constantFrom(...levels) }) },
  { weight: 2, arbitrary: fc.record({ type: is('react'), who, which }) },
  { weight: 1, arbitrary: fc.record({ type: is('reviewBest') }) },
  { weight: 2, arbitrary: fc.record({ type: is('word'), who, word: fc.nat(12), on }) },
  { weight: 2, arbitrary: fc.record({ type: is('muteConversation'), who, which, on }) },
  { weight: 3, arbitrary: fc.record({ type: is('private'), who, on }) },
  { weight: 3, arbitrary: fc.record({ type: is('approve'), who, whom: who }) },
  { weight: 1, arbitrary: fc.record({ type: is('reject'), who, whom: who }) },
  { weight: 1, arbitrary: fc.record({ type: is('removeFollower'), who, whom: who }) },
  { weight: 1, arbitrary: fc.record({ type: is('suspend'), who, on }) },
  { weight: 2, arbitrary: fc.record({ type: is('bump'), who, on }) },
  { weight: 3, arbitrary: fc.record({ type: is('rebuild'), who }) },
  { weight: 5, arbitrary: fc.record({ type: is('deliver') }) },
  { weight: 1, arbitrary: fc.record({ type: is('flush') }) },
  { weight: 2, arbitrary: fc.record({ type: is('review') }) },
  { weight: 2, arbitrary: fc.record({ type: is('fanOutDies'), which, calls }) },
  { weight: 2, arbitrary: fc.record({ type: is('rebuildDies'), who, calls }) },
)
export type Step = typeof anyStep extends fc.Arbitrary<infer One> ? One : never
