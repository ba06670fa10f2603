import fc from 'fast-check'
import { createRef } from 'react'
import { expect, test } from 'vitest'
import { LivingRows, RememberedRows } from '#app/components/feed/feed-rows.tsx'
import { usePostWords } from '#app/components/feed/post-words.ts'
import type { MediaView } from '#app/domain/media/media-views.ts'
import { audiences, type PostView, reactionKinds, replyPolicies, type Segment } from '#app/domain/posts/post-views.ts'
import { newId } from '#app/lib/id.ts'
import type { RootData } from '#app/web/root-data.ts'
import { renderPage } from '#test/support/one-page.tsx'
import { holds } from '#test/support/property.ts'

test('remembered rows are those that the browser would render, for any posts and readers', async () => {
  const property = fc.asyncProperty(
    anyPosts,
    anyRoot,
    anyRoot,
    fc.boolean(),
    fc.nat({ max: 5 }),
    async (posts, one, another, isUnder, unseen) => {
      const under = isUnder ? posts[0]?.replyTo?.id : undefined
      const list = createRef<HTMLDivElement>()
      const html = (Rows: typeof LivingRows, root: RootData) =>
        renderPage(
          () => (
            <Rows
              posts={posts}
              words={usePostWords()}
              viewerId={root.viewer?.id}
              under={under}
              lastUnseen={posts[unseen]?.id}
              label="Home"
              isBusy
              list={list}
            />
          ),
          root,
        )
      for (const root of [one, another, one]) {
        expect(await html(RememberedRows, root)).toBe(await html(LivingRows, root))
      }
    },
  )
  await holds(property, 60)
})

const anyId = fc.integer({ min: 0, max: 5 }).map((n) => ids[n] ?? newId())
const ids = Array.from({ length: 6 }, () => newId())
const anyName = fc.oneof(fc.string({ minLength: 1, unit: 'grapheme' }), fc.constantFrom('<b>ana</b>', '"&\'', 'Ana Bo'))
const anyHandle = fc.constantFrom('ana', 'bo_2')
const anyPerson = fc.record({
  id: anyId,
  handle: anyHandle,
  name: anyName,
  image: fc.constantFrom(null, '/files/a.png?b=1&c'),
})

const anySegment: fc.Arbitrary<Segment> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text: anyName }),
  fc.record({ type: fc.constant('link' as const), text: anyName, href: fc.webUrl() }),
  fc.record({ type: fc.constant('tag' as const), text: anyName, tag: anyName }),
  fc.record({ type: fc.constant('mention' as const), text: anyName, handle: anyHandle }),
  fc.record({ type: fc.constant('emoji' as const), text: anyName, src: fc.webPath() }),
)

const startMs = Date.UTC(2026, 0, 1)
const dayMs = 24 * 3600_000
const anyTime = fc.integer({ min: 0, max: 30 * dayMs }).map((ms) => new Date(startMs + ms).toISOString())

const anyMedia: fc.Arbitrary<MediaView> = fc.record({
  key: fc.constantFrom('AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH', '-_-_BBBBCCCCDDDDEEEEFFFFGGGGHHHH'),
  state: fc.constantFrom('waiting', 'ready', 'failed'),
  width: fc.integer({ min: 1, max: 2048 }),
  height: fc.integer({ min: 1, max: 2048 }),
  alt: fc.oneof(fc.constant(''), anyName),
  focus: fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 })),
  isAnimated: fc.boolean(),
  hasAvif: fc.boolean(),
  isSensitive: fc.boolean(),
  thumbhash: fc.base64String({ maxLength: 34 }),
  placeholder: fc.constantFrom('', 'data:image/webp;base64,UklGRg=='),
})

const anyPlainPost: fc.Arbitrary<PostView> = fc.record({
  id: anyId,
  author: anyPerson,
  body: fc.array(anySegment, { maxLength: 4 }),
  isFolded: fc.boolean(),
  createdAt: anyTime,
  editedAt: fc.option(anyTime),
  replyTo: fc.option(fc.record({ id: anyId, handle: anyHandle })),
  card: fc.option(
    fc.record({
      url: fc.webUrl(),
      host: fc.domain(),
      title: anyName,
      description: fc.option(anyName),
      siteName: fc.option(anyName),
      image: fc.option(
        anyMedia.map(({ state: _state, focus: _focus, isAnimated: _moves, isSensitive: _hidden, ...image }) => image),
      ),
    }),
  ),
  sourceUrl: fc.option(fc.webUrl()),
  audience: fc.constantFrom(...audiences),
  media: fc.array(anyMedia, { maxLength: 4 }),
  warning: fc.option(anyName),
  warningBody: fc.option(fc.array(anySegment, { minLength: 1, maxLength: 3 }), { nil: undefined }),
  lang: fc.constantFrom(null, 'en', 'zh-Hans'),
  repliesFrom: fc.constantFrom(...replyPolicies),
  replyCount: fc.nat({ max: 2_000 }),
  repostCount: fc.nat({ max: 2_000 }),
  quoteCount: fc.nat({ max: 2_000 }),
  isPinned: fc.boolean(),
  poll: fc.option(
    fc.record({
      options: fc.uniqueArray(fc.record({ text: anyName, count: fc.option(fc.nat({ max: 9 })) }), {
        minLength: 2,
        maxLength: 4,
        selector: ({ text }) => text,
      }),
      isMultiple: fc.boolean(),
      endsAt: anyTime,
      isOver: fc.boolean(),
      voters: fc.nat({ max: 9 }),
      choices: fc.option(fc.constant([0])),
    }),
  ),
  quote: fc.option(
    fc.record({
      post: fc.option(
        fc.record({
          id: anyId,
          author: anyPerson,
          body: fc.array(anySegment, { maxLength: 4 }),
          isFolded: fc.boolean(),
          createdAt: anyTime,
          warning: fc.option(anyName),
          lang: fc.constantFrom(null, 'en'),
          imageCount: fc.nat({ max: 4 }),
        }),
      ),
    }),
  ),
  reactions: fc.uniqueArray(
    fc.oneof(
      fc.record({ kind: fc.constantFrom(...reactionKinds), count: fc.integer({ min: 1, max: 2_000 }) }),
      fc.record({
        kind: fc.constantFrom('emoji-1', 'emoji-2'),
        count: fc.integer({ min: 1, max: 2_000 }),
        emoji: fc.record({ name: anyName, src: fc.webPath() }),
      }),
    ),
    {
      selector: ({ kind }) => kind,
    },
  ),
  viewer: fc.record({
    reaction: fc.option(fc.constantFrom(...reactionKinds, 'emoji-1', 'emoji-3')),
    canDelete: fc.boolean(),
    isReposted: fc.boolean(),
    isBookmarked: fc.boolean(),
    canRepost: fc.boolean(),
    canQuote: fc.boolean(),
    canReply: fc.boolean(),
  }),
  reposts: fc.option(
    fc.record({ by: fc.array(anyPerson, { minLength: 1, maxLength: 3 }), count: fc.integer({ min: 3, max: 9 }) }),
  ),
})
const anyAnswers = fc.record({ items: fc.array(anyPlainPost, { maxLength: 2 }), isMore: fc.boolean() })
const anyPost: fc.Arbitrary<PostView> = fc
  .tuple(anyPlainPost, fc.option(anyAnswers))
  .map(([post, answers]) => (answers ? { ...post, answers } : post))
const anyPosts = fc.uniqueArray(anyPost, { maxLength: 4, selector: ({ id }) => id })

const anyRoot: fc.Arbitrary<RootData> = fc.record({
  language: fc.constant('en' as const),
  locale: fc.constantFrom('en', 'en-GB'),
  viewer: fc.option(anyPerson.map((person) => ({ ...person, role: 'member' as const }))),
  theme: fc.constant('system' as const),
  opensWarnings: fc.boolean(),
  origin: fc.constant('http://page.test'),
  flash: fc.constant(null),
  now: anyTime,
  formKey: fc.constant('key'),
  hasLinkCards: fc.boolean(),
})
