import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { PasswordChangeInput } from '#app/domain/accounts/account-rules.ts'
import { parseForm } from '#app/web/form.server.ts'
import { limit } from '#app/web/limit.server.ts'
import { asFormAnswer } from '#app/web/respond.server.ts'
import { clientOf, requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  await requireViewer(request)
  return { isChanged: new URL(request.url).searchParams.has('changed') }
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request)
  const form = await parseForm(request, PasswordChangeInput)
  if (!form.ok) return data(form, { status: 422 })
  const { headers } = request
  try {
    await limit(request, viewer, 'settings')
    const cookie = await wiring().accounts.changePassword({
      viewer,
      headers,
      input: form.value,
      client: clientOf(request),
    })
    // Not answered in place: the loaders after this action would still see the session that has just ended.
    return redirect('/settings/password?changed', { headers: { 'Set-Cookie': cookie } })
  } catch (error) {
    return asFormAnswer(error)
  }
}

export default function PasswordSettings() {
  const { isChanged } = useLoaderData<typeof loader>()
  return (
    <Form method="post">
      {isChanged ? <p>Your password is changed.</p> : null}
      <input name="currentPassword" type="password" autoComplete="current-password" required />
      <input name="newPassword" type="password" autoComplete="new-password" required />
      <button type="submit">Change password</button>
    </Form>
  )
}
