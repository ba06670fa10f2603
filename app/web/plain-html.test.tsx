import { Fragment, memo } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { plainHtml } from './plain-html.ts'

const Memoised = memo(function Memoised({ name }: { name: string }) {
  return <b>{name}</b>
})

const elements = {
  'texts side by side': <p>{['a', 1, ' ', <i key="i">b</i>, 'c', '', 'd']}</p>,
  'one text': <p>{`"it's" <b> & more`}</p>,
  'nothing at all': <p>{[null, undefined, false, true]}</p>,
  'a number': <p>{0}</p>,
  fragments: (
    <p>
      a
      <Fragment key="f">
        b<i>c</i>
      </Fragment>
      d
    </p>
  ),
  components: (
    <p>
      <Memoised name="<ana>" />
      <Memoised name="bo" />
    </p>
  ),
  attributes: (
    <a className="x" href={'/?a=1&b="2"'} tabIndex={-1} aria-busy={false} data-key="k" hidden>
      b
      <img src="/a.png" alt="" width={40} height={40} loading="lazy" />
      <picture>
        <source type="image/avif" srcSet="/a.avif 1w,/b.avif 2w" sizes="1px" />
        <img src="/a.png" alt="" />
      </picture>
      <time dateTime="2026-01-01" title={undefined} />
    </a>
  ),
  'a form': (
    <form method="post" action="/x" onSubmit={() => undefined}>
      <button type="submit" name="kind" value="" aria-label="it's" disabled={false}>
        <svg aria-hidden="true">
          <use href="#i-x" />
        </svg>
        1
      </button>
    </form>
  ),
}

test.each(Object.entries(elements))('%s: as React writes it', (_name, element) => {
  expect(plainHtml(element)).toBe(renderToString(element))
})

test.each([
  ['a text field', <textarea key="x" />],
  ['a style', <p key="x" style={{ color: 'red' }} />],
  // biome-ignore lint/security/noDangerouslySetInnerHtml: that it is refused
  ['HTML of its own', <p key="x" dangerouslySetInnerHTML={{ __html: '<b>' }} />],
])('%s is refused rather than written differently', (_name, element) => {
  expect(() => plainHtml(element)).toThrow()
})
