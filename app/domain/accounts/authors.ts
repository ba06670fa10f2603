import type { Id } from '#app/lib/id.ts'

/** What accounts need of posts: who writes. */
export interface Authors {
  /** How many posts and replies a person has. */
  countBy(authorId: Id): Promise<number>
  /** Who wrote lately, the latest first. The cost does not grow with the number of posts. */
  recentAuthors(question: { limit: number }): Promise<Id[]>
}
