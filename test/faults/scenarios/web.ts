import type { Check } from '#test/support/fault-checks.ts'
import { invite } from '#test/support/fault-members.ts'
import { post } from '#test/support/fault-writes.ts'
import { expectThat, type Fault } from '../fault.ts'

const heldWithinMs = 5_000

export const webKilled: Fault = {
  id: 'F-31',
  title: 'kill -9 the web process between commit and answer',
  doors: true,
  perSecond: 15,
  killsWriters: true,
  quietWithinMs: 120_000,
  async run({ cluster, community, desk, isShort, pause }) {
    const { doors, webs, pool } = cluster
    if (!doors) throw new Error('without doors nothing can be held')
    const keys: string[] = []
    for (let time = 0; time < (isShort ? 2 : 10); time += 1) {
      const [author] = await invite(pool, community, ['author'])
      if (!author) throw new Error('nobody came')
      // Its own timeline is written to after the commit and before the answer.
      const held = doors.webRedisDoor.holdAt(`home:${author.id}`, 'request')
      const posting = post(desk, author, 'did it arrive?')
      const isHeld = await Promise.race([held.reached.then(() => true), pause(heldWithinMs).then(() => false)])
      const { rows } = await pool.query('SELECT 1 FROM post WHERE author_id = $1', [author.id])
      desk.history.note('kill', { isHeld, committed: rows.length })
      if (isHeld && rows.length === 1) keys.push(author.id)
      for (const web of webs) await web.kill()
      held.release()
      await Promise.all(webs.map((web) => web.start()))
      await posting
    }
    return async (): Promise<Check[]> => {
      const { rows } = await pool.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM post WHERE author_id = ANY($1::uuid[])',
        [keys],
      )
      return [
        expectThat('killed in between', keys.length > 0, 'no kill fell between commit and answer'),
        expectThat('one post a key', rows[0]?.count === keys.length, `${rows[0]?.count} posts of ${keys.length} keys`),
      ]
    }
  },
}
