import { createHmac, randomBytes } from 'node:crypto'
import { sessionCookie } from '#app/domain/accounts/auth.server.ts'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { newId } from '#app/lib/id.ts'
import { createBodies } from '../bodies.ts'
import { type Reader, seedCommunity } from '../seed.ts'
import { sessionSecret, type World } from '../world.ts'

export type SignedIn = Readonly<{ reader: Reader; cookie: string }>

/** Readers with warm timelines, a session each, and their first pages as bodies for the floor. */
export async function seedReaders(world: World, isQuick: boolean): Promise<SignedIn[]> {
  const { posts, redis } = world
  const authors = isQuick ? 200 : 1_000
  const readers = await seedCommunity(world, { readers: 20, authors, postsPerAuthor: 20, following: 100 })
  const bodies = createBodies(redis)
  for (const viewer of readers) await bodies.keep((await posts.feed({ feed: homeFeed(viewer.id), viewer })).items)
  const signedIn: SignedIn[] = []
  for (const reader of readers) signedIn.push({ reader, cookie: await signIn(world, reader) })
  return signedIn
}

/** A row and a signed cookie, as a sign-in leaves them. @throws Error when the app does not take it */
export async function signIn({ client, accounts, env }: World, { id }: Reader): Promise<string> {
  const token = randomBytes(24).toString('hex')
  await client.query(
    `INSERT INTO session (id, user_id, token, expires_at) VALUES ($1, $2, $3, now() + interval '1 day')`,
    [newId(), id, token],
  )
  const signature = createHmac('sha256', sessionSecret).update(token).digest('base64')
  const cookie = `${sessionCookie(env).name}=${token}.${encodeURIComponent(signature)}`
  if ((await accounts.viewer(new Headers({ cookie })))?.id !== id) throw new Error('the session is not believed')
  return cookie
}
