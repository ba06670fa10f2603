import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useLocation, useNavigationType } from '@remix-run/react'
import { Fragment, useEffect, useRef } from 'react'
import { Composer } from '#app/components/composer/composer.tsx'
import { Feed, type FeedHandle } from '#app/components/feed/feed.tsx'
import { FocusedPost } from '#app/components/feed/focused-post.tsx'
import { plainText } from '#app/components/feed/post-body.tsx'
import { PostRow } from '#app/components/feed/post-row.tsx'
import { cannotReply, usePostWords } from '#app/components/feed/post-words.ts'
import { Gaps, LeftOut } from '#app/components/feed/reply-notes.tsx'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Tabs } from '#app/components/shell/tabs.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { replyOrderOf, replyOrders } from '#app/domain/posts/thread/reply-order.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { packPage } from '#app/web/pack-page.server.ts'
import { cursorOf } from '#app/web/page-cursor.ts'
import { requireId } from '#app/web/page-id.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { useViewer } from '#app/web/root-data.ts'
import { signInPath } from '#app/web/send.ts'
import { getViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, (t) => {
    if (!data) return { title: t('post.page') }
    // What is folded behind a warning on the page does not stand in its title.
    const text = (data.post.warning ?? plainText(data.post.body)).replace(/\s+/g, ' ')
    const title = t('post.pageTitle', { name: data.post.author.name, text: text.slice(0, 60) })
    return { title, description: text.slice(0, 200), path: `/posts/${data.post.id}` }
  })

export async function loader({ request, params }: LoaderFunctionArgs) {
  const postId = requireId(params.postId)
  const viewer = await getViewer(request)
  const order = replyOrderOf(request)
  return respond(async () => {
    const { replies, ...thread } = await wiring().posts.thread({ postId, viewer, cursor: cursorOf(request), order })
    return { ...thread, replies: packPage(replies), order }
  })
}

export default function ThreadPage() {
  const { ancestors, gaps, post, replies, leftOut, order } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  const { hash } = useLocation()
  const viewer = useViewer()
  const words = usePostWords()
  const feed = useRef<FeedHandle>(null)
  useStartAt(post.id, ancestors.length > 0)
  return (
    <>
      <PageHeader title={t('post.page')} back="/" />
      {ancestors.length > 0 || gaps.length > 0 ? (
        <section aria-label={t('post.earlier')}>
          {ancestors.map((ancestor, index) => (
            <Fragment key={ancestor.id}>
              <Gaps gaps={gaps} below={ancestor.id} />
              <PostRow post={ancestor} words={words} joined joinedUp={index > 0} />
            </Fragment>
          ))}
          <Gaps gaps={gaps} below={post.id} />
        </section>
      ) : null}
      <FocusedPost key={post.id} post={post} joinedUp={ancestors.length > 0} />
      <div id="reply" className="scroll-mt-16">
        {!post.viewer.canReply ? (
          <p className="border-b border-line px-4 py-3 text-muted">{cannotReply(t, post.repliesFrom)}</p>
        ) : viewer ? (
          <Composer
            key={post.id}
            viewer={viewer}
            replyTo={{ id: post.id, handle: post.author.handle }}
            // One's own followers are the same people; to somebody else's post, theirs are not. Who was addressed is.
            options={post.viewer.canDelete || post.audience === 'mentioned' ? { audience: post.audience } : undefined}
            isFocused={hash === '#reply'}
            onPosted={(reply) => feed.current?.add(reply)}
          />
        ) : (
          <SignInToReply path={`/posts/${post.id}`} />
        )}
      </div>
      <h2 className="sr-only">{t('post.replies')}</h2>
      {post.replyCount > 1 ? (
        <div className="border-b border-line">
          <Tabs
            label={t('post.order')}
            tabs={replyOrders.map((each) => ({
              href: each === 'oldest' ? `/posts/${post.id}` : `/posts/${post.id}?sort=${each}`,
              label: t(`post.orders.${each}`),
              isCurrent: each === order,
            }))}
          />
        </div>
      ) : null}
      <Feed
        handle={feed}
        source={`/api/posts/${post.id}/replies?sort=${order}`}
        first={replies}
        label={t('post.replies')}
        addTo="end"
        withMuted
        under={post.id}
        moreLabel={t('post.moreReplies')}
        endLabel={null}
        empty={<Empty icon="message-circle" title={t('post.noReplies')} hint={t('post.noRepliesHint')} />}
      />
      <LeftOut leftOut={leftOut} />
    </>
  )
}

/** A page of a reply opens at the reply, with what it answers above; going back is where one was. */
function useStartAt(postId: string, isBelow: boolean): void {
  const { hash, key } = useLocation()
  const isReturn = useNavigationType() === 'POP' && key !== 'default'
  useEffect(() => {
    if (isBelow && !hash && !isReturn) document.getElementById(postId)?.scrollIntoView()
  }, [postId, isBelow, hash, isReturn])
}

function SignInToReply({ path }: { path: string }) {
  const { t } = useTranslation()
  return (
    <p className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-4 py-3 text-muted">
      {t('post.signInToReply')}
      <a href={signInPath({ pathname: path, search: '' })} className="button button-plain button-sm">
        {t('nav.signIn')}
      </a>
    </p>
  )
}

export { PageProblem as ErrorBoundary }
