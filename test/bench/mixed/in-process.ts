import { homeFeed } from '#app/domain/feeds/declarations.ts'
import type { World } from '../world.ts'
import { arrive, type Outcome, type Plan } from './arrivals.ts'
import { type Cast, type Deed, deedOf, type Person, personOf } from './deeds.ts'

/** The same requests to the domain itself, from ids to JSON, in the process that asks. */
export function askInProcess({ posts, accounts }: World, cast: Cast) {
  const viewerOf = ({ id, handle, name }: Person) => ({ id, handle, name, image: null, role: 'member' as const })

  async function tell(person: Person, deed: Deed): Promise<unknown> {
    const viewer = viewerOf(person)
    if (deed.do === 'react') return posts.react({ postId: deed.postId, viewer, kind: 'like' })
    if (deed.do === 'follow') return accounts.follow({ viewer, handle: deed.handle })
    const { id } = await posts.create({ author: viewer, input: { text: deed.text } })
    return { post: await posts.view({ postId: id, viewer }) }
  }

  return (plan: Plan): Promise<Outcome> =>
    arrive(plan, async ({ kind, turn }) => {
      const person = personOf(cast, turn)
      const answer =
        kind === 'write'
          ? await tell(person, deedOf(cast, turn, person))
          : await posts.feed({ feed: homeFeed(person.id), viewer: viewerOf(person) })
      JSON.stringify(answer)
    })
}
