import { useLocation } from '@remix-run/react'
import { Avatar } from '#app/components/ui/avatar.tsx'
import { BrandMark } from '#app/components/ui/brand.tsx'
import { Icon } from '#app/components/ui/icon.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useViewer } from '#app/web/root-data.ts'
import { isAt, type NavItem, useNavItems } from './nav-items.ts'

/** A rail of icons on a tablet, with words on a wide screen, gone on a phone. */
export function SideNav() {
  const { t } = useTranslation()
  const viewer = useViewer()
  return (
    <header className="sticky top-0 hidden h-dvh w-[72px] shrink-0 flex-col px-3 py-3 md:flex xl:w-60 no-print">
      <a href="/" className="mb-4 flex h-12 items-center gap-3 px-2.5 text-lead font-bold tracking-tight">
        <BrandMark />
        <span className="sr-only xl:not-sr-only">{t('common.name')}</span>
      </a>
      <nav aria-label={t('nav.main')} className="flex flex-col gap-1">
        {useNavItems().map((item) => (
          <SideLink key={item.href} item={item} />
        ))}
        {viewer ? (
          <a href="/compose" className="button button-accent mt-4 max-xl:w-12 max-xl:px-0 xl:w-full">
            <Icon name="square-pen" />
            <span className="sr-only xl:not-sr-only">{t('nav.compose')}</span>
          </a>
        ) : null}
      </nav>
      <div className="mt-auto">{viewer ? <Account /> : null}</div>
    </header>
  )
}

/** What a thumb reaches on a phone. */
export function BottomBar() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  return (
    <nav
      aria-label={t('nav.main')}
      className="fixed inset-x-0 bottom-0 z-40 flex border-t border-line bg-ground pb-[env(safe-area-inset-bottom)] md:hidden no-print"
    >
      {useNavItems({ isBar: true }).map((item) => (
        <a
          key={item.href}
          href={item.href}
          aria-current={isAt(pathname, item) ? 'page' : undefined}
          className="flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-[0.6875rem] leading-4 text-muted aria-[current]:font-semibold aria-[current]:text-accent"
        >
          <CountedIcon icon={item.icon} count={item.count} />
          <span className="max-w-full truncate">{item.label}</span>
        </a>
      ))}
    </nav>
  )
}

function SideLink({ item }: { item: NavItem }) {
  const { pathname } = useLocation()
  const { href, icon, label, count } = item
  return (
    <a
      href={href}
      aria-current={isAt(pathname, item) ? 'page' : undefined}
      title={label}
      className="flex h-12 items-center gap-4 rounded-full px-3 text-lead hover:bg-raised aria-[current]:font-semibold aria-[current]:text-accent"
    >
      <CountedIcon icon={icon} count={count} />
      <span className="sr-only xl:not-sr-only">{label}</span>
    </a>
  )
}

/** More than this is said to be more. */
const maxCount = 99

/** An icon, and how much waits behind it. */
function CountedIcon({ icon, count }: Pick<NavItem, 'icon' | 'count'>) {
  const { t } = useTranslation()
  return (
    <span className="relative">
      <Icon name={icon} large />
      {count ? (
        <span className="absolute -top-2 -right-2.5 min-w-4.5 rounded-full bg-accent px-1 text-center text-[0.6875rem] leading-4.5 font-semibold text-ground tabular-nums">
          {count > maxCount ? t('nav.many', { count: maxCount }) : count}
          <span className="sr-only">{t('nav.waiting')}</span>
        </span>
      ) : null}
    </span>
  )
}

function Account() {
  const { t } = useTranslation()
  const viewer = useViewer()
  if (!viewer) return null
  return (
    <div className="flex items-center gap-3 max-xl:flex-col">
      <a
        href={`/@${viewer.handle}`}
        className="flex min-w-0 items-center gap-3 rounded-full p-1 xl:flex-1 xl:hover:bg-raised"
      >
        <Avatar person={viewer} />
        <span className="sr-only min-w-0 xl:not-sr-only">
          <span className="block truncate font-semibold leading-5">{viewer.name}</span>
          <span className="block truncate text-meta text-muted">@{viewer.handle}</span>
        </span>
      </a>
      <form method="post" action="/sign-out">
        <button type="submit" className="icon-button" title={t('nav.signOut')} aria-label={t('nav.signOut')}>
          <Icon name="log-out" />
        </button>
      </form>
    </div>
  )
}
