import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { ProfileInput } from '#app/domain/accounts/account-rules.ts'
import { parseForm } from '#app/web/form.server.ts'
import { limit } from '#app/web/limit.server.ts'
import { asFormAnswer, respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  const { person } = await respond(() => wiring().accounts.profile({ handle: viewer.handle, viewer }))
  return { person }
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request)
  const form = await parseForm(request, ProfileInput)
  if (!form.ok) return data(form, { status: 422 })
  try {
    await limit(request, viewer, 'settings')
    await wiring().accounts.updateProfile({ viewer, input: form.value })
    return data({ ok: true as const, values: form.value })
  } catch (error) {
    return asFormAnswer(error, form.value)
  }
}

export default function ProfileSettings() {
  const { person } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Form method="post">
      <input name="name" autoComplete="name" defaultValue={answer?.values.name ?? person.name} required />
      <textarea name="bio" defaultValue={answer?.values.bio ?? person.bio} />
      <button type="submit">Save profile</button>
    </Form>
  )
}
