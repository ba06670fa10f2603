import { createHash } from 'node:crypto'
import { readJson, writeJson } from './files.mjs'
import { inData } from './paths.mjs'
import { run } from './processes.mjs'
import { bold, dim, say, step } from './say.mjs'

const file = () => inData('demo.json')
const nameOf = (url) => createHash('sha256').update(url).digest('hex')

async function readLogins(cli, env) {
  const output = await run(process.execPath, [...cli, 'demo', 'logins'], { name: 'demo logins', env })
  return JSON.parse(output.trim().split('\n').at(-1))
}

/**
 * Loads the demo community into an empty database, once. The command itself leaves a database with people alone;
 * our note of it saves asking at every start. Returns the logins, null when there are none.
 * @param {{ cli: string[], env: object, isFresh: boolean }} options `isFresh`: migrations ran just now
 */
export async function ensureDemo({ cli, env, isFresh }) {
  const database = nameOf(env.DATABASE_URL)
  const noted = readJson(file())
  if (!isFresh && noted?.database === database) return noted.logins
  await step('Loading the demo community', async (update) => {
    const onOutput = (text) =>
      update(
        text
          .trim()
          .split(/[\r\n]/)
          .at(-1),
      )
    await run(process.execPath, [...cli, 'demo', 'load'], { name: 'demo load', env, onOutput })
  })
  const logins = await readLogins(cli, env)
  writeJson(file(), { database, logins })
  return logins
}

export function sayLogins(logins) {
  if (!logins?.length) return
  say(`  Demo logins ${dim('(sign in with email and password)')}`)
  const width = Math.max(...logins.map(({ email }) => email.length))
  for (const { role, email, password } of logins) {
    say(`    ${role.padEnd(10)} ${bold(email.padEnd(width))}  ${password}`)
  }
}
