import { type RefObject, useCallback, useEffect, useState } from 'react'
import { type Audience, toAudience } from '#app/domain/posts/post-views.ts'

type Draft = { text: string; clientKey: string; audience: Audience }

/** Counts what was sent since the page was loaded: no later draft takes the key of one that is a post already. */
let sent = 0

type Place = {
  viewerId: string
  /** `home`, or the post that it answers. */
  context: string
  /** The key of the page load. */
  formKey: string
  /** Who is to see it, unless the draft says otherwise. */
  audience: Audience
}

/**
 * Keeps what the viewer writes in a textarea, and for whom, in this browser until it is sent or they sign out. `clientKey` stays the
 * same for one draft in one tab, so that sending it twice makes one post.
 */
export function useDraft(
  { viewerId, context, formKey, audience: given }: Place,
  field: RefObject<HTMLTextAreaElement>,
) {
  const name = nameOf(viewerId, context)
  const newKey = () => `${formKey}:${context}:${sent}`
  const [text, setText] = useState('')
  const [clientKey, setClientKey] = useState(newKey)
  const [audience, setAudience] = useState(given)
  const [restored, setRestored] = useState(false)

  useEffect(() => {
    const typed = field.current?.value ?? ''
    const draft = typed ? null : read(name)
    setText(draft?.text ?? typed)
    setRestored(Boolean(draft))
    if (!draft || !field.current) return
    field.current.value = draft.text
    setAudience(draft.audience)
    // Of another tab: both may be sent, and are two posts then.
    if (isOfThisTab(name, draft)) setClientKey(draft.clientKey)
  }, [name, field])

  const write = useCallback(
    (next: string) => {
      setText(next)
      setRestored(false)
      store(name, next ? { text: next, clientKey, audience } : null)
    },
    [name, clientKey, audience],
  )

  function chooseAudience(next: Audience) {
    setAudience(next)
    if (text) store(name, { text, clientKey, audience: next })
  }

  function clear() {
    if (field.current) field.current.value = ''
    sent += 1
    setText('')
    setRestored(false)
    setClientKey(newKey())
    setAudience(given)
    store(name, null)
  }

  /** The key is that of a post already: the text takes another. @returns the new key */
  function renewKey(): string {
    sent += 1
    const renewed = newKey()
    setClientKey(renewed)
    store(name, { text: field.current?.value ?? text, clientKey: renewed, audience })
    return renewed
  }

  return { text, clientKey, audience, restored, write, chooseAudience, clear, renewKey }
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

function read(name: string): Draft | null {
  try {
    const draft: unknown = JSON.parse(localStorage.getItem(name) ?? 'null')
    if (!isDraft(draft)) return null
    return { ...draft, audience: toAudience(draft.audience) ?? 'public' }
  } catch {
    return null
  }
}

function store(name: string, draft: Draft | null): void {
  try {
    if (draft) {
      localStorage.setItem(name, JSON.stringify(draft))
      sessionStorage.setItem(name, draft.clientKey)
    } else localStorage.removeItem(name)
  } catch {
    // Storage is full or switched off: the text is still in the field.
  }
}

function isDraft(value: unknown): value is Omit<Draft, 'audience'> & { audience?: unknown } {
  if (typeof value !== 'object' || value === null || !('text' in value) || !('clientKey' in value)) return false
  return typeof value.text === 'string' && value.text !== '' && typeof value.clientKey === 'string'
}
