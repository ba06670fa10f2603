import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { answerFailure, wayBack } from '#app/web/answer.server.ts'
import { wiring } from '#app/wiring.server.ts'

/** Nothing to see: a link to it goes home and signs nobody out. */
export function loader() {
  return redirect('/')
}

export async function action({ request }: ActionFunctionArgs) {
  try {
    const cookie = await wiring().accounts.signOut({ headers: request.headers })
    return redirect('/', { headers: { 'Set-Cookie': cookie } })
  } catch (error) {
    return answerFailure(error, wayBack(request), false)
  }
}
