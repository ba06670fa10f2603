import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { SettingsForm } from '#app/components/people/settings-form.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Radio } from '#app/components/ui/radio.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { answerPageForm } from '#app/web/page-form.server.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

const FeedInput = z.object({ bumpReposts: z.enum(['0', '1']) })

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  return { bumpReposts: await respond(() => wiring().safety.bumpsReposts({ viewer })) }
}

export async function action({ request }: ActionFunctionArgs) {
  return answerPageForm(request, { kind: 'settings', schema: FeedInput }, async (viewer, { bumpReposts }) => {
    await wiring().safety.setBumpReposts({ viewer, on: bumpReposts === '1' })
    return data({ ok: true as const })
  })
}

export default function FeedSettings() {
  const { bumpReposts } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation()
  return (
    <SettingsForm
      hint={t('settings.feedHint')}
      done={answer?.ok ? t('settings.feedSaved') : undefined}
      error={answer && !answer.ok ? (answer.errors.form ?? answer.errors.bumpReposts) : undefined}
      submit={t('settings.saveFeed')}
    >
      <fieldset>
        <legend className="mb-1.5 font-semibold">{t('settings.reposts')}</legend>
        <Radio
          name="bumpReposts"
          value="1"
          label={t('settings.bump.on')}
          hint={t('settings.bump.onHint')}
          defaultChecked={bumpReposts}
        />
        <Radio
          name="bumpReposts"
          value="0"
          label={t('settings.bump.off')}
          hint={t('settings.bump.offHint')}
          defaultChecked={!bumpReposts}
        />
      </fieldset>
    </SettingsForm>
  )
}

export { PageProblem as ErrorBoundary }
