import { createHmac, randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { sessionCookie } from '#app/domain/accounts/auth.server.ts'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { sessionSecret, siteOrigin } from './fault-cluster.ts'
import type { Random } from './fault-random.ts'

/** Somebody who is signed in, in a browser of their own at an address of their own. */
export type Member = Viewer & Readonly<{ cookie: string; address: string }>

/** `pairs`: who follows whom, as `follower:followee`. */
export type Community = Readonly<{
  /** Who came later, for one fault: the load leaves them alone. */
  guests: Member[]
  members: readonly Member[]
  celebrity: Member
  observer: Member
  pairs: Set<string>
}>

/** Followers of the celebrity who never look: a fan-out takes several chunks, and pushes into nothing. */
const silentFollowers = 4_000
/** Their addresses begin behind those of the members. */
const firstGuest = 10_000
let guestNumber = 0

/**
 * A celebrity whom all follow, an observer whom nobody follows or blocks and who never changes anything, and members who
 * follow a few at random, rows only: nobody has a timeline yet.
 */
export async function seedCommunity(pool: Pool, random: Random, size: number): Promise<Community> {
  const members = Array.from({ length: size }, (_, index) => toMember(`member_${index}`, index))
  const [celebrity, observer] = [toMember('celebrity', size), toMember('observer', size + 1)]
  const everybody = [...members, celebrity, observer]
  await insertUsers(pool, everybody)
  await signIn(pool, everybody)

  const pairs = new Set<string>()
  for (const follower of [...members, observer]) {
    pairs.add(`${follower.id}:${celebrity.id}`)
    // Squared, so that the first are followed by many and the last by few.
    for (let times = 0; times < 12; times += 1) {
      const followee = members[Math.floor(random.next() ** 2 * members.length)]
      if (followee && followee !== follower) pairs.add(`${follower.id}:${followee.id}`)
    }
  }
  await insertFollows(pool, pairs)
  const silent = Array.from({ length: silentFollowers }, () => newId())
  await insertFollows(pool, new Set(silent.map((id) => `${id}:${celebrity.id}`)))
  await pool.query('ANALYZE')
  return { members, celebrity, observer, pairs, guests: [] }
}

/** People who do nothing by themselves, with these names. */
export async function invite(pool: Pool, { guests }: Community, names: readonly string[]): Promise<Member[]> {
  const come = names.map((name) => {
    guestNumber += 1
    return toMember(`${name}_${guestNumber}`, firstGuest + guestNumber)
  })
  await insertUsers(pool, come)
  await signIn(pool, come)
  guests.push(...come)
  return come
}

function toMember(handle: string, index: number): Member {
  const token = randomBytes(24).toString('hex')
  const signature = createHmac('sha256', sessionSecret).update(token).digest('base64')
  const cookie = `${sessionCookie({ origin: siteOrigin }).name}=${token}.${encodeURIComponent(signature)}`
  const address = `10.1.${index >> 8}.${index & 255}`
  return { id: newId(), handle, name: handle, image: null, role: 'member', cookie, address }
}

async function insertUsers(pool: Pool, members: readonly Member[]): Promise<void> {
  const [ids, handles] = [members.map(({ id }) => id), members.map(({ handle }) => handle)]
  await pool.query(
    'INSERT INTO "user" (id, handle, name) SELECT *, handle FROM unnest($1::uuid[], $2::text[]) u(id, handle)',
    [ids, handles],
  )
}

/** Rows as a sign-in leaves them. */
export async function signIn(pool: Pool, members: readonly Member[]): Promise<void> {
  const tokens = members.map(({ cookie }) => /=([^.]+)/.exec(cookie)?.[1])
  await pool.query(
    `INSERT INTO session (id, user_id, token, expires_at)
     SELECT *, now() + interval '1 day' FROM unnest($1::uuid[], $2::uuid[], $3::text[])`,
    [members.map(() => newId()), members.map(({ id }) => id), tokens],
  )
}

async function insertFollows(pool: Pool, pairs: ReadonlySet<string>): Promise<void> {
  const split = [...pairs].map((pair): Id[] => pair.split(':'))
  await pool.query('INSERT INTO follow (follower_id, followee_id) SELECT * FROM unnest($1::uuid[], $2::uuid[])', [
    split.map(([follower]) => follower),
    split.map(([, followee]) => followee),
  ])
}
