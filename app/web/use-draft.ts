import { type RefObject, useEffect, useRef, useState } from 'react'
import { optionsIn, type PostOptions } from './post-options.ts'

/** Fields beside the text and its options: images that were sent, further posts. */
type Rest = Readonly<Record<string, string>>

/** `version`: of the draft on the server that it is; 0 for none. */
type Draft = { text: string; clientKey: string; options: PostOptions; version: number; rest: Rest }

/** Counts what was sent since the page was loaded: no later draft takes the key of one that is a post already. */
let sent = 0

type Place = {
  viewerId: string
  /** `home`, or the post that it answers. */
  context: string
  /** The key of the page load. */
  formKey: string
  /** What is chosen for it, unless the draft says otherwise. */
  options: PostOptions
  /** The draft that the page is about. */
  saved?: Readonly<{ clientKey: string; version: number }>
  /** Whether the page says what is in it: nothing is read here then. */
  isGiven: boolean
  rest: Rest
  onRestore: (rest: Rest) => void
}

/**
 * Keeps what the viewer writes in a textarea, what they chose for it, and what else is in it, in this browser until it is sent
 * or they sign out. `clientKey` stays the
 * same for one draft in one tab, so that sending it twice makes one post.
 */
export function useDraft(
  { viewerId, context, formKey, options: usual, saved, isGiven, rest, onRestore }: Place,
  field: RefObject<HTMLTextAreaElement>,
) {
  const name = nameOf(viewerId, context)
  const newKey = () => `${formKey}:${context}:${sent}`
  const [text, setText] = useState('')
  const [clientKey, setClientKey] = useState(saved?.clientKey ?? newKey)
  const [version, setVersion] = useState(saved?.version ?? 0)
  const [chosen, setChosen] = useState<PostOptions>()
  const options = chosen ?? usual
  const [restored, setRestored] = useState(false)
  const content = JSON.stringify(rest)
  const held = useRef(content)

  /** Empty ones are not kept. */
  function keep(part: Partial<Draft>) {
    store(name, { text, clientKey, options, version, rest, ...part })
  }

  // Before what was there is read: what is there at first is no change.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is beside the text, which is kept as it is typed
  useEffect(() => {
    if (content === held.current) return
    held.current = content
    setRestored(false)
    keep({})
  }, [content])

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is usual may be known a moment later, and a draft says it all
  useEffect(() => {
    const typed = field.current?.value ?? ''
    const draft = typed || isGiven ? null : read(name, usual)
    setText(draft?.text ?? typed)
    setRestored(Boolean(draft))
    if (!draft || !field.current) return
    field.current.value = draft.text
    held.current = JSON.stringify(draft.rest)
    onRestore(draft.rest)
    setChosen(draft.options)
    // Of another tab: both may be sent, and are two posts then.
    if (!isOfThisTab(name, draft)) return
    setClientKey(draft.clientKey)
    setVersion(draft.version)
  }, [name, field])

  function write(next: string) {
    setText(next)
    setRestored(false)
    keep({ text: next })
  }

  function choose(next: PostOptions) {
    setChosen(next)
    keep({ options: next })
  }

  function clear() {
    if (field.current) field.current.value = ''
    sent += 1
    setText('')
    setRestored(false)
    setClientKey(newKey())
    setVersion(0)
    setChosen(undefined)
    store(name, null)
  }

  /** The key is that of a post already: the text takes another. @returns the new key */
  function renewKey(): string {
    sent += 1
    const renewed = newKey()
    setClientKey(renewed)
    setVersion(0)
    keep({ text: field.current?.value ?? text, clientKey: renewed, version: 0 })
    return renewed
  }

  /** The server has it as this draft. */
  function keptAs(kept: { clientKey: string; version: number }) {
    const as = { clientKey: kept.clientKey, version: kept.version }
    setClientKey(as.clientKey)
    setVersion(as.version)
    if (field.current) return keep({ text: field.current.value, ...as })
    // The page was left meanwhile: what is kept of it stays, and may have been gone on with.
    const left = read(name, usual)
    if (left?.clientKey === clientKey) store(name, { ...left, ...as })
  }

  return { text, clientKey, version, options, restored, write, choose, clear, renewKey, keptAs }
}

/** Forgets all drafts of one account on this browser. */
export function forgetDrafts(viewerId: string): void {
  try {
    for (const storage of [localStorage, sessionStorage])
      for (const name of Object.keys(storage)) if (name.startsWith(nameOf(viewerId, ''))) storage.removeItem(name)
  } catch {
    // Storage is switched off: there are none.
  }
}

function nameOf(viewerId: string, context: string): string {
  return `draft:${viewerId}:${context}`
}

function isOfThisTab(name: string, { clientKey }: Draft): boolean {
  return sessionStorage.getItem(name) === clientKey
}

function read(name: string, usual: PostOptions): Draft | null {
  try {
    const draft: unknown = JSON.parse(localStorage.getItem(name) ?? 'null')
    if (!isDraft(draft)) return null
    const { text, clientKey } = draft
    const options = optionsIn({ ...draft.options }, usual)
    const version = typeof draft.version === 'number' ? draft.version : 0
    return { text, clientKey, options, version, rest: restIn(draft.rest) }
  } catch {
    return null
  }
}

function store(name: string, draft: Draft | null): void {
  try {
    if (draft && !isEmpty(draft)) {
      localStorage.setItem(name, JSON.stringify(draft))
      sessionStorage.setItem(name, draft.clientKey)
    } else localStorage.removeItem(name)
  } catch {
    // Storage is full or switched off: the text is still in the field.
  }
}

function isEmpty({ text, rest }: Pick<Draft, 'text' | 'rest'>): boolean {
  return text === '' && Object.keys(rest).length === 0
}

function restIn(given: unknown): Rest {
  const fields = Object.entries(typeof given === 'object' ? (given ?? {}) : {})
  return Object.fromEntries(fields.filter((field): field is [string, string] => typeof field[1] === 'string'))
}

type Kept = Pick<Draft, 'text' | 'clientKey'> & { options?: object; version?: unknown; rest?: unknown }

function isDraft(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null || !('text' in value) || !('clientKey' in value)) return false
  if ('options' in value && typeof value.options !== 'object') return false
  return typeof value.text === 'string' && typeof value.clientKey === 'string'
}
