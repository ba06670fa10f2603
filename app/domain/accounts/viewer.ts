import { NotFound } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'

export const roles = ['member', 'moderator', 'admin'] as const
export type Role = (typeof roles)[number]

/** Who asks: the signed-in person of a request. Nobody is `null`. */
export type Viewer = Readonly<{
  id: Id
  handle: string
  name: string
  image: string | null
  role: Role
  /** Approves who follows them. */
  isPrivate?: boolean
  /** People who wait for that, 100 at most; absent: none. */
  requestCount?: number
}>

/** A stored role; what is unknown has no powers. */
export function toRole(stored: string | null | undefined): Role {
  return roles.find((role) => role === stored) ?? 'member'
}

/** Comes before anything is read or done. @throws NotFound for all but admins: they need not know that it is there */
export function requireAdmin(viewer: Viewer | null): void {
  if (viewer?.role !== 'admin') throw new NotFound('Nothing is at this address')
}
