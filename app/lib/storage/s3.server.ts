import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { S3mini, S3ServiceError } from 's3mini'
import { Unavailable } from '#app/lib/errors.ts'
import { newId } from '#app/lib/id.ts'
import { type Storage, StorageFull, storedFolder, storedName } from './storage.ts'

/** A request ends by then, whatever the store does. */
const requestMs = 60_000

/** Files in a bucket of any store that speaks S3. `address`: see `S3_URL` in .env.example. */
export function createS3Storage(address: string): Storage {
  const store = connect(new URL(address))
  return {
    async put(name, body, bytes) {
      requireName(name, storedName)
      // Some stores keep what came of a file that breaks off: it is on this machine whole before they hear of it.
      const whole = path.join(tmpdir(), `tributary-${newId()}`)
      try {
        const file = createWriteStream(whole, { mode: 0o600 })
        await pipeline(body, file)
        if (file.bytesWritten !== bytes) throw new Error(`the file has ${file.bytesWritten} of ${bytes} bytes`)
        const sent = toWeb(createReadStream(whole))
        await attempt(() => store.putObject(name, sent, undefined, undefined, undefined, bytes))
      } finally {
        await rm(whole, { force: true })
      }
    },
    async get(name) {
      requireName(name, storedName)
      const answer = await attempt(() => store.getObjectResponse(name))
      if (!answer) return null
      const bytes = Number(answer.headers.get('content-length') ?? 0)
      return { body: Readable.from(answer.body ? chunksOf(answer.body) : [], { objectMode: false }), bytes }
    },
    async remove(name) {
      requireName(name, storedName)
      await attempt(() => store.deleteObject(name))
    },
    async removeFolder(folder) {
      requireName(folder, storedFolder)
      const files = (await attempt(() => store.listObjects('/', `${folder}/`))) ?? []
      for (const { Key } of files) await attempt(() => store.deleteObject(Key))
    },
  }
}

function connect({ protocol, host, username, password, pathname, searchParams }: URL): S3mini {
  return new S3mini({
    endpoint: `${protocol}//${host}${pathname}`,
    accessKeyId: decodeURIComponent(username),
    secretAccessKey: decodeURIComponent(password),
    region: searchParams.get('region') ?? 'auto',
    requestAbortTimeout: requestMs,
    // A body that is a stream needs to be told so.
    fetch: (url, init) => fetch(url, { ...init, duplex: 'half' }),
  })
}

async function attempt<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw failureOf(error)
  }
}

function failureOf(error: unknown): Error {
  const isFull = error instanceof S3ServiceError && (error.status === 507 || /Full|Quota/.test(error.serviceCode ?? ''))
  if (isFull) return new StorageFull('The bucket is full', { cause: error })
  return new Unavailable('The store of pictures does not answer', { cause: error })
}

function requireName(name: string, shape: RegExp): void {
  if (!shape.test(name)) throw new RangeError('no name of a stored file')
}

/** Node's own ways between its streams and the web's are typed for another web than the browser's. */
function toWeb(body: Readable): ReadableStream<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: () => void body.destroy(),
  })
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value
  } finally {
    await reader.cancel()
  }
}
