/** Whether an `Accept-Encoding` names gzip, and not as what is refused (`q=0`). */
export function takesGzip(acceptEncoding: string | undefined): boolean {
  const offers = acceptEncoding?.toLowerCase().split(',') ?? []
  return offers.some((offer) => /^\s*gzip\s*(;|$)/.test(offer) && !/;\s*q=0(\.0*)?\s*$/.test(offer))
}
