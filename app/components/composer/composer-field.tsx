import type { ClipboardEvent, KeyboardEvent, RefObject } from 'react'
import { useCompletion } from '#app/web/completion/use-completion.ts'
import { keepLinksApart } from '#app/web/keep-links-apart.ts'
import { Completions } from './completions.tsx'
import { Preview } from './preview.tsx'

type Props = {
  field: RefObject<HTMLTextAreaElement>
  id: string
  /** Of its field in a form that is sent without scripts. */
  name?: string
  /** What stands in it at first. */
  given: string
  /** What stands in it now. */
  text: string
  isPreviewed: boolean
  isReadOnly: boolean
  isInvalid: boolean
  placeholder: string
  /** The language that it is written in. */
  lang: string | undefined
  describedBy: string
  onWrite: (text: string) => void
}

/** Where the text of a post is written: completes what begins with @, # or :, and sends on Ctrl and Enter. */
export function ComposerField(props: Props) {
  const { field, id, name, given, text, isPreviewed, isReadOnly, isInvalid, placeholder, describedBy, lang, onWrite } =
    props
  const completion = useCompletion(field)

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (!completion.takesKey(event)) submitOnCtrlEnter(event)
  }

  return (
    <div className="relative">
      {isPreviewed ? <Preview text={text} /> : null}
      <textarea
        ref={field}
        id={id}
        name={name}
        rows={2}
        hidden={isPreviewed}
        readOnly={isReadOnly}
        defaultValue={given}
        dir="auto"
        lang={lang}
        placeholder={placeholder}
        aria-describedby={describedBy}
        aria-invalid={isInvalid || undefined}
        className="composer block w-full resize-none bg-transparent py-2 text-lead outline-none placeholder:text-muted"
        onInput={(event) => {
          onWrite(event.currentTarget.value)
          completion.look()
        }}
        onKeyDown={onKeyDown}
        onClick={completion.look}
        onBlur={completion.close}
        onPaste={pasteLinksApart}
        {...completion.fieldProps}
      />
      <Completions completion={completion} />
    </div>
  )
}

function submitOnCtrlEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.nativeEvent.isComposing) return
  event.preventDefault()
  event.currentTarget.form?.requestSubmit()
}

function pasteLinksApart(event: ClipboardEvent<HTMLTextAreaElement>) {
  const { value, selectionStart, selectionEnd } = event.currentTarget
  const [before, after] = [value.slice(0, selectionStart), value.slice(selectionEnd)]
  const text = keepLinksApart({ before, pasted: event.clipboardData.getData('text/plain'), after })
  if (text === null) return
  event.preventDefault()
  event.currentTarget.setRangeText(text, selectionStart, selectionEnd, 'end')
  event.currentTarget.dispatchEvent(new Event('input', { bubbles: true }))
}
