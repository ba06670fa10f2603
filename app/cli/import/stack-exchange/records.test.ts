import { expect, test } from 'vitest'
import { createRecordReaders, splitTags } from './records.ts'

const readers = createRecordReaders({ now: new Date('2020-01-01T00:00:00Z') })
const row = (fields: Record<string, string>) => ({ file: 'Posts.xml', line: 1, fields })
const answer = { Id: '2', PostTypeId: '2', ParentId: '1', CreationDate: '2014-02-01T10:00:00.123', Body: 'x' }

test('an answer is read, with times as UTC', () => {
  const read = readers.answer(row({ ...answer, OwnerUserId: '7', Score: '-3' }))
  expect(read).toMatchObject({
    item: {
      id: 2,
      parentId: 1,
      ownerId: 7,
      ownerName: null,
      score: -3,
      createdAt: new Date('2014-02-01T10:00:00.123Z'),
    },
  })
})

test.each([
  [{ Id: '0' }, 'Id is not above 0: 0'],
  [{ Id: 'two' }, 'Id is not a number: two'],
  [{ ParentId: undefined }, 'ParentId is missing'],
  [{ CreationDate: '2014-02-30T10:00:00' }, 'CreationDate is no date: 2014-02-30T10:00:00'],
  [{ CreationDate: '10/2/2014' }, 'CreationDate is no date: 10/2/2014'],
  [{ CreationDate: '1969-12-31T23:59:59.999' }, 'CreationDate is before 1970: 1969-12-31T23:59:59.999'],
  [{ CreationDate: '2020-01-01T00:00:00.001' }, 'CreationDate is in the future: 2020-01-01T00:00:00.001'],
])('%o is refused', (change, fault) => {
  const fields = Object.entries({ ...answer, ...change }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  expect(readers.answer(row(Object.fromEntries(fields)))).toEqual({ fault })
})

test('votes up and down count, other votes do not', () => {
  const vote = { Id: '1', PostId: '1', CreationDate: '2014-02-01T00:00:00.000' }
  expect(readers.vote(row({ ...vote, VoteTypeId: '3' }))).toMatchObject({ item: { isUp: false } })
  expect(readers.vote(row({ ...vote, VoteTypeId: '1' }))).toEqual({ ignored: 'neither a vote up nor down' })
})

test('tags are read as they are written, then and now', () => {
  expect(splitTags('<pale-ale><hops>')).toEqual(['pale-ale', 'hops'])
  expect(splitTags('|pale-ale|hops|')).toEqual(['pale-ale', 'hops'])
  expect(splitTags('')).toEqual([])
})
