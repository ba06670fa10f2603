/** The handle in `/@handle`, lower case. @throws a 404 for a path that is no person's */
export function requireHandle(segment: string | undefined): string {
  const handle = /^@([A-Za-z0-9_]{2,30})$/.exec(segment ?? '')?.[1]
  if (!handle) throw new Response(null, { status: 404 })
  return handle.toLowerCase()
}
