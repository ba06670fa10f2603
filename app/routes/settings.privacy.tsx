import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { SettingsForm } from '#app/components/people/settings-form.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Radio } from '#app/components/ui/radio.tsx'
import { quotePolicies } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { answerPageForm } from '#app/web/page-form.server.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

const PrivacyInput = z.object({ isPrivate: z.enum(['0', '1']), quotesFrom: z.enum(quotePolicies).optional() })

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  return respond(() => wiring().safety.privacy({ viewer }))
}

export async function action({ request }: ActionFunctionArgs) {
  return answerPageForm(request, { kind: 'privacy', schema: PrivacyInput }, async (viewer, input) => {
    const { safety } = wiring()
    if (input.quotesFrom) await safety.setQuotesFrom({ viewer, quotesFrom: input.quotesFrom })
    await safety.setPrivate({ viewer, isPrivate: input.isPrivate === '1' })
    return data({ ok: true as const })
  })
}

export default function PrivacySettings() {
  const { isPrivate, quotesFrom, waitingCount } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation()
  return (
    <>
      <SettingsForm
        hint={t('settings.privacyHint')}
        done={answer?.ok ? t('settings.privacySaved') : undefined}
        error={
          answer && !answer.ok ? (answer.errors.form ?? answer.errors.isPrivate ?? answer.errors.quotesFrom) : undefined
        }
        submit={t('settings.savePrivacy')}
      >
        <fieldset>
          <legend className="mb-1.5 font-semibold">{t('settings.whoFollows')}</legend>
          <Radio
            name="isPrivate"
            value="0"
            label={t('settings.private.off')}
            hint={
              waitingCount > 0
                ? t('settings.private.offApproves', { count: waitingCount })
                : t('settings.private.offHint')
            }
            defaultChecked={!isPrivate}
          />
          <Radio
            name="isPrivate"
            value="1"
            label={t('settings.private.on')}
            hint={t('settings.private.onHint')}
            defaultChecked={isPrivate}
          />
        </fieldset>
        <fieldset>
          <legend className="mb-1.5 font-semibold">{t('settings.whoQuotes')}</legend>
          {quotePolicies.map((each) => (
            <Radio
              key={each}
              name="quotesFrom"
              value={each}
              label={t(`settings.quotesFrom.${each}`)}
              hint={t(`settings.quotesFrom.${each}Hint`)}
              defaultChecked={each === quotesFrom}
            />
          ))}
        </fieldset>
      </SettingsForm>
      {isPrivate || waitingCount > 0 ? (
        <p className="mt-6">
          <a href="/requests" className="link inline-flex min-h-11 items-center">
            {t('settings.requests', { count: waitingCount })}
          </a>
        </p>
      ) : null}
    </>
  )
}

export { PageProblem as ErrorBoundary }
