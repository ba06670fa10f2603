import type { Id } from '#app/lib/id.ts'
import { isRowMark, type Marks, marks } from './marks.ts'

/** What was seen and read, in this process. */
export function createMemoryMarks(): Marks<null> {
  const held = new Map<string, Readonly<Record<string, Id>>>()
  return {
    async findMarks(feeds) {
      return new Map([...held].filter(([feed]) => feeds.includes(feed)))
    },

    async raiseMarks(_, feed, to) {
      const raised = { ...held.get(feed) }
      for (const [name, id] of Object.entries(to)) if (id > (raised[name] ?? '')) raised[name] = id
      const floor = raised[marks.read] ?? ''
      held.set(feed, Object.fromEntries(Object.entries(raised).filter(([name, id]) => !isRowMark(name) || id > floor)))
    },

    async eraseMarks(_, ownerId) {
      for (const feed of held.keys()) if (feed.endsWith(`:${ownerId}`)) held.delete(feed)
    },
  }
}
