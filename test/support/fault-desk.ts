import type { Answer, Client } from './fault-client.ts'
import type { Facts } from './fault-facts.ts'
import type { End, History } from './fault-history.ts'
import { createExpectations, type RowValue } from './fault-rows.ts'

/** One write: what it is called in the history, how it is asked for, and what is so once it is done. */
export type Write = Readonly<{
  name: string
  by: Readonly<{ handle: string }>
  about: Readonly<Record<string, string>>
  send: (client: Client) => Promise<Answer>
  /** Facts that it may end, and facts that hold once it is answered. */
  doubts?: readonly string[]
  makes?: readonly string[]
  /** What the tables must say afterwards. */
  sets?: readonly RowValue[]
  resultOf?: (text: string) => string
}>

export type Post = Readonly<{ id: string; authorId: string; isReply: boolean }>

/** Does writes and keeps what clients know: history, facts, what the tables must say, and the posts that there are. */
export function createDesk({ client, history, facts }: { client: Client; history: History; facts: Facts }) {
  const expectations = createExpectations()
  const posts: Post[] = []
  const authors = new Map<string, string>()

  function settle(end: End, { makes = [], doubts = [], sets = [] }: Write): void {
    if (end === 'unknown') return
    doubts.forEach(facts.decide)
    expectations.end(sets, end === 'ok')
    if (end === 'ok') makes.forEach(facts.certain)
  }

  /** @returns the answer, and how it ended */
  async function write(what: Write): Promise<{ end: End; answer: Answer; result: string }> {
    const operation = history.begin(what.name, what.by.handle, what.about)
    what.doubts?.forEach(facts.doubt)
    expectations.begin(what.sets ?? [])
    const answer = await what.send(client)
    const end = endOf(answer.status)
    const result = end === 'ok' ? (what.resultOf?.(answer.text) ?? '') : `${answer.status} ${answer.text.slice(0, 120)}`
    settle(end, what)
    history.end(operation, end, result)
    return { end, answer, result }
  }

  return {
    write,
    posts,
    keep(post: Post): Post {
      posts.push(post)
      authors.set(post.id, post.authorId)
      return post
    },
    authorOf: (postId: string): string | null => authors.get(postId) ?? null,
    facts,
    history,
    client,
    /** What the tables must say, by name: only that of which clients are sure. */
    expectations: expectations.certain,
  }
}

export type Desk = ReturnType<typeof createDesk>

function endOf(status: number): End {
  if (status >= 200 && status < 400) return 'ok'
  return status >= 400 && status < 500 ? 'refused' : 'unknown'
}
