import type { IconName } from '#app/components/ui/icon.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useViewer } from '#app/web/root-data.ts'

/** `count`: of what waits for the viewer there. `section`: what its pages begin with, where that is less than `href`. */
export type NavItem = { href: string; icon: IconName; label: string; count?: number; section?: string }

/** Whether a page is that of the item, or one below it. */
export function isAt(pathname: string, { href, section = href }: NavItem): boolean {
  return pathname === section || (section !== '/' && pathname.startsWith(`${section}/`))
}

/** Where one can go from everywhere. The bar of a phone also has the composer, and short words. */
export function useNavItems({ isBar = false }: { isBar?: boolean } = {}): NavItem[] {
  const { t } = useTranslation()
  const viewer = useViewer()
  const everybody: NavItem[] = [
    { href: '/', icon: 'house', label: t('nav.home') },
    { href: '/explore', icon: 'compass', label: t('nav.explore') },
  ]
  if (!viewer) {
    return [
      ...everybody,
      { href: '/sign-in', icon: 'log-in', label: t('nav.signIn') },
      { href: '/sign-up', icon: 'user-round-plus', label: isBar ? t('nav.join') : t('nav.signUp') },
    ]
  }
  const { isPrivate, requestCount: count } = viewer
  // Also of who is private no more: those who asked before are waiting still.
  const isAsked = count !== undefined || (isPrivate && !isBar)
  return [
    ...everybody,
    // On a phone the way to these is on the home page: the bar holds what a thumb needs all the time.
    ...(isBar
      ? [{ href: '/compose', icon: 'square-pen', label: t('nav.compose') } as const]
      : [
          { href: '/mentions', icon: 'at-sign', label: t('nav.mentions') } as const,
          { href: '/bookmarks', icon: 'bookmark', label: t('nav.bookmarks') } as const,
          { href: '/lists', icon: 'list', label: t('nav.lists') } as const,
        ]),
    ...(isAsked ? [{ href: '/requests', icon: 'user-round-check', label: t('nav.requests'), count } as const] : []),
    { href: `/@${viewer.handle}`, icon: 'user-round', label: t('nav.profile') },
    { href: '/settings', icon: 'settings', label: t('nav.settings') },
    ...(viewer.role === 'admin'
      ? [{ href: '/admin/jobs', section: '/admin', icon: 'wrench', label: t('nav.admin') } as const]
      : []),
  ]
}
