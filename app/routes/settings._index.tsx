import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { SettingsForm } from '#app/components/people/settings-form.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Field, TextField } from '#app/components/ui/field.tsx'
import { ProfileInput } from '#app/domain/accounts/account-rules.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { answerPageForm } from '#app/web/page-form.server.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  const { person } = await respond(() => wiring().accounts.profile({ handle: viewer.handle, viewer }))
  return { person }
}

export async function action({ request }: ActionFunctionArgs) {
  return answerPageForm(request, { kind: 'settings', schema: ProfileInput }, async (viewer, input) => {
    await wiring().accounts.updateProfile({ viewer, input })
    return data({ ok: true as const, values: input })
  })
}

export default function ProfileSettings() {
  const { person } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation()
  const errors = answer && !answer.ok ? answer.errors : undefined
  return (
    <SettingsForm
      hint={t('settings.profileHint')}
      done={answer?.ok ? t('settings.saved') : undefined}
      error={errors?.form}
      submit={t('settings.save')}
    >
      <Field
        label={t('settings.name')}
        error={errors?.name}
        name="name"
        autoComplete="name"
        maxLength={60}
        defaultValue={answer?.values.name ?? person.name}
        required
      />
      <TextField
        label={t('settings.bio')}
        hint={t('settings.bioHint')}
        error={errors?.bio}
        name="bio"
        rows={4}
        defaultValue={answer?.values.bio ?? person.bio}
      />
      <Field
        label={t('settings.handle')}
        hint={t('settings.handleHint')}
        name=""
        value={`@${person.handle}`}
        readOnly
      />
    </SettingsForm>
  )
}

export { PageProblem as ErrorBoundary }
