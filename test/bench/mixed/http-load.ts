// Asks a web process over HTTP, at the rate that it is told: a process of its own, so that neither waits for the other.
import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { arrive } from './arrivals.ts'
import { Cast, type Deed, deedOf, type Person, personOf } from './deeds.ts'

export const LoadOrder = z.object({
  port: z.number(),
  origin: z.string(),
  cast: Cast,
  perSecond: z.number(),
  seconds: z.number(),
})
export type LoadOrder = z.infer<typeof LoadOrder>

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

process.on('message', (message) => {
  const { port, origin, cast, ...plan } = LoadOrder.parse(message)
  const site = { port, origin }
  const asked = arrive(plan, async ({ kind, turn }) => {
    const person = personOf(cast, turn)
    if (kind === 'write') await tell(site, person, deedOf(cast, turn, person))
    else await ask(site, person, { method: 'GET', path: '/api/feeds/home' })
  })
  void asked.then((outcome) => process.send?.(outcome))
})

type Site = Pick<LoadOrder, 'port' | 'origin'>

function tell(site: Site, person: Person, deed: Deed): Promise<void> {
  const form = (path: string, fields: Record<string, string>) =>
    ask(site, person, { method: 'POST', path, body: new URLSearchParams(fields).toString() })
  if (deed.do === 'post') return form('/posts', { text: deed.text })
  if (deed.do === 'react') return form(`/posts/${deed.postId}/reaction`, { kind: 'like' })
  return form(`/people/${deed.handle}/follow`, { on: '1' })
}

type Question = Readonly<{ method: 'GET' | 'POST'; path: string; body?: string }>

/** @throws Error when the answer is not a good one */
function ask({ port, origin }: Site, { id, cookie }: Person, { method, path, body = '' }: Question): Promise<void> {
  const form = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
    origin,
  }
  // Everybody comes from an address of their own: limits of an address are not what is measured.
  const from = `10.${[...Buffer.from(id.slice(-6), 'hex')].join('.')}`
  const headers = { cookie, accept: 'application/json', 'x-forwarded-for': from, ...(method === 'POST' ? form : {}) }
  return new Promise((resolve, reject) => {
    const sent = request({ agent, port, host: '127.0.0.1', method, path, headers }, (response) => {
      text(response).then((answer) => {
        const { statusCode: status = 0 } = response
        if (status >= 200 && status < 300) resolve()
        else reject(new Error(`${method} ${path.split('/')[1]} ${status} ${answer.slice(0, 80)}`))
      }, reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
