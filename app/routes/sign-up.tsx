import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { AuthForm } from '#app/components/people/auth-form.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Field } from '#app/components/ui/field.tsx'
import { SignUpInput } from '#app/domain/accounts/account-rules.ts'
import { openForm } from '#app/web/form.server.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { limit } from '#app/web/limit.server.ts'
import { keepNewEmail } from '#app/web/new-email.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { asFormAnswer } from '#app/web/respond.server.ts'
import { getViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const handle = { frame: 'bare' }

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (t) => ({ title: t('auth.signUp'), path: '/sign-up' }))

export async function loader({ request }: LoaderFunctionArgs) {
  if (await getViewer(request)) throw redirect('/')
  return null
}

export async function action({ request }: ActionFunctionArgs) {
  const form = openForm(request)
  try {
    await limit(null, 'sign-up')
    const input = await form.parse(SignUpInput)
    if (!input.ok) return data(input, { status: 422 })
    await wiring().accounts.signUp({ input: input.value })
    // The same way on for a new address and for one that has an account: the sign-in page says so.
    return redirect('/sign-in?new')
  } catch (error) {
    return asFormAnswer(error, form)
  }
}

export default function SignUpPage() {
  const answer = useActionData<typeof action>()
  const { t } = useTranslation()
  const { errors, values } = answer ?? {}
  return (
    <AuthForm
      title={t('auth.signUpTitle')}
      hint={t('auth.signUpHint')}
      error={errors?.form}
      submit={t('auth.signUp')}
      submitting={t('auth.signingUp')}
      otherwise={{ question: t('auth.haveAccount'), href: '/sign-in', answer: t('auth.signInInstead') }}
      onSubmit={keepNewEmail}
    >
      <Field
        label={t('auth.handle')}
        hint={t('auth.handleHint')}
        error={errors?.handle}
        name="handle"
        autoComplete="nickname"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={30}
        defaultValue={values?.handle}
        required
      />
      <Field
        label={t('auth.nameOptional')}
        hint={t('auth.nameHint')}
        error={errors?.name}
        name="name"
        autoComplete="name"
        maxLength={60}
        defaultValue={values?.name}
      />
      <Field
        label={t('auth.email')}
        hint={t('auth.emailHint')}
        error={errors?.email}
        name="email"
        type="email"
        autoComplete="email"
        defaultValue={values?.email}
        required
      />
      <Field
        label={t('auth.password')}
        hint={t('auth.passwordHint')}
        error={errors?.password}
        name="password"
        type="password"
        autoComplete="new-password"
        required
      />
    </AuthForm>
  )
}

export { PageProblem as ErrorBoundary }
