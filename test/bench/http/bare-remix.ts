import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { ensureDir, inRoot } from '#bin/lib/paths.mjs'
import { startServer } from './servers.ts'

const run = promisify(execFile)

/** The bare Remix app, built in a folder of its own (inside the clone, where node_modules is found), which goes again. */
export async function buildBareRemix() {
  const folder = mkdtempSync(path.join(ensureDir(inRoot('.cache')), 'bare-remix-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', remove)
  cpSync(inRoot('test', 'bench', 'http', 'bare-remix'), folder, { recursive: true })
  const remix = inRoot('node_modules', '@remix-run', 'dev', 'dist', 'cli.js')
  await run(process.execPath, [remix, 'vite:build'], { cwd: folder, env: { ...process.env, NODE_ENV: 'production' } })

  const start = (bareBytes: number) =>
    startServer({ args: ['server.js'], cwd: folder, env: { BARE_BYTES: String(bareBytes) }, path: '/' })

  return {
    /** Its server, with a page of exactly as many bytes. */
    async startWith(pageBytes: number) {
      const empty = await start(0)
      const shell = await bytesOf(empty.url)
      await empty.end()
      const server = await start(pageBytes - shell)
      const bytes = await bytesOf(server.url)
      if (bytes !== pageBytes) throw new Error(`the bare page has ${bytes} bytes, not ${pageBytes}`)
      return server
    },
    remove,
  }
}

/** Of one answer's body, uncompressed. */
export async function bytesOf(url: string, headers: Record<string, string> = {}): Promise<number> {
  const answer = await fetch(url, { headers: { ...headers, 'accept-encoding': 'identity' } })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  return (await answer.arrayBuffer()).byteLength
}
