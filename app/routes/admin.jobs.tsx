import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { z } from 'zod'
import { AdminTabs } from '#app/components/admin/admin-tabs.tsx'
import { DeadJobs } from '#app/components/admin/dead-jobs.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { requireAdmin } from '#app/domain/accounts/viewer.ts'
import { Conflict, NotFound } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import { IdSchema } from '#app/lib/id-schema.ts'
import { errorText } from '#app/web/error-key.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { cursorOf } from '#app/web/page-cursor.ts'
import { answerPageForm } from '#app/web/page-form.server.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { getViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

const pageSize = 50

const JobInput = z.union([z.object({ replay: z.literal('all').or(IdSchema) }), z.object({ discard: IdSchema })])

type Outcome = Readonly<{ replayed: number; refused: number; discarded?: boolean; gone?: boolean }>

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, (t) => ({ title: t('admin.jobs.title') }))

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await getViewer(request)
  return respond(async () => {
    requireAdmin(viewer)
    const { deadLetters } = wiring()
    const [{ letters, nextCursor }, count] = await Promise.all([
      deadLetters.list({ cursor: cursorOf(request), limit: pageSize }),
      deadLetters.count(),
    ])
    const rows = letters.map(({ payload, firstDiedAt, diedAt, ...letter }) => ({
      ...letter,
      payload: JSON.stringify(payload),
      firstDiedAt: firstDiedAt.toISOString(),
      diedAt: diedAt.toISOString(),
    }))
    return { letters: rows, nextCursor, count }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await getViewer(request)
  await respond(async () => requireAdmin(viewer))
  return answerPageForm(request, { schema: JobInput }, async (_, input) => {
    const { deadLetters } = wiring()
    if ('discard' in input) return told(deadLetters.discard({ id: input.discard }), { ...nothing, discarded: true })
    if (input.replay === 'all') return { ok: true as const, ...nothing, ...(await deadLetters.replayAll()) }
    return replayOne(input.replay)
  })
}

const nothing: Outcome = { replayed: 0, refused: 0 }
const replayOne = (id: Id) => told(wiring().deadLetters.replay({ id }), { ...nothing, replayed: 1 })

/** What came of it, in the words of the page. @throws what is not about the job */
async function told(work: Promise<void>, done: Outcome) {
  try {
    await work
    return { ok: true as const, ...done }
  } catch (error) {
    if (error instanceof NotFound) return { ok: true as const, ...nothing, gone: true }
    if (error instanceof Conflict) return { ok: true as const, ...nothing, refused: 1 }
    throw error
  }
}

export default function JobsPage() {
  const { letters, nextCursor, count } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const [search] = useSearchParams()
  const { t } = useTranslation()
  return (
    <>
      <AdminTabs tab="jobs" hint={t('admin.jobs.givenUp', { count })}>
        {count > 0 ? (
          <Form method="post">
            <button type="submit" name="replay" value="all" className="button button-plain button-sm">
              {t('admin.jobs.replayAll')}
            </button>
          </Form>
        ) : null}
      </AdminTabs>
      {answer ? (
        <div className="px-4 pt-4">{answer.ok ? <Done outcome={answer} /> : <Refused {...answer} />}</div>
      ) : null}
      {letters.length > 0 ? (
        <>
          <p className="px-4 py-3 text-meta text-muted text-pretty">{t('admin.jobs.hint')}</p>
          <DeadJobs letters={letters} />
        </>
      ) : (
        <Empty icon="check" title={t('admin.jobs.empty')} hint={t('admin.jobs.emptyHint')} />
      )}
      <nav className="flex" aria-label={t('admin.jobs.table')}>
        {search.has('cursor') ? <PageLink href="?" label={t('admin.jobs.newest')} /> : null}
        {nextCursor ? (
          <PageLink href={`?${new URLSearchParams({ cursor: nextCursor })}`} label={t('admin.jobs.older')} />
        ) : null}
      </nav>
    </>
  )
}

function Done({ outcome: { replayed, refused, discarded, gone } }: { outcome: Outcome }) {
  const { t } = useTranslation()
  return (
    <Notice tone={refused > 0 || gone ? 'bad' : 'good'}>
      {discarded ? t('admin.jobs.done.discarded') : null}
      {gone ? t('admin.jobs.done.gone') : null}
      {replayed > 0 || (refused === 0 && !discarded && !gone) ? (
        <p>{t('admin.jobs.done.replayed', { count: replayed })}</p>
      ) : null}
      {refused > 0 ? <p>{t('admin.jobs.done.refused', { count: refused })}</p> : null}
    </Notice>
  )
}

function Refused({ errors }: { errors: Readonly<Record<string, string | undefined>> }) {
  const { t } = useTranslation()
  return <Notice tone="bad">{errorText(t, errors.form ?? 'errors.invalid')}</Notice>
}

function PageLink({ href, label }: { href: string; label: string }) {
  return (
    <a href={href} className="button button-quiet flex-1 rounded-none">
      {label}
    </a>
  )
}

export { PageProblem as ErrorBoundary }
