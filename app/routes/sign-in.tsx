import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { AuthForm } from '#app/components/people/auth-form.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Field } from '#app/components/ui/field.tsx'
import { SignInInput } from '#app/domain/accounts/account-rules.ts'
import { openForm } from '#app/web/form.server.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { limit, limitName } from '#app/web/limit.server.ts'
import { useNewEmail } from '#app/web/new-email.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { asFormAnswer } from '#app/web/respond.server.ts'
import { safeRedirect } from '#app/web/safe-redirect.ts'
import { clientOf, getViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const handle = { frame: 'bare' }

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (t) => ({ title: t('auth.signIn'), path: '/sign-in' }))

export async function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const redirectTo = safeRedirect(searchParams.get('redirectTo'))
  if (await getViewer(request)) throw redirect(redirectTo)
  return { redirectTo, isNew: searchParams.has('new') }
}

export async function action({ request }: ActionFunctionArgs) {
  const redirectTo = safeRedirect(new URL(request.url).searchParams.get('redirectTo'))
  const form = openForm(request)
  try {
    await limit(null, 'sign-in')
    const login = await form.parse(SignInInput)
    if (!login.ok) return data(login, { status: 422 })
    const { accounts } = wiring()
    await limitName(await accounts.nameForLimit(login.value.identifier), 'sign-in')
    const cookie = await accounts.signIn({ input: login.value, client: clientOf(request) })
    return redirect(redirectTo, { headers: { 'Set-Cookie': cookie } })
  } catch (error) {
    return asFormAnswer(error, form)
  }
}

export default function SignInPage() {
  const { isNew, redirectTo } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const newEmail = useNewEmail()
  const { t } = useTranslation()
  return (
    <AuthForm
      title={t(isNew ? 'auth.signInTitleNew' : 'auth.signInTitle')}
      hint={t('auth.signInHint')}
      notice={isNew ? t('auth.signedUp') : undefined}
      error={answer?.errors.form ?? answer?.errors.identifier}
      submit={t('auth.signIn')}
      submitting={t('auth.signingIn')}
      otherwise={{ question: t('auth.noAccount'), href: '/sign-up', answer: t('auth.signUpInstead') }}
      redirectTo={redirectTo}
    >
      <Field
        label={t('auth.login')}
        name="identifier"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        defaultValue={answer?.values.identifier ?? (isNew ? newEmail : undefined)}
        required
      />
      <Field
        label={t('auth.password')}
        error={answer?.errors.password}
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
    </AuthForm>
  )
}

export { PageProblem as ErrorBoundary }
