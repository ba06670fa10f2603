import { z } from 'zod'
import type { Row } from './read-rows.server.ts'

type Base = Readonly<{ row: Row; id: number; createdAt: Date }>
/** What somebody wrote. */
export type Written = Base & Readonly<{ ownerId: number | null; ownerName: string | null; score: number; text: string }>

export type QuestionRecord = Written & Readonly<{ title: string; tags: readonly string[] }>
export type AnswerRecord = Written & Readonly<{ parentId: number }>
export type CommentRecord = Written & Readonly<{ parentId: number }>
export type UserRecord = Base & Readonly<{ displayName: string; aboutMe: string }>
export type TagRecord = Readonly<{ name: string }>
export type VoteRecord = Base & Readonly<{ postId: number; isUp: boolean }>

/** What a row turned out to be: something to import, something that is left out by design, or damage. */
export type Read<Item> = { item: Item } | { ignored: string } | { fault: string }

const number = z
  .string('is missing')
  .regex(/^-?\d{1,10}$/, 'is not a number')
  .transform(Number)
const id = number.refine((value) => value > 0, 'is not above 0')
const optionalText = z
  .string()
  .optional()
  .transform((text) => text?.trim() || null)
const text = z.string('is missing')

/** Readers of rows. Times before 1970 and after `now` are impossible, and so are days that no calendar has. */
export function createRecordReaders({ now }: { now: Date }) {
  const time = z
    .string('is missing')
    .transform(parseTime)
    .pipe(z.date('is no date').min(new Date(0), 'is before 1970').max(now, 'is in the future'))
  const owner = { OwnerUserId: number.optional(), OwnerDisplayName: optionalText }
  const post = { Id: id, CreationDate: time, Score: number.default(0), Body: text, ...owner }
  const Question = z.object({ ...post, Title: text.trim().min(1, 'is empty'), Tags: z.string().default('') })
  const Answer = z.object({ ...post, ParentId: id })
  const Comment = z.object({
    Id: id,
    PostId: id,
    CreationDate: time,
    Score: number.default(0),
    Text: text,
    UserId: number.optional(),
    UserDisplayName: optionalText,
  })
  const User = z.object({
    Id: number,
    CreationDate: time,
    DisplayName: text.trim().min(1, 'is empty'),
    AboutMe: z.string().default(''),
  })
  const Tag = z.object({ TagName: text.trim().min(1, 'is empty') })
  const Vote = z.object({ Id: id, PostId: id, CreationDate: time, VoteTypeId: number })

  const readers = {
    question: (row: Row): Read<QuestionRecord> =>
      checked(Question, row, (fields) => ({
        ...writtenBy(row, fields, fields.Body),
        title: fields.Title,
        tags: splitTags(fields.Tags),
      })),

    answer: (row: Row): Read<AnswerRecord> =>
      checked(Answer, row, (fields) => ({ ...writtenBy(row, fields, fields.Body), parentId: fields.ParentId })),

    comment: (row: Row): Read<CommentRecord> =>
      checked(Comment, row, (fields) => ({
        ...writtenBy(
          row,
          { ...fields, OwnerUserId: fields.UserId, OwnerDisplayName: fields.UserDisplayName },
          fields.Text,
        ),
        parentId: fields.PostId,
      })),

    user: (row: Row): Read<UserRecord> =>
      checked(User, row, (fields) => ({
        row,
        id: fields.Id,
        createdAt: fields.CreationDate,
        displayName: fields.DisplayName,
        aboutMe: fields.AboutMe,
      })),

    tag: (row: Row): Read<TagRecord> => checked(Tag, row, (fields) => ({ name: fields.TagName })),

    vote(row: Row): Read<VoteRecord> {
      const read = checked(Vote, row, (fields) => fields)
      if (!('item' in read)) return read
      const { Id, PostId, CreationDate, VoteTypeId } = read.item
      if (VoteTypeId !== 2 && VoteTypeId !== 3) return { ignored: 'neither a vote up nor down' }
      return { item: { row, id: Id, createdAt: CreationDate, postId: PostId, isUp: VoteTypeId === 2 } }
    },
  }
  return {
    ...readers,
    /** A question or an answer. */
    post: (row: Row): Read<Written> => {
      if (row.fields.PostTypeId === '1') return readers.question(row)
      return row.fields.PostTypeId === '2' ? readers.answer(row) : { ignored: 'neither a question nor an answer' }
    },
  }
}

export type RecordReaders = ReturnType<typeof createRecordReaders>

/** `<pale-ale><hops>`, and `|pale-ale|hops|` in dumps since 2024. */
export function splitTags(tags: string): string[] {
  return tags.split(/[<>|]/).filter((tag) => tag !== '')
}

function checked<Fields, Item>(schema: z.ZodType<Fields>, row: Row, make: (fields: Fields) => Item): Read<Item> {
  const parsed = schema.safeParse(row.fields)
  if (parsed.success) return { item: make(parsed.data) }
  const issue = parsed.error.issues[0]
  const name = issue?.path.join('.') ?? ''
  const given = row.fields[name]
  return { fault: `${name} ${issue?.message}${given ? `: ${given.slice(0, 60)}` : ''}` }
}

function writtenBy(
  row: Row,
  fields: { Id: number; CreationDate: Date; Score: number; OwnerUserId?: number; OwnerDisplayName: string | null },
  text: string,
) {
  return {
    row,
    id: fields.Id,
    createdAt: fields.CreationDate,
    score: fields.Score,
    ownerId: fields.OwnerUserId ?? null,
    ownerName: fields.OwnerDisplayName,
    text,
  }
}

/** UTC without a zone, as dumps write it. Null when it is no time, or on a day that no calendar has. */
function parseTime(text: string): Date | null {
  const found = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,3})?\d*Z?$/.exec(text)
  if (!found) return null
  const [, second = '', fraction = ''] = found
  const date = new Date(`${second}${fraction}Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(second) ? date : null
}
