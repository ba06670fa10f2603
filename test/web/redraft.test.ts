import { expect, test } from 'vitest'
import { pageText, startWeb } from '#test/support/web.ts'

const web = startWeb()

test('a post whose quote is not let any more is written anew without it, and says so at once', async () => {
  const { world } = web()
  const [visitor, other] = [await web().member('ana'), await world.person('other')]
  const quoteId = await world.post(other, 'quoted')
  const { id } = await world.posts.create({ author: visitor.viewer, input: { text: 'quoting', quoteId } })
  const [page, field] = [`/posts/${id}/redraft`, `name="quoteId" value="${quoteId}"`]
  const refusal = 'The author of that post does not let you quote it.'
  const before = await pageText(visitor, page)
  expect([before.includes(field), before.includes(refusal)]).toEqual([true, false])
  await world.safety.setQuotesFrom({ viewer: other, quotesFrom: 'nobody' })
  const after = await pageText(visitor, page)
  expect([after.includes(field), after.includes(refusal)]).toEqual([false, true])
})
