import type { Write } from './fault-desk.ts'
import type { Member } from './fault-members.ts'
import { rows } from './fault-rows.ts'

/** Whether reposts move posts up in one's own home feed. */
export const bumpReposts = (by: Member, on: boolean): Write => ({
  name: 'setting',
  by,
  about: { bumpReposts: String(on) },
  send: (client) => client.post(by, '/settings/feed', { bumpReposts: on ? '1' : '0' }),
  sets: [[rows.bump(by.id), on ? 'yes' : 'no']],
})
