import type { Answer, Client } from './fault-client.ts'
import type { Facts } from './fault-facts.ts'
import type { End, History } from './fault-history.ts'
import type { Member } from './fault-members.ts'

/** One write: what it is called in the history, how it is asked for, and what is so once it is done. */
export type Write = Readonly<{
  name: string
  by: Member
  about: Readonly<Record<string, string>>
  send: (client: Client) => Promise<Answer>
  /** Facts that it may end, and facts that hold once it is answered. */
  doubts?: readonly string[]
  makes?: readonly string[]
  /** What the tables must say afterwards: a name (see fault-check-writes.ts) and its value. */
  sets?: readonly [string, string]
  /** Names of which nothing is known any more, because this may change them behind the back of who set them. */
  unsettles?: readonly string[]
  resultOf?: (text: string) => string
}>

export type Post = Readonly<{ id: string; authorId: string; isReply: boolean }>

/** Does writes and keeps what clients know: history, facts, what the tables must say, and the posts that there are. */
export function createDesk({ client, history, facts }: { client: Client; history: History; facts: Facts }) {
  const expected = new Map<string, string>()
  const unsettled = new Set<string>()
  const posts: Post[] = []

  function settle(end: End, { makes = [], sets, unsettles = [] }: Write): void {
    for (const name of unsettles) unsettled.add(name)
    if (end === 'ok') makes.forEach(facts.certain)
    if (!sets || end === 'refused') return
    const [name, value] = sets
    expected.set(name, value)
    // It may still be done, at any later time.
    if (end === 'unknown') unsettled.add(name)
  }

  /** @returns the answer, and how it ended */
  async function write(what: Write): Promise<{ end: End; answer: Answer; result: string }> {
    const operation = history.begin(what.name, what.by.handle, what.about)
    what.doubts?.forEach(facts.doubt)
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
    facts,
    history,
    client,
    /** What the tables must say, by name: only that of which clients are sure. */
    expectations: () => [...expected].filter(([name]) => !unsettled.has(name)),
  }
}

export type Desk = ReturnType<typeof createDesk>

function endOf(status: number): End {
  if (status >= 200 && status < 400) return 'ok'
  return status >= 400 && status < 500 ? 'refused' : 'unknown'
}
