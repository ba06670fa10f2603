import { lazy, Suspense } from 'react'
import { useOpenMenu } from '#app/web/post-menu.ts'

const ReactionMenu = lazy(() => import('./reaction-menu.tsx'))
const MoreMenu = lazy(() => import('./more-menu.tsx'))

/** The one menu of all rows, loaded when it is first opened. */
export function PostMenus() {
  const open = useOpenMenu()
  if (!open) return null
  const Menu = open.menu === 'reactions' ? ReactionMenu : MoreMenu
  return (
    <Suspense>
      <Menu key={`${open.menu} ${open.post.id}`} post={open.post} anchor={open.anchor} />
    </Suspense>
  )
}
