import { Feed } from '#app/components/feed/feed.tsx'
import { BrandMark } from '#app/components/ui/brand.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import type { PackedPage } from '#app/web/packed-page.ts'

/** The front page for those who are not signed in: what this is, and what is going on in it. */
export function Welcome({ page }: { page: PackedPage }) {
  const { t } = useTranslation()
  return (
    <>
      <section className="border-b border-line px-6 pt-10 pb-8 md:pt-14">
        <BrandMark size={44} />
        <h1 className="mt-5 max-w-[18ch] text-display font-bold tracking-tight text-balance">
          {t('pages.welcome.title')}
        </h1>
        <p className="mt-3 max-w-[52ch] text-lead text-muted text-pretty">{t('pages.welcome.text')}</p>
        <div className="mt-6 flex flex-wrap gap-3">
          <a href="/sign-up" className="button button-accent">
            {t('nav.signUp')}
          </a>
          <a href="/sign-in" className="button button-plain">
            {t('nav.signIn')}
          </a>
        </div>
        <dl className="mt-8 grid gap-x-6 gap-y-4 sm:grid-cols-3">
          {(['Order', 'Own', 'Open'] as const).map((point) => (
            <div key={point}>
              <dt className="font-semibold">{t(`pages.welcome.point${point}`)}</dt>
              <dd className="mt-0.5 text-meta text-muted text-pretty">{t(`pages.welcome.point${point}Text`)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <h2 className="border-b border-line px-4 py-3 text-lead font-semibold">{t('pages.welcome.now')}</h2>
      <Feed
        source="/api/feeds/explore"
        first={page}
        label={t('feed.explore')}
        empty={
          <Empty icon="compass" title={t('feed.emptyExplore')} hint={t('feed.emptyExploreHint')}>
            <a href="/sign-up" className="button button-accent">
              {t('nav.signUp')}
            </a>
          </Empty>
        }
      />
    </>
  )
}
