import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { respond } from '#app/web/respond.server.ts'
import { wiring } from '#app/wiring.server.ts'

/** Nothing to see: a link to it goes home and signs nobody out. */
export function loader() {
  return redirect('/')
}

export async function action({ request }: ActionFunctionArgs) {
  const cookie = await respond(() => wiring().accounts.signOut({ headers: request.headers }))
  return redirect('/', { headers: { 'Set-Cookie': cookie } })
}
