import { PageProblem } from '#app/components/shell/problem.tsx'

/** Every address that leads nowhere. */
export function loader() {
  throw new Response(null, { status: 404 })
}

export default function NothingHere() {
  return null
}

export { PageProblem as ErrorBoundary }
