import { z } from 'zod'
import type { Desk, Post, Write } from './fault-desk.ts'
import { facts } from './fault-facts.ts'
import type { Member } from './fault-members.ts'
import { rows } from './fault-rows.ts'

export type Audience = 'public' | 'followers'

const Posted = z.object({ post: z.object({ id: z.string() }) })
const pauseMs = 300
const maxTries = 20
let keys = 0

type PostOptions = { replyToId?: string; audience?: Audience }

/** Posts, again with the same key while the answer is unknown, as a person at a form does. @returns the post, or null */
export async function post(desk: Desk, by: Member, text: string, options: PostOptions = {}): Promise<Post | null> {
  const { replyToId, audience = 'public' } = options
  keys += 1
  const clientKey = `harness-${process.pid}-${keys}`
  const fields = {
    text,
    clientKey,
    ...(replyToId ? { replyToId } : {}),
    ...(audience === 'public' ? {} : { audience }),
  }
  for (let tries = 1; tries <= maxTries; tries += 1) {
    const { end, result } = await desk.write({
      name: replyToId ? 'reply' : 'post',
      by,
      about: { clientKey, audience },
      send: (client) => client.post(by, '/posts', fields),
      resultOf: (body) => Posted.parse(JSON.parse(body)).post.id,
    })
    if (end === 'ok') {
      if (audience === 'followers') desk.facts.certain(facts.limited(result))
      return desk.keep({ id: result, authorId: by.id, isReply: replyToId !== undefined })
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
  sets: [[rows.deleted(id), 'yes']],
})

export const setAudience = (by: Member, { id }: Post, audience: Audience): Write => ({
  name: 'audience',
  by,
  about: { id, audience },
  send: (client) => client.post(by, `/posts/${id}/audience`, { audience }),
  ...(audience === 'followers' ? { makes: [facts.limited(id)] } : { doubts: [facts.limited(id)] }),
  sets: [[rows.audience(id), audience]],
})

/** `kind` '' takes it back. */
export const react = (by: Member, { id }: Post, kind: string): Write => ({
  name: 'react',
  by,
  about: { id, kind },
  send: (client) => client.post(by, `/posts/${id}/reaction`, { kind }),
  sets: [[rows.reaction(by.id, id), kind]],
})

export const repost = (by: Member, { id }: Post): Write => ({
  name: 'repost',
  by,
  about: { id },
  send: (client) => client.post(by, `/posts/${id}/repost`, { on: '1' }),
  doubts: [facts.unshared(by.id, id)],
  sets: [[rows.repost(by.id, id), 'yes']],
})

export const unrepost = (by: Member, { id }: Post): Write => ({
  name: 'unrepost',
  by,
  about: { id },
  send: (client) => client.post(by, `/posts/${id}/repost`, { on: '0' }),
  makes: [facts.unshared(by.id, id)],
  sets: [[rows.repost(by.id, id), 'no']],
})
