// The floor of the JSON page: node:http, one Redis round trip, the bodies parsed and put into one page.
import { createServer } from 'node:http'
import { Redis } from 'ioredis'
import { encodeCursor } from '#app/domain/feeds/cursor.ts'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { timelineKey } from '#app/domain/feeds/keys.ts'
import { createBodies } from '../bodies.ts'

const pageLength = 20
const bodies = createBodies(new Redis(process.env.REDIS_URL ?? ''))

/** The page of the account that the path names. */
async function page(owner: string): Promise<string> {
  const { items, last } = await bodies.read(timelineKey(homeFeed(owner)), pageLength)
  return JSON.stringify({ items: items.map((item) => JSON.parse(item.toString())), nextCursor: encodeCursor(last) })
}

createServer((request, response) => {
  page((request.url ?? '').slice(1)).then(
    (json) => response.setHeader('Content-Type', 'application/json; charset=utf-8').end(json),
    () => response.writeHead(500).end(),
  )
}).listen(Number(process.env.PORT), '127.0.0.1')
