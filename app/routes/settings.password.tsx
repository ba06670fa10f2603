import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { SettingsForm } from '#app/components/people/settings-form.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Field } from '#app/components/ui/field.tsx'
import { PasswordChangeInput } from '#app/domain/accounts/account-rules.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { answerPageForm } from '#app/web/page-form.server.ts'
import { clientOf, requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  await requireViewer(request)
  return { isChanged: new URL(request.url).searchParams.has('changed') }
}

export async function action({ request }: ActionFunctionArgs) {
  return answerPageForm(request, { kind: 'settings', schema: PasswordChangeInput }, async (viewer, input) => {
    const { headers } = request
    const cookie = await wiring().accounts.changePassword({ viewer, headers, input, client: clientOf(request) })
    // Not answered in place: the loaders after this action would still see the session that has just ended.
    return redirect('/settings/password?changed', { headers: { 'Set-Cookie': cookie } })
  })
}

export default function PasswordSettings() {
  const { isChanged } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation()
  const errors = answer?.errors
  return (
    // Another key empties the fields once the password is changed.
    <SettingsForm
      key={isChanged && !answer ? 'changed' : 'open'}
      hint={t('settings.passwordSignsOut')}
      done={isChanged && !answer ? t('settings.passwordChanged') : undefined}
      error={errors?.form}
      submit={t('settings.changePassword')}
    >
      <Field
        label={t('settings.currentPassword')}
        error={errors?.currentPassword}
        name="currentPassword"
        type="password"
        autoComplete="current-password"
        required
      />
      <Field
        label={t('settings.newPassword')}
        hint={t('settings.passwordHint')}
        error={errors?.newPassword}
        name="newPassword"
        type="password"
        autoComplete="new-password"
        required
      />
    </SettingsForm>
  )
}

export { PageProblem as ErrorBoundary }
