import { accountLimits, Handle } from '#app/domain/accounts/account-rules.ts'
import { reservedHandles } from '#app/domain/accounts/reserved-handles.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { normaliseText } from '#app/lib/text.ts'
import type { Wiring } from '#app/wiring.server.ts'
import { digestOf } from './digest.ts'
import { inventPerson, type PersonSketch } from './invent-person.ts'
import { type Site, sourceKey } from './site.ts'
import type { Tally } from './tally.ts'
import { createVoterPool } from './voter-pool.ts'

/** Who wrote something, as far as a dump says. `name` may be given with or without an id. */
export type Owner = Readonly<{ id: number | null; name: string | null; bio?: string; since: Date }>

/** The people of a site here: found by their key there, or made. */
export function createPeople(deps: {
  accounts: Pick<Wiring['accounts'], 'createImported'>
  site: Site
  keepNames: boolean
  tally: Pick<Tally, 'people'>
}) {
  const { accounts, site, keepNames, tally } = deps
  const voters = createVoterPool()

  /** @returns the id of each owner's account, by `keyOf`, and how many are new */
  async function ensure(owners: readonly Owner[]): Promise<{ ids: ReadonlyMap<string, Id>; added: number }> {
    const byKey = new Map(owners.map((owner) => [keyOf(site, owner), owner]))
    const people = [...byKey].map(([key, owner]) => {
      const sketch = keepNames ? named(site, owner) : inventPerson(site, whoIs(owner))
      return { ...sketch, id: newId(owner.since), sourceKey: key, createdAt: owner.since }
    })
    const held = people.length > 0 ? await accounts.createImported(people) : []
    const ids = new Map<string, Id>()
    let added = 0
    for (const [index, { sourceKey: key, id }] of people.entries()) {
      const account = held[index] ?? id
      ids.set(key, account)
      voters.add(key, account)
      // Who is new here has the id that was made for them.
      if (account === id) added += 1
    }
    tally.people.added += added
    return { ids, added }
  }
  return { ensure, voters }
}

export type People = ReturnType<typeof createPeople>

/** Posts whose author left carry a name at best; those without one are by one and the same someone. */
export function keyOf(site: Site, { id, name }: Pick<Owner, 'id' | 'name'>): string {
  if (id !== null) return sourceKey(site, 'user', id)
  return sourceKey(site, 'name', name === null ? 'someone' : digestOf(name).toString('hex', 0, 12))
}

function whoIs({ id, name }: Owner): number | string {
  return id ?? name ?? 'someone'
}

/** The name they have there. A handle is made of it where Latin letters allow. */
function named(site: Site, owner: Owner): PersonSketch {
  const invented = inventPerson(site, whoIs(owner))
  if (owner.name === null) return { ...invented, bio: '' }
  const name = [...normaliseText(owner.name).replace(/\s+/gu, ' ')].slice(0, accountLimits.maxName).join('')
  const slug = owner.name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, accountLimits.maxHandle)
  const handle = Handle.safeParse(slug).success && !reservedHandles.has(slug) ? slug : invented.handle
  return { handle, name: name || invented.name, bio: [...(owner.bio ?? '')].slice(0, accountLimits.maxBio).join('') }
}
