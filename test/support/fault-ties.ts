// What people do to each other, as writes of the desk.
import type { Write } from './fault-desk.ts'
import { facts } from './fault-facts.ts'
import type { Member } from './fault-members.ts'
import { type RowValue, rows } from './fault-rows.ts'

/** A form of somebody's page with one switch. */
const turn = (what: 'follow' | 'block' | 'mute', by: Member, { handle }: Member, on: '0' | '1') => ({
  name: on === '1' ? what : `un${what}`,
  by,
  about: { handle },
  send: ((client) => client.post(by, `/people/${handle}/${what}`, { on })) satisfies Write['send'],
})

export const follow = (by: Member, whom: Member): Write => ({
  ...turn('follow', by, whom, '1'),
  doubts: [facts.unfollowed(by.id, whom.id)],
  sets: [[rows.follow(by.id, whom.id), 'yes']],
})

export const unfollow = (by: Member, whom: Member): Write => ({
  ...turn('follow', by, whom, '0'),
  makes: [facts.unfollowed(by.id, whom.id)],
  sets: [[rows.follow(by.id, whom.id), 'no']],
})

/** It ends what one followed of the other. */
export const block = (by: Member, whom: Member): Write => ({
  ...turn('block', by, whom, '1'),
  makes: [facts.blocked(by.id, whom.id), facts.unfollowed(by.id, whom.id), facts.unfollowed(whom.id, by.id)],
  sets: [
    [rows.block(by.id, whom.id), 'yes'],
    ...[rows.follow(by.id, whom.id), rows.follow(whom.id, by.id)].map((name): RowValue => [name, 'no']),
  ],
})

export const unblock = (by: Member, whom: Member): Write => ({
  ...turn('block', by, whom, '0'),
  doubts: [facts.blocked(by.id, whom.id)],
  sets: [[rows.block(by.id, whom.id), 'no']],
})

export const mute = (by: Member, whom: Member): Write => ({
  ...turn('mute', by, whom, '1'),
  makes: [facts.muted(by.id, whom.id)],
  sets: [[rows.mute(by.id, whom.id), 'yes']],
})

export const unmute = (by: Member, whom: Member): Write => ({
  ...turn('mute', by, whom, '0'),
  doubts: [facts.muted(by.id, whom.id)],
  sets: [[rows.mute(by.id, whom.id), 'no']],
})
