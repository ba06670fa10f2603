import type { LoaderFunctionArgs } from '@remix-run/node'
import { respond } from '#app/web/respond.server.ts'
import { getViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

const maxPeople = 4

/** People to follow, for the column beside the page. */
export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await getViewer(request)
  const people = await respond(() => wiring().accounts.suggestions({ viewer, limit: maxPeople }))
  return Response.json({ people })
}
