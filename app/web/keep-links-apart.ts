const link = /(?:https?:\/\/|www\.)\S+/i

/** What is pasted, with a space wherever a link in it would run into the text around it; null where nothing would. */
export function keepLinksApart({
  before,
  pasted,
  after,
}: {
  before: string
  pasted: string
  after: string
}): string | null {
  if (!link.test(pasted)) return null
  const beginsWithLink = /^(?:https?:\/\/|www\.)/i.test(pasted)
  const lastWord = /\S*$/.exec(pasted)?.[0] ?? ''
  const start = beginsWithLink && /[\p{L}\p{M}\p{N}_/=&?#-]$/u.test(before) ? ' ' : ''
  const end = link.test(lastWord) && /^[^\s.,:;!?)\]}]/.test(after) ? ' ' : ''
  return start || end ? start + pasted + end : null
}
