import { personFact } from '#app/domain/accounts/facts.ts'
import { type Role, requireAdmin, toRole, type Viewer } from '#app/domain/accounts/viewer.ts'
import { authorFact } from '#app/domain/posts/facts.ts'
import type { Tx } from '#app/lib/db.server.ts'
import { Conflict, NotFound } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import { touchAnswered } from './answered.server.ts'
import type { SafetyDeps } from './deps.ts'

/** `by`: an admin, or who runs the machine. */
type Command = Readonly<{ handle: string; by: Viewer | 'operator' }>

/** From the next read on nobody sees the person, what they wrote or what they handed on, and they are signed out. */
export async function suspend(deps: SafetyDeps, command: Command): Promise<void> {
  await setSuspended(deps, command, deps.now())
}

/** All of it is back. They sign in again. */
export async function unsuspend(deps: SafetyDeps, command: Command): Promise<void> {
  await setSuspended(deps, command, null)
}

async function setSuspended({ feeds }: SafetyDeps, { by, handle }: Command, suspendedAt: Date | null): Promise<void> {
  if (by !== 'operator') requireAdmin(by)
  await feeds.transaction(async (tx, { touch }) => {
    const { id, role } = await holdPerson(tx, handle)
    // Oneself included: no site loses its last admin in this way.
    if (role === 'admin' && suspendedAt) throw new Conflict(`@${handle} is an admin; take that from them first`)
    await touch(authorFact(id), personFact(id))
    await touchAnswered(tx, touch, id)
    // Those who are asked count who asks.
    const asked = await tx.followRequest.findMany({ where: { followerId: id }, select: { followeeId: true } })
    await touch(...asked.map(({ followeeId }) => personFact(followeeId)))
    await tx.user.updateMany({ where: { id, ...(suspendedAt && { suspendedAt: null }) }, data: { suspendedAt } })
    if (suspendedAt) await tx.session.deleteMany({ where: { userId: id } })
  })
}

/** Waits for what they are about to write, and lets nothing of it be written until the commit. @throws NotFound */
async function holdPerson(tx: Tx, handle: string): Promise<{ id: Id; role: Role }> {
  const [person] = await tx.$queryRaw<{ id: Id; role: string }[]>`
    SELECT id, role FROM "user" WHERE handle = ${handle.toLowerCase()} FOR UPDATE`
  if (!person) throw new NotFound(`Nobody is called @${handle}`)
  return { id: person.id, role: toRole(person.role) }
}
