import type { Cache } from '#app/lib/cache/cache.ts'
import type { Db } from '#app/lib/db.server.ts'
import { Conflict, NotFound } from '#app/lib/errors.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { NewAccountInput } from './account-rules.ts'
import type { Auth } from './auth.server.ts'
import { personFact } from './facts.ts'
import type { Role } from './viewer.ts'

/** A person that an import brings: without an address and a password, so nobody can sign in as them. */
export type ImportedPerson = Readonly<{
  id: Id
  handle: string
  name: string
  bio: string
  /** Who they are where they come from; importing the same again finds them here. */
  sourceKey: string
  createdAt: Date
}>

/** Makes an account with a role. @throws Conflict when the handle or the address has one; ZodError for bad input */
export async function createByAdmin(
  { db, auth }: { db: Db; auth: Auth },
  input: NewAccountInput,
): Promise<{ id: Id; handle: string }> {
  const { handle, email, password, role, name } = NewAccountInput.parse(input)
  const holder = await db.user.findFirst({ where: { OR: [{ handle }, { email }] }, select: { handle: true } })
  if (holder) throw new Conflict(holder.handle === handle ? `@${handle} is taken` : `${email} has an account already`)
  const { password: hasher } = await auth.$context
  const hash = await hasher.hash(password)
  const id = newId()
  // The row that the auth library looks for at sign-in.
  const credential = { id: newId(), providerId: 'credential', accountId: id, password: hash }
  const data = { id, handle, name: name || handle, email, emailVerified: true, role }
  try {
    await db.user.create({ data: { ...data, credentials: { create: credential } }, select: { id: true } })
  } catch (error) {
    if (!isDuplicate(error)) throw error
    throw new Conflict(`@${handle} or ${email} was taken just now`, { cause: error })
  }
  return { id, handle }
}

/** From the next request on. @throws NotFound */
export async function setRole(
  { db, cache }: { db: Db; cache: Pick<Cache, 'write'> },
  { handle, role }: { handle: string; role: Role },
): Promise<void> {
  const person = await db.user.findUnique({ where: { handle: handle.toLowerCase() }, select: { id: true } })
  if (!person) throw new NotFound(`Nobody is called @${handle}`)
  await cache.write(async (touch) => {
    await touch(personFact(person.id))
    await db.user.update({ where: { id: person.id }, data: { role }, select: { id: true } })
  })
}

/** Who acts as an admin, by their handle, with or without its sign. @throws NotFound; Conflict when they are none */
export async function findAdmin(
  { db }: { db: Db },
  { handle }: { handle: string },
): Promise<{ id: Id; role: 'admin' }> {
  const name = handle.replace(/^@/, '').toLowerCase()
  const person = await db.user.findUnique({ where: { handle: name }, select: { id: true, role: true } })
  if (!person) throw new NotFound(`Nobody is called @${name}`)
  if (person.role !== 'admin') throw new Conflict(`@${name} is no admin`)
  return { id: person.id, role: 'admin' }
}

/** The ids of everybody, in order, in chunks of 1,000: for commands that go through all people. */
export async function* allIds({ db }: { db: Db }): AsyncGenerator<Id[]> {
  for (let after: Id | undefined; ; ) {
    const rows = await db.user.findMany({
      where: after === undefined ? {} : { id: { gt: after } },
      orderBy: { id: 'asc' },
      take: 1_000,
      select: { id: true },
    })
    const last = rows.at(-1)
    if (!last) return
    yield rows.map(({ id }) => id)
    after = last.id
  }
}

/**
 * Makes those people who are not here yet, in few round trips (use chunks of about 1,000).
 * A handle that somebody else has gets a number. Running it twice makes nobody twice.
 * @returns the ids, in the order of `people`; of those who were here already, the ids they have
 */
export async function createImported({ db }: { db: Db }, people: readonly ImportedPerson[]): Promise<Id[]> {
  const known = await idsBySource(db, people)
  const missing = people.filter(({ sourceKey }) => !known.has(sourceKey))
  if (missing.length > 0) {
    const handles = await freeHandles(db, missing)
    const rows = missing.map((person, index) => ({ ...person, handle: handles[index] ?? person.handle }))
    await db.user.createMany({ data: rows, skipDuplicates: true })
  }
  const ids = missing.length > 0 ? await idsBySource(db, people) : known
  return people.map(({ sourceKey, handle }) => {
    const id = ids.get(sourceKey)
    if (!id) throw new Conflict(`@${handle} was taken while it was imported; run the import again`)
    return id
  })
}

async function idsBySource(db: Db, people: readonly ImportedPerson[]): Promise<Map<string, Id>> {
  const rows = await db.user.findMany({
    where: { sourceKey: { in: people.map(({ sourceKey }) => sourceKey) } },
    select: { id: true, sourceKey: true },
  })
  return new Map(rows.flatMap(({ id, sourceKey }) => (sourceKey === null ? [] : [[sourceKey, id]])))
}

/** The wanted handles, where taken with the first number that is free: `ana`, `ana_2`, `ana_3`. At most two queries. */
async function freeHandles(db: Db, people: readonly ImportedPerson[]): Promise<string[]> {
  const wanted = people.map(({ handle }) => handle.toLowerCase())
  const lastOf = new Map(wanted.map((handle, index) => [handle, index]))
  const rows = await db.user.findMany({ where: { handle: { in: [...lastOf.keys()] } }, select: { handle: true } })
  const taken = new Set(rows.map(({ handle }) => handle))
  const crowded = wanted.filter((handle, index) => taken.has(handle) || lastOf.get(handle) !== index)
  for (const handle of await numberedHandles(db, new Set(crowded.map(stemOf)))) taken.add(handle)
  const numbers = new Map<string, number>()
  return wanted.map((handle) => {
    const stem = stemOf(handle)
    let free = handle
    for (let number = numbers.get(stem) ?? 2; taken.has(free); number += 1) {
      free = `${stem}_${number}`
      numbers.set(stem, number + 1)
    }
    taken.add(free)
    return free
  })
}

/** The handles that are one of `stems` with a number. */
async function numberedHandles(db: Db, stems: ReadonlySet<string>): Promise<string[]> {
  if (stems.size === 0) return []
  const starts = [...stems].map((stem) => `${stem}_`)
  const rows = await db.$queryRaw<{ handle: string }[]>`
    SELECT handle FROM "user" WHERE rtrim(handle, '0123456789') = ANY(${starts})`
  return rows.map(({ handle }) => handle)
}

/** Short enough for a number behind it. */
function stemOf(handle: string): string {
  return handle.slice(0, 26)
}

/** Somebody else was quicker with a handle or an address. */
function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'P2002'
}
