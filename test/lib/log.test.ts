import { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createLog, type Logger, withLogContext } from '#app/lib/log.server.ts'

const canary = 'canary-3f9a'

test('secrets do not reach the log, two levels deep', () => {
  const { log, text } = record()
  for (const field of ['password', 'currentPassword', 'newPassword', 'token', 'email', 'cookie', 'authorization']) {
    log.info({ [field]: canary, user: { [field]: canary }, request: { headers: { [field]: canary } } }, 'x')
  }
  log.info({ headers: { 'set-cookie': canary } }, 'x')
  log.info({ people: [{ email: canary }, [canary].length] }, 'x')
  log.child({ token: canary }).info('x')
  expect(text()).not.toContain(canary)
  expect(text()).toContain('[secret]')
})

test('an error is logged with its cause and its stack, not with what it carries', () => {
  const { log, lines } = record()
  const cause = Object.assign(new Error('below'), { code: 'ECONNREFUSED', meta: { query: canary } })
  log.error({ err: Object.assign(new Error('above', { cause }), { request: { body: canary } }) }, 'it failed')
  expect(lines()).toEqual([
    expect.objectContaining({
      level: 'error',
      msg: 'it failed',
      err: {
        type: 'Error',
        message: 'above',
        stack: expect.stringContaining('log.test.ts'),
        cause: expect.objectContaining({ message: 'below', code: 'ECONNREFUSED' }),
      },
    }),
  ])
  expect(JSON.stringify(lines())).not.toContain(canary)
})

test('every line of a request carries its id, however late it is written', async () => {
  const { log, lines } = record()
  await Promise.all(
    ['one', 'two'].map((requestId) =>
      withLogContext({ requestId }, async () => {
        await sleep(5)
        withLogContext({ jobId: `job of ${requestId}` }, () => log.info('deep'))
      }),
    ),
  )
  log.info('outside')
  const ids = lines().map(({ requestId, jobId }) => [requestId, jobId])
  expect(ids).toEqual([
    ['one', 'job of one'],
    ['two', 'job of two'],
    [undefined, undefined],
  ])
})

function record(): { log: Logger; text: () => string; lines: () => Record<string, unknown>[] } {
  let written = ''
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString()
      done()
    },
  })
  const text = () => written
  const lines = () =>
    text()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  return { log: createLog({ NODE_ENV: 'test', LOG_LEVEL: 'info' }, 'web', destination), text, lines }
}
