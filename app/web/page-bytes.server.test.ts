import { expect, test } from 'vitest'
import { createPageBytes } from './page-bytes.server.ts'

test('parts stand where their marks were rendered, in the order in which they were added', () => {
  const page = createPageBytes('nonce')
  const [first, second] = [page.add([Buffer.from('<b>ä</b>')]), page.add([Buffer.from('c'), Buffer.from('d')])]
  expect(page.bytesOf(`<p>${first}–`, `${second}</p>`).toString()).toBe('<p><b>ä</b>–cd</p>')
})

test('a page that lost a part is no answer, and neither is one that somebody else marked', () => {
  const page = createPageBytes('nonce')
  const mark = page.add([Buffer.from('a')])
  expect(() => page.bytesOf('nothing')).toThrow()
  expect(() => page.bytesOf(mark, mark)).toThrow()
})
