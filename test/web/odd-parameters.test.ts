import { expect, test } from 'vitest'
import { eachAtOnce } from '#app/lib/each-at-once.ts'
import { newId } from '#app/lib/id.ts'
import { everyAddress } from '#test/support/addresses.ts'
import { startWeb } from '#test/support/web.ts'

const web = startWeb({ API_READS_PER_MINUTE: '0' })

const names = [
  'cursor',
  'limit',
  'after',
  'around',
  'sort',
  'kind',
  'verb',
  'author',
  'tag',
  'from',
  'q',
  'draft',
  'quote',
]
const values = [
  '[]=x',
  '[a]=x',
  '=x&NAME=y',
  '=-1',
  '=1e9',
  '=__proto__',
  '=constructor',
  '=%00',
  `=${'A'.repeat(3_000)}`,
]
const queries = [
  ...names.flatMap((name) => values.map((value) => name + value.replace('NAME', name))),
  '__proto__[limit]=1',
  '=&&=',
  '%E0%A4%A=1',
]

test('no parameter of any address is our fault, or opens what is not for who asks', async () => {
  const member = await web().member('careful')
  const postId = await web().world.post(member.viewer, 'a post #tide')
  const list = await web().world.lists.create({ viewer: member.viewer, input: { name: 'Mine' } })
  const { id, handle } = member.viewer
  const parts = { postId, handle, accountId: id, tag: 'tide', listId: list.id, folderId: newId() }
  const wrong: string[] = []
  // Their data is what pages answer with: one way to each is enough.
  const addresses = everyAddress(parts).filter((address) => !address.endsWith('.data'))
  await eachAtOnce(8, addresses, async (address) => {
    const visitor = web().visitor()
    const usual = (await visitor.get(address)).status
    const isPage = !address.startsWith('/api/')
    for (const query of isPage ? queries.filter((_, index) => index % 9 === address.length % 9) : queries) {
      const path = `${address}${address.includes('?') ? '&' : '?'}${query}`
      const [mine, theirs] = await Promise.all([member.get(path), visitor.get(path)])
      await Promise.all([mine.arrayBuffer(), theirs.arrayBuffer()])
      if (mine.status >= 500 || theirs.status >= 500) wrong.push(path)
      // Refused for the parameter, or as without it.
      if (usual !== 200 && theirs.status === 200) wrong.push(`${path} is open`)
    }
  })
  expect(wrong).toEqual([])
}, 120_000)

test('what a form adds to a post is not taken over', async () => {
  const [member, other] = [await web().member('bold'), await web().member('other')]
  const added = {
    id: newId(),
    authorId: other.viewer.id,
    createdAt: '2001-01-01T00:00:00Z',
    editedAt: '2001-01-01T00:00:00Z',
    deletedAt: '2001-01-01T00:00:00Z',
    rootId: newId(),
    isPinned: 'on',
    pinnedAt: '2030-01-01T00:00:00Z',
    dayOrdinal: '0',
    sourceUrl: 'https://example.org/',
    reactions: '[["like",1000]]',
    role: 'admin',
  }
  const answer = await member.post('/posts', { text: 'mine', ...added }, { accept: 'application/json' })
  const { post } = await answer.json()
  expect(post).toMatchObject({ author: { id: member.viewer.id }, isPinned: false, sourceUrl: null, reactions: [] })
  expect(post.id).not.toBe(added.id)
  const row = await web().world.db.post.findUniqueOrThrow({ where: { id: post.id } })
  expect(row).toMatchObject({
    authorId: member.viewer.id,
    editedAt: null,
    deletedAt: null,
    rootId: null,
    sourceUrl: null,
  })
  expect(row.createdAt.getFullYear()).toBeGreaterThan(2001)

  await member.post(`/posts/${post.id}/edit`, { text: 'mine, better', ...added })
  const edited = await web().world.db.post.findUniqueOrThrow({ where: { id: post.id } })
  const { text, editedAt, ...rest } = edited
  expect(text).toBe('mine, better')
  expect(editedAt?.getFullYear()).toBeGreaterThan(2001)
  expect(row).toMatchObject(rest)
  await member.post('/settings?index', { name: 'Bold', bio: '', ...added })
  const person = await web().world.db.user.findUniqueOrThrow({ where: { id: member.viewer.id } })
  expect(person).toMatchObject({ name: 'Bold', role: 'member', suspendedAt: null })
})
