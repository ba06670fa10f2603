import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData } from '@remix-run/react'
import { SignUpInput } from '#app/domain/accounts/account-rules.ts'
import { parseForm } from '#app/web/form.server.ts'
import { limit } from '#app/web/limit.server.ts'
import { asFormAnswer } from '#app/web/respond.server.ts'
import { getViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  if (await getViewer(request)) throw redirect('/')
  return null
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await parseForm(request, SignUpInput)
  if (!form.ok) return data(form, { status: 422 })
  const { handle, name = '', email } = form.value
  try {
    await limit(request, null, 'sign-up')
    await wiring().accounts.signUp({ input: form.value })
    // The same way on for a new address and for one that has an account: the sign-in page says so.
    return redirect('/sign-in?new')
  } catch (error) {
    return asFormAnswer(error, { handle, name, email })
  }
}

export default function SignUp() {
  const answer = useActionData<typeof action>()
  return (
    <Form method="post">
      <input name="handle" autoComplete="nickname" defaultValue={answer?.values.handle} required />
      <input name="name" autoComplete="name" defaultValue={answer?.values.name} />
      <input name="email" type="email" autoComplete="email" defaultValue={answer?.values.email} required />
      <input name="password" type="password" autoComplete="new-password" required />
      <button type="submit">Create account</button>
    </Form>
  )
}
