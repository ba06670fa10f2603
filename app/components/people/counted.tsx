/** A text in which `<1>…</1>` marks what counts, such as `<1>12</1> followers`. */
export function Counted({ text }: { text: string }) {
  const [before = '', marked = '', after = ''] = text.split(/<\/?1>/)
  return (
    <>
      {before}
      <b className="font-semibold text-text">{marked}</b>
      {after}
    </>
  )
}
