import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { SignInInput } from '#app/domain/accounts/account-rules.ts'
import { parseForm } from '#app/web/form.server.ts'
import { limit } from '#app/web/limit.server.ts'
import { asFormAnswer } from '#app/web/respond.server.ts'
import { safeRedirect } from '#app/web/safe-redirect.ts'
import { clientOf, getViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const redirectTo = safeRedirect(searchParams.get('redirectTo'))
  if (await getViewer(request)) throw redirect(redirectTo)
  return { redirectTo, isNew: searchParams.has('new') }
}

export async function action({ request }: ActionFunctionArgs) {
  const redirectTo = safeRedirect(new URL(request.url).searchParams.get('redirectTo'))
  const form = await parseForm(request, SignInInput)
  if (!form.ok) return data(form, { status: 422 })
  const { identifier } = form.value
  try {
    await limit(request, null, 'sign-in', identifier)
    const cookie = await wiring().accounts.signIn({ input: form.value, client: clientOf(request) })
    return redirect(redirectTo, { headers: { 'Set-Cookie': cookie } })
  } catch (error) {
    return asFormAnswer(error, { identifier })
  }
}

export default function SignIn() {
  const { isNew } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Form method="post">
      {isNew ? <p>Sign in with the email and password you just chose.</p> : null}
      <input name="identifier" autoComplete="username" defaultValue={answer?.values.identifier} required />
      <input name="password" type="password" autoComplete="current-password" required />
      <button type="submit">Sign in</button>
    </Form>
  )
}
