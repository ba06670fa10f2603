import { z } from 'zod'
import type { Desk, Post, Write } from './fault-desk.ts'
import { facts } from './fault-facts.ts'
import type { Member } from './fault-members.ts'

const Posted = z.object({ post: z.object({ id: z.string() }) })
const pauseMs = 300
const maxTries = 20
let keys = 0

/** Names of what the tables must say; fault-check-writes.ts reads them. */
export const rows = {
  follow: (followerId: string, followeeId: string) => `follow ${followerId} ${followeeId}`,
  reaction: (userId: string, postId: string) => `reaction ${userId} ${postId}`,
  deleted: (postId: string) => `deleted ${postId}`,
  repost: (userId: string, postId: string) => `repost ${userId} ${postId}`,
  block: (blockerId: string, blockedId: string) => `block ${blockerId} ${blockedId}`,
  mute: (muterId: string, mutedId: string) => `mute ${muterId} ${mutedId}`,
}

/** Posts, again with the same key while the answer is unknown, as a person at a form does. @returns the post, or null */
export async function post(desk: Desk, by: Member, text: string, replyToId?: string): Promise<Post | null> {
  keys += 1
  const clientKey = `harness-${process.pid}-${keys}`
  const fields = { text, clientKey, ...(replyToId ? { replyToId } : {}) }
  for (let tries = 1; tries <= maxTries; tries += 1) {
    const { end, result } = await desk.write({
      name: replyToId ? 'reply' : 'post',
      by,
      about: { clientKey },
      send: (client) => client.post(by, '/posts', fields),
      resultOf: (body) => Posted.parse(JSON.parse(body)).post.id,
    })
    if (end === 'ok') {
      const made = { id: result, authorId: by.id, isReply: replyToId !== undefined }
      desk.posts.push(made)
      return made
    }
    if (end === 'refused') return null
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  return null
}

export const remove = (by: Member, { id }: Post): Write => ({
  name: 'delete',
  by,
  about: { id },
  send: (client) => client.post(by, `/posts/${id}/delete`, {}),
  makes: [facts.gone(id)],
  sets: [rows.deleted(id), 'yes'],
})

export const follow = (by: Member, { id, handle }: Member): Write => ({
  name: 'follow',
  by,
  about: { handle },
  send: (client) => client.post(by, `/people/${handle}/follow`, { on: '1' }),
  doubts: [facts.unfollowed(by.id, id)],
  sets: [rows.follow(by.id, id), 'yes'],
})

export const unfollow = (by: Member, { id, handle }: Member): Write => ({
  name: 'unfollow',
  by,
  about: { handle },
  send: (client) => client.post(by, `/people/${handle}/follow`, { on: '0' }),
  makes: [facts.unfollowed(by.id, id)],
  sets: [rows.follow(by.id, id), 'no'],
})

/** `kind` '' takes it back. */
export const react = (by: Member, { id }: Post, kind: string): Write => ({
  name: 'react',
  by,
  about: { id, kind },
  send: (client) => client.post(by, `/posts/${id}/reaction`, { kind }),
  sets: [rows.reaction(by.id, id), kind],
})
