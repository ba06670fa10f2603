import { Fragment, isValidElement, type ReactNode } from 'react'

/**
 * The HTML of plain elements, byte for byte as `renderToString` writes it for a browser that hydrates it, in a fraction
 * of the time: a string is built while the elements are walked, and nothing can suspend, fail or be continued.
 *
 * Knows elements, fragments, lists, text, and components that are functions. Called while a component renders, these may
 * use contexts and stores; `useId` they may not, since ids follow from a place in React's own tree.
 * @throws for anything else
 */
export function plainHtml(node: ReactNode): string {
  const out: Out = { html: '', isAfterText: false }
  write(out, node)
  return out.html
}

/** `isAfterText`: a text that follows would become one with the text before it. */
type Out = { html: string; isAfterText: boolean }

function write(out: Out, node: unknown): void {
  if (typeof node === 'string' || typeof node === 'number') writeText(out, String(node))
  else if (node === null || node === undefined || typeof node === 'boolean') return
  else if (Array.isArray(node)) for (const child of node) write(out, child)
  else if (isValidElement(node)) writeElement(out, node.type, node.props)
  else throw new Error('only elements, texts and lists are plain')
}

function writeText(out: Out, text: string): void {
  if (text === '') return
  if (out.isAfterText) out.html += '<!-- -->'
  out.html += escapeHtml(text)
  out.isAfterText = true
}

function writeElement(out: Out, type: unknown, props: unknown): void {
  if (!isRecord(props)) throw new Error('an element without properties')
  if (typeof type === 'string') writeTag(out, type, props)
  else if (type === Fragment) write(out, props.children)
  else if (typeof type === 'function') write(out, type(props))
  else if (isMemo(type)) writeElement(out, type.type, props)
  else throw new Error('not a plain element: a class, a context or something lazy')
}

// Those have ways of their own in React; a box to be ticked has none, as long as its value is its last property.
const odd = new Set(['html', 'input', 'option', 'pre', 'select', 'textarea', 'title'])

const empty = new Set(['br', 'hr', 'img', 'input', 'source'])

function writeTag(out: Out, tag: string, props: Readonly<Record<string, unknown>>): void {
  if (odd.has(tag) && !(tag === 'input' && props.type === 'checkbox')) throw new Error(`<${tag}> is not plain`)
  let html = `<${tag}`
  for (const name in props) {
    const value = props[name]
    if (value !== null && value !== undefined && name !== 'children') html += attribute(name, value)
  }
  out.isAfterText = false
  const { children } = props
  if (empty.has(tag)) {
    out.html += `${html}/>`
    return
  }
  if (typeof children === 'string') {
    out.html += `${html}>${escapeHtml(children)}</${tag}>`
    return
  }
  out.html += `${html}>`
  write(out, children)
  out.html += `</${tag}>`
  out.isAfterText = false
}

const renamed: Readonly<Record<string, string>> = { className: 'class', htmlFor: 'for', tabIndex: 'tabindex' }

function attribute(name: string, value: unknown): string {
  if (typeof value === 'string') return ` ${renamed[name] ?? name}="${escapeHtml(value)}"`
  if (typeof value === 'number') return ` ${renamed[name] ?? name}="${value}"`
  if (typeof value === 'boolean') {
    if (name.startsWith('aria-') || name.startsWith('data-')) return ` ${name}="${value}"`
    return value ? ` ${name}=""` : ''
  }
  if (typeof value === 'function') return ''
  throw new Error(`${name} is no plain attribute`)
}

const special = /["'&<>]/
const specials = /["'&<>]/g
const escapes: Readonly<Record<string, string>> = {
  '"': '&quot;',
  "'": '&#x27;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
}

function escapeHtml(text: string): string {
  return special.test(text) ? text.replace(specials, (sign) => escapes[sign] ?? sign) : text
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isMemo(type: unknown): type is { type: unknown } {
  return isRecord(type) && 'type' in type && 'compare' in type
}
