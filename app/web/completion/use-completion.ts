import { type KeyboardEvent, type RefObject, useId, useRef, useState } from 'react'
import { findOptions, type Option } from './find-options.ts'
import { type Word, wordAt } from './word-at.ts'

type Open = Readonly<{ word: Word; options: readonly Option[]; active: number }>

/** Nobody who types on is asked about. */
const restMs = 80

/**
 * Offers what the mention, hashtag or emoji that is being typed in a textarea may become: a textbox with a listbox, as
 * WAI-ARIA has it (a text of several lines cannot be a combobox). Arrow keys move, Enter and Tab take, Escape closes.
 */
export function useCompletion(field: RefObject<HTMLTextAreaElement>) {
  const listId = useId()
  const [open, setOpen] = useState<Open | null>(null)
  const turn = useRef(0)
  /** Where a word begins that nobody wants completed. */
  const refused = useRef<number | null>(null)

  /** Looks at what stands before the caret. */
  async function look(): Promise<void> {
    turn.current += 1
    const mine = turn.current
    const { value = '', selectionStart = 0, selectionEnd = 0 } = field.current ?? {}
    const word = selectionStart === selectionEnd ? wordAt(value, selectionEnd) : null
    if (!word || word.start !== refused.current) refused.current = null
    if (!word || refused.current !== null) return setOpen(null)
    await new Promise((resolve) => setTimeout(resolve, restMs))
    if (turn.current !== mine) return
    const options = await findOptions(word)
    if (turn.current === mine) setOpen(options.length > 0 ? { word, options, active: 0 } : null)
  }

  function close(): void {
    turn.current += 1
    setOpen(null)
  }

  function take({ word }: Open, { insert }: Option): void {
    const element = field.current
    if (!element) return
    const end = element.selectionEnd
    const space = /^\s/.test(element.value.slice(end)) ? '' : ' '
    element.focus()
    element.setRangeText(insert + space, word.start, end, 'end')
    element.dispatchEvent(new Event('input', { bubbles: true }))
    close()
  }

  /** @returns whether the key was meant for the list */
  function takesKey(event: KeyboardEvent): boolean {
    if (!open || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false
    const { options, active } = open
    const move = (to: number) => setOpen({ ...open, active: (to + options.length) % options.length })
    const chosen = options[active]
    if (event.key === 'ArrowDown') move(active + 1)
    else if (event.key === 'ArrowUp') move(active - 1)
    else if (event.key === 'Escape') {
      refused.current = open.word.start
      close()
    } else if ((event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) && chosen) take(open, chosen)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  return {
    listId,
    options: open?.options ?? [],
    active: open?.active ?? 0,
    look: () => void look(),
    close,
    takesKey,
    take: (option: Option) => open && take(open, option),
    /** For the textarea. */
    fieldProps: open
      ? ({
          'aria-haspopup': 'listbox',
          'aria-autocomplete': 'list',
          'aria-controls': listId,
          'aria-activedescendant': `${listId}-${open.active}`,
        } as const)
      : {},
  }
}

export type Completion = ReturnType<typeof useCompletion>
