import { Icon } from '#app/components/ui/icon.tsx'
import { Popover } from '#app/components/ui/popover.tsx'
import type { PostView } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { closeMenu } from '#app/web/post-menu.ts'
import { setReposted, useReposts } from '#app/web/reposts.ts'
import { toastProblem } from '#app/web/toasts.ts'

/** The two ways of handing a post on: as it is, or with words of one's own. */
export default function RepostMenu({ post, anchor }: { post: PostView; anchor: HTMLElement }) {
  const { t } = useTranslation()
  const { isReposted } = useReposts(post)

  async function toggle() {
    closeMenu()
    const problem = await setReposted(post, !isReposted)
    if (problem) toastProblem(t, problem)
  }

  return (
    <Popover anchor={anchor} label={t('post.handOn')} onClose={closeMenu}>
      <button type="button" role="menuitem" tabIndex={-1} className="menu-item" onClick={() => void toggle()}>
        <Icon name="repeat-2" />
        {t(isReposted ? 'post.undoRepost' : 'post.repost')}
      </button>
      {post.viewer.canQuote ? (
        <a role="menuitem" tabIndex={-1} className="menu-item" href={`/compose?quote=${post.id}`} onClick={closeMenu}>
          <Icon name="text-quote" />
          {t('post.quote.write')}
        </a>
      ) : null}
    </Popover>
  )
}
