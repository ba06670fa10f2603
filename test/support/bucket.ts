import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import S3rver from 's3rver'
import { afterAll } from 'vitest'

/** An empty bucket of a real S3 server for a test file. @returns its address, as `S3_URL` takes it */
export async function startBucket(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'tributary-s3-'))
  const buckets = [{ name: 'pictures' }]
  const server = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory, configureBuckets: buckets })
  const { port } = await server.run()
  afterAll(async () => {
    await server.close()
    await rm(directory, { recursive: true, force: true })
  })
  return `http://S3RVER:S3RVER@127.0.0.1:${port}/pictures?region=us-east-1`
}
