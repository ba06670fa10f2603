// What those do who keep the place: by commands, which have no address.
import type { Cluster } from './fault-cluster.ts'
import type { Write } from './fault-desk.ts'
import { facts } from './fault-facts.ts'
import { now } from './fault-history.ts'
import type { Member } from './fault-members.ts'

const admin = { handle: 'an admin' }

export const suspend = ({ wiring }: Cluster, { id, handle }: Member): Write => ({
  name: 'suspend',
  by: admin,
  about: { handle, personId: id },
  send: () => answering(() => wiring.safety.suspend({ handle, by: 'operator' })),
  makes: [facts.suspended(id)],
})

export const unsuspend = ({ wiring }: Cluster, { id, handle }: Member): Write => ({
  name: 'unsuspend',
  by: admin,
  about: { handle, personId: id },
  send: () => answering(() => wiring.safety.unsuspend({ handle, by: 'operator' })),
  doubts: [facts.suspended(id)],
})

/** A verb that ends is answered; one that throws may have been done. */
async function answering(verb: () => Promise<unknown>): ReturnType<Write['send']> {
  const beganAt = now()
  try {
    await verb()
    return { status: 200, text: '', beganAt, tookMs: now() - beganAt }
  } catch (error) {
    return { status: 500, text: String(error), beganAt, tookMs: now() - beganAt }
  }
}
