import type { ReactNode } from 'react'
import { ImageViewers } from '#app/components/feed/image-viewers.tsx'
import { PostMenus } from '#app/components/feed/post-menus.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useSignOut } from '#app/web/use-sign-out.ts'
import { Aside } from './aside.tsx'
import { BottomBar, SideNav } from './nav.tsx'

/** The frame of every page: navigation, the page in the middle, context on the right where there is room. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  useSignOut()
  return (
    <>
      <a href="#main" className="skip button button-accent">
        {t('common.skip')}
      </a>
      <div className="mx-auto flex min-h-dvh max-w-[75.5rem] justify-center">
        <SideNav />
        <main
          id="main"
          tabIndex={-1}
          className="min-w-0 max-w-[600px] flex-1 border-line pb-20 outline-none md:border-x md:pb-10"
        >
          {children}
          <PostMenus />
          <ImageViewers />
        </main>
        <Aside />
      </div>
      <BottomBar />
    </>
  )
}

/** Signing in and up: the mark, and one thing to do. */
export function BareShell({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <>
      <a href="#main" className="skip button button-accent">
        {t('common.skip')}
      </a>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto flex min-h-dvh w-full max-w-[27rem] flex-col px-6 py-10 outline-none"
      >
        {children}
      </main>
    </>
  )
}
