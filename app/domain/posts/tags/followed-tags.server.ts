import { tagFeed, tagOf } from '#app/domain/feeds/declarations.ts'
import type { Feeds } from '#app/domain/feeds/feeds.server.ts'
import type { Following } from '#app/domain/feeds/following.ts'
import type { Tx } from '#app/lib/db.server.ts'
import { derived } from '#app/lib/derived.ts'
import type { Id } from '#app/lib/id.ts'
import type { PostDeps } from '../deps.ts'
import type { PostView } from '../post-views.ts'

type Deps = { feeds: Pick<Feeds<Tx>, 'followingOf' | 'setFollowedFeed'>; cache: Pick<PostDeps['cache'], 'sync'> }
type Viewer = Readonly<{ id: Id }>

/** Hashtags that people follow: what is public and has one of them comes into the home feed, whoever wrote it. */
export function createFollowedTags({ feeds, cache }: Deps) {
  return {
    /** Again does nothing. @param tag normalised @throws Invalid past 100 */
    async setFollowedTag({ viewer, tag, isOn }: { viewer: Viewer; tag: string; isOn: boolean }): Promise<void> {
      await feeds.setFollowedFeed({ followerId: viewer.id, feed: tagFeed(tag) }, isOn)
    },
    /** In the order of the alphabet, 100 at most. */
    async followedTags({ viewer }: { viewer: Viewer }): Promise<string[]> {
      await cache.sync()
      return [...tagsOf(await feeds.followingOf(viewer.id))]
    },
  }
}

/** The tags among the feeds that somebody follows. */
export const tagsOf = derived<Following, ReadonlySet<string>>(
  ({ feeds }) => new Set(feeds.flatMap((feed) => tagOf(feed) ?? [])),
)

/** The first tag in a post's text that is one of these. */
export function firstTagIn({ body }: Pick<PostView, 'body'>, tags: ReadonlySet<string>): string | undefined {
  for (const segment of body) if (segment.type === 'tag' && tags.has(segment.tag)) return segment.tag
  return undefined
}
