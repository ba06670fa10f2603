import type { Level } from '#app/domain/levels/level-rules.ts'
import type { PersonView } from '#app/domain/posts/post-views.ts'
import type { Role } from './viewer.ts'

/** Somebody, as the viewer sees them on their page. */
export type ProfileView = Readonly<{
  person: PersonView & Readonly<{ header: string | null; bio: string; role: Role; createdAt: string }>
  followerCount: number
  followingCount: number
  postCount: number
  isFollowing: boolean
  /** The viewer waits to be let follow them. */
  isRequested: boolean
  followsYou: boolean
  isSelf: boolean
  /** They approve who follows them. */
  isPrivate: boolean
  /** The viewer may see what they do; else all counts are 0. */
  isOpen: boolean
  /** By the viewer, to whom nothing else is shown then. */
  isBlocked: boolean
  /** By the viewer. */
  isMuted: boolean
  /** When that ends; null: not by itself. */
  mutedUntil: string | null
  /** Out of the viewer's feeds. */
  areRepostsHidden: boolean
  /** How much of them the viewer wants in the home feed; null: the viewer does not follow them. */
  level: Level | null
  /** True for moderators and admins alone: for everybody else there is no such person. */
  isSuspended: boolean
}>
