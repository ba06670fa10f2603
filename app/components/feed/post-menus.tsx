import { lazy, Suspense } from 'react'
import { useOpenMenu } from '#app/web/post-menu.ts'

const ReactionMenu = lazy(() => import('./reaction-menu.tsx'))
const RepostMenu = lazy(() => import('./repost-menu.tsx'))
const MoreMenu = lazy(() => import('./more-menu.tsx'))

const menus = { reactions: ReactionMenu, repost: RepostMenu, more: MoreMenu }

/** The one menu of all rows, loaded when it is first opened. */
export function PostMenus() {
  const open = useOpenMenu()
  if (!open) return null
  const Menu = menus[open.menu]
  return (
    <Suspense>
      <Menu key={`${open.menu} ${open.post.id}`} post={open.post} anchor={open.anchor} />
    </Suspense>
  )
}
