import { Form } from '@remix-run/react'
import { Fragment } from 'react'
import { ExactTime, Time } from '#app/components/ui/time.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useClock } from '#app/web/use-clock.ts'

type DeadJob = Readonly<{
  id: string
  queue: string
  name: string
  key: string
  payload: string
  error: string
  deaths: number
  firstDiedAt: string
  diedAt: string
  isDead: boolean
}>

const cell = 'px-2 first:pl-4 last:pr-4'

/** Jobs that were given up, the last first: what each is, why it died, and what can be done. */
export function DeadJobs({ letters }: { letters: readonly DeadJob[] }) {
  const { t } = useTranslation()
  const { format } = useClock()
  return (
    <table className="w-full table-fixed text-meta">
      <caption className="sr-only">{t('admin.jobs.table')}</caption>
      <thead className="border-y border-line text-left text-muted">
        <tr>
          <th scope="col" className={`${cell} py-1 font-semibold`}>
            {t('admin.jobs.job')}
          </th>
          <th scope="col" className={`${cell} w-16 text-right font-semibold`}>
            {t('admin.jobs.deaths')}
          </th>
          <th scope="col" className={`${cell} w-20 text-right font-semibold`}>
            {t('admin.jobs.last')}
          </th>
        </tr>
      </thead>
      {letters.map((letter) => (
        <tbody key={letter.id} className="border-b border-line">
          <tr>
            <th scope="row" className={`${cell} pt-3 text-left align-baseline font-normal`}>
              <span className="block truncate text-body font-semibold">{letter.name}</span>
              <span className="block truncate font-mono text-muted" title={letter.key}>
                {letter.key}
              </span>
            </th>
            <td className={`${cell} text-right align-baseline tabular-nums`}>{format.whole(letter.deaths)}</td>
            <td className={`${cell} text-right align-baseline tabular-nums`}>
              <Time at={letter.diedAt} />
            </td>
          </tr>
          <tr>
            <td colSpan={3} className={`${cell} pt-1 pb-3`}>
              <p className="line-clamp-2 text-bad wrap-anywhere">{letter.error}</p>
              {letter.isDead ? null : <p className="text-muted">{t('admin.jobs.retrying')}</p>}
              <div className="mt-2 flex flex-wrap items-start gap-2">
                {letter.isDead ? <Actions letter={letter} /> : null}
                <Details letter={letter} />
              </div>
            </td>
          </tr>
        </tbody>
      ))}
    </table>
  )
}

function Actions({ letter: { id, name, key } }: { letter: DeadJob }) {
  const { t } = useTranslation()
  const job = `${name} ${key}`
  return (
    <>
      <Form method="post">
        <button
          type="submit"
          name="replay"
          value={id}
          className="button button-plain button-sm"
          aria-label={t('admin.jobs.replayLabel', { job })}
        >
          {t('admin.jobs.replay')}
        </button>
      </Form>
      {/* Asked for once, with what it does; opens without a script. */}
      <details className="open:basis-full">
        <summary className="button button-quiet button-sm" aria-label={t('admin.jobs.discardLabel', { job })}>
          {t('admin.jobs.discard')}
        </summary>
        <Form method="post" className="mt-2 flex flex-col items-start gap-3">
          <p className="text-pretty">{t('admin.jobs.discardWarning')}</p>
          <button type="submit" name="discard" value={id} className="button button-bad-plain button-sm">
            {t('admin.jobs.discardSure')}
          </button>
        </Form>
      </details>
    </>
  )
}

function Details({ letter }: { letter: DeadJob }) {
  const { t } = useTranslation()
  const rows = [
    [t('admin.jobs.key'), letter.key],
    [t('admin.jobs.queue'), letter.queue],
    [t('admin.jobs.firstDeath'), <ExactTime key="first" at={letter.firstDiedAt} />],
    [t('admin.jobs.lastDeath'), <ExactTime key="last" at={letter.diedAt} />],
    [t('admin.jobs.payload'), <code key="payload">{letter.payload}</code>],
  ] as const
  return (
    <details className="open:basis-full">
      <summary className="button button-quiet button-sm">{t('admin.jobs.details')}</summary>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 wrap-anywhere">
        {rows.map(([name, value]) => (
          <Fragment key={name}>
            <dt className="text-muted">{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
      <pre className="mt-2 rounded-xl bg-raised p-3 font-mono whitespace-pre-wrap wrap-anywhere">{letter.error}</pre>
    </details>
  )
}
