import type { Id } from '#app/lib/id.ts'

/** What accounts need of posts: who writes. */
export interface Authors {
  /** How many posts and replies of a person the viewer may see. */
  countBy(question: { authorId: Id; viewer: { id: Id } | null }): Promise<number>
  /** Who wrote lately what the viewer may see, the latest first. The cost does not grow with the number of posts. */
  recentAuthors(question: { viewer: { id: Id } | null; limit: number }): Promise<Id[]>
}
