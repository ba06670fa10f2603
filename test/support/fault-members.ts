import { createHmac, randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { sessionCookie } from '#app/domain/accounts/auth.server.ts'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { sessionSecret, siteOrigin } from './fault-cluster.ts'
import { facts } from './fault-facts.ts'
import type { Random } from './fault-random.ts'

/** Somebody who is signed in, in a browser of their own at an address of their own. */
export type Member = Viewer & { readonly address: string; cookie: string }

export type Community = Readonly<{
  /** Who came later, for one fault: the load leaves them alone. */
  guests: Member[]
  members: readonly Member[]
  celebrity: Member
  observers: readonly Member[]
  /** Who follows, blocks and mutes whom, as `one:other`, as far as anybody can tell. */
  ties: Readonly<{ follows: Set<string>; blocks: Set<string>; mutes: Set<string> }>
}>

/** Followers of the celebrity who never look: a fan-out takes several chunks, and pushes into nothing. */
const silentFollowers = 4_000
const cookieName = sessionCookie({ origin: siteOrigin }).name
/** Their addresses begin behind those of the members. */
const firstGuest = 10_000
let guestNumber = 0

/**
 * A celebrity whom all follow, two observers whom nobody follows or blocks and who never change anything (reposts move
 * posts up for the first only), and members who follow a few at random, rows only: nobody has a timeline yet.
 */
export async function seedCommunity(pool: Pool, random: Random, size: number): Promise<Community> {
  const members = Array.from({ length: size }, (_, index) => toMember(`member_${index}`, index))
  const celebrity = toMember('celebrity', size)
  const observers = [toMember('observer', size + 1), toMember('orderly_observer', size + 2)]
  const everybody = [...members, celebrity, ...observers]
  await insertUsers(pool, everybody)
  await pool.query('UPDATE "user" SET bump_reposts = false WHERE id = $1', [observers[1]?.id])
  await signIn(pool, everybody)

  const pairs = new Set<string>()
  for (const follower of [...members, ...observers]) {
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
  const ties = { follows: pairs, blocks: new Set<string>(), mutes: new Set<string>() }
  return { members, celebrity, observers, ties, guests: [] }
}

/** Who certainly does not follow whom, at the beginning. */
export function strangersIn({ members, celebrity, observers, ties }: Community): string[] {
  const everybody = [...members, celebrity, ...observers]
  return everybody.flatMap((one) =>
    everybody
      .filter((other) => other !== one && !ties.follows.has(`${one.id}:${other.id}`))
      .map((other) => facts.unfollowed(one.id, other.id)),
  )
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
  const address = `10.1.${index >> 8}.${index & 255}`
  return { id: newId(), handle, name: handle, image: null, role: 'member', cookie: '', address }
}

async function insertUsers(pool: Pool, members: readonly Member[]): Promise<void> {
  const [ids, handles] = [members.map(({ id }) => id), members.map(({ handle }) => handle)]
  await pool.query(
    'INSERT INTO "user" (id, handle, name) SELECT *, handle FROM unnest($1::uuid[], $2::text[]) u(id, handle)',
    [ids, handles],
  )
}

/** Gives each a session of their own, as a sign-in does. */
export async function signIn(pool: Pool, members: readonly Member[]): Promise<void> {
  const tokens = members.map(() => randomBytes(24).toString('hex'))
  await pool.query(
    `INSERT INTO session (id, user_id, token, expires_at)
     SELECT *, now() + interval '1 day' FROM unnest($1::uuid[], $2::uuid[], $3::text[])`,
    [members.map(() => newId()), members.map(({ id }) => id), tokens],
  )
  for (const [index, token] of tokens.entries()) {
    const signature = createHmac('sha256', sessionSecret).update(token).digest('base64')
    const member = members[index]
    if (member) member.cookie = `${cookieName}=${token}.${encodeURIComponent(signature)}`
  }
}

async function insertFollows(pool: Pool, pairs: ReadonlySet<string>): Promise<void> {
  const split = [...pairs].map((pair): Id[] => pair.split(':'))
  await pool.query('INSERT INTO follow (follower_id, followee_id) SELECT * FROM unnest($1::uuid[], $2::uuid[])', [
    split.map(([follower]) => follower),
    split.map(([, followee]) => followee),
  ])
}
