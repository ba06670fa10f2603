import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Radio } from '#app/components/ui/radio.tsx'
import { levels, maxMore, maxOfDay } from '#app/domain/levels/level-rules.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { requireHandle } from '#app/web/page-handle.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, (t) => ({ title: t('people.level.title', { handle: data?.handle ?? '' }) }))

/** How much of somebody the viewer wants at home. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const handle = requireHandle(`@${params.handle}`)
  const viewer = await requireViewer(request)
  return { handle, ...(await respond(() => wiring().levels.of({ viewer, handle }))) }
}

export default function LevelPage() {
  const { handle, level } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('people.level.title', { handle })} back={`/@${handle}`} />
      <form method="post" action={`/people/${handle}/level`} className="grid gap-5 p-4">
        <fieldset>
          <legend className="mb-1.5 text-pretty text-muted">{t('people.level.hint', { handle })}</legend>
          {levels.map((each) => (
            <Radio
              key={each}
              name="level"
              value={each}
              label={t(`people.level.${each}.label`)}
              hint={t(`people.level.${each}.hint`, { count: maxOfDay, max: maxMore })}
              defaultChecked={each === level}
            />
          ))}
        </fieldset>
        <button type="submit" className="button button-accent justify-self-start">
          {t('people.level.save')}
        </button>
      </form>
    </>
  )
}

export { PageProblem as ErrorBoundary }
