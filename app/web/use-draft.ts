import { type RefObject, useCallback, useEffect, useState } from 'react'

type Draft = { text: string; clientKey: string }

/** Counts what was sent since the page was loaded: no later draft takes the key of one that is a post already. */
let sent = 0

/**
 * Keeps what is written in a textarea in this browser, under `context` (`home`, or the post that it answers), until
 * it is sent. `clientKey` stays the same for one draft, so that sending it twice makes one post.
 * `formKey` is the key of the page load.
 */
export function useDraft(context: string, formKey: string, field: RefObject<HTMLTextAreaElement>) {
  const name = `draft:${context}`
  const newKey = () => `${formKey}:${context}:${sent}`
  const [text, setText] = useState('')
  const [clientKey, setClientKey] = useState(newKey)
  const [restored, setRestored] = useState(false)

  useEffect(() => {
    const typed = field.current?.value ?? ''
    const draft = typed ? null : read(name)
    setText(draft?.text ?? typed)
    setRestored(Boolean(draft))
    if (!draft || !field.current) return
    field.current.value = draft.text
    setClientKey(draft.clientKey)
  }, [name, field])

  const write = useCallback(
    (next: string) => {
      setText(next)
      setRestored(false)
      store(name, next ? { text: next, clientKey } : null)
    },
    [name, clientKey],
  )

  function clear() {
    if (field.current) field.current.value = ''
    sent += 1
    setText('')
    setRestored(false)
    setClientKey(newKey())
    store(name, null)
  }

  return { text, clientKey, restored, write, clear }
}

function read(name: string): Draft | null {
  try {
    const draft: unknown = JSON.parse(localStorage.getItem(name) ?? 'null')
    return isDraft(draft) ? draft : null
  } catch {
    return null
  }
}

function store(name: string, draft: Draft | null): void {
  try {
    if (draft) localStorage.setItem(name, JSON.stringify(draft))
    else localStorage.removeItem(name)
  } catch {
    // Storage is full or switched off: the text is still in the field.
  }
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null || !('text' in value) || !('clientKey' in value)) return false
  return typeof value.text === 'string' && value.text !== '' && typeof value.clientKey === 'string'
}
