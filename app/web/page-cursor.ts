/** Where an older page of a feed begins, as the address says; null for the first page. */
export function cursorOf(request: Request): string | null {
  return new URL(request.url).searchParams.get('cursor')
}
