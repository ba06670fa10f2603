/** A paragraph of 200 characters in an article of 3 elements: about what a post without any control takes. */
const paragraph = 'A line of a post. '.repeat(12).slice(0, 200)
const articleBytes = paragraph.length + '<article><h2>Somebody</h2><p></p></article>'.length

/** As many articles as make up BARE_BYTES, the rest in the last one. No loader, no data. */
export default function Page() {
  const bytes = Number(process.env.BARE_BYTES)
  const articles = Math.floor(bytes / articleBytes)
  return (
    <main>
      {Array.from({ length: articles }, (_, at) => (
        <article key={at}>
          <h2>Somebody</h2>
          <p>{paragraph}</p>
        </article>
      ))}
      <p>{'.'.repeat(bytes % articleBytes)}</p>
    </main>
  )
}
