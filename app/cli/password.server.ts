import { randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { Failure, WrongUse } from './failure.ts'

const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** 16 letters and digits that cannot be mistaken for one another, about 79 bits of chance: `k7qm-x2hd-9vtr-c4np`. */
export function generatePassword(): string {
  const part = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return [part(), part(), part(), part()].join('-')
}

/**
 * A password that never was an argument, where other users of the machine could see it: the first line of a file, a
 * prompt that does not show what is typed, or the first line of what is piped in.
 */
export async function readPassword({ file }: { file?: string }): Promise<string> {
  if (file !== undefined) return firstLine(await readFile(file, 'utf8').catch(() => null), `Cannot read ${file}`)
  if (!process.stdin.isTTY) return firstLine(await readAll(process.stdin), 'No password was piped in')
  const password = await prompt('Password: ')
  if ((await prompt('Again: ')) !== password) throw new WrongUse('The two passwords differ.')
  return password
}

function firstLine(text: string | null, complaint: string): string {
  const line = text?.split(/\r?\n/, 1)[0]
  if (!line) throw new Failure(`${complaint}; or let --generate-password make one.`)
  return line
}

async function readAll(stream: NodeJS.ReadStream): Promise<string> {
  let text = ''
  for await (const chunk of stream) text += String(chunk)
  return text
}

function prompt(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const line = createInterface({ input: process.stdin, output: silent, terminal: true })
  process.stderr.write(question)
  return new Promise((resolve, reject) => {
    line.on('SIGINT', () => line.close())
    line.on('close', () => {
      process.stderr.write('\n')
      reject(new Failure('Stopped'))
    })
    line.question('', (answer) => {
      resolve(answer)
      line.close()
    })
  })
}
