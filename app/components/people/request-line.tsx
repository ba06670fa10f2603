import { useRevalidator } from '@remix-run/react'
import { type FormEvent, useState } from 'react'
import type { PersonView } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { send } from '#app/web/send.ts'
import { toast, toastProblem } from '#app/web/toasts.ts'
import { PersonLine } from './person-line.tsx'

/** Somebody who asks to follow the viewer, and the answers to that: a form, so that it works without scripts. */
export function RequestLine({ person }: { person: PersonView }) {
  const { t } = useTranslation()
  const { revalidate } = useRevalidator()
  const [isAnswered, setAnswered] = useState(false)
  const { handle } = person
  if (isAnswered) return null

  async function decide(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const { submitter } = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent : { submitter: null }
    const isApproved = submitter instanceof HTMLButtonElement && submitter.value === 'approve'
    setAnswered(true)
    const sent = await send(`/people/${handle}/request`, { answer: isApproved ? 'approve' : 'reject' })
    // They have taken it back, or it was answered in another window.
    if (!sent.ok && sent.message !== 'errors.page.NotFound') {
      setAnswered(false)
      return toastProblem(t, sent.message)
    }
    revalidate()
    toast(t(`requests.${!sent.ok ? 'gone' : isApproved ? 'approved' : 'rejected'}`, { handle }))
  }

  return (
    <PersonLine person={person}>
      <form
        method="post"
        action={`/people/${handle}/request`}
        className="ml-auto flex shrink-0 gap-2"
        onSubmit={(event) => void decide(event)}
      >
        {(['reject', 'approve'] as const).map((answer) => (
          <button
            key={answer}
            type="submit"
            name="answer"
            value={answer}
            className={`button button-sm ${answer === 'approve' ? 'button-accent' : 'button-plain'}`}
            aria-label={t(`requests.${answer}Label`, { handle })}
          >
            {t(`requests.${answer}`)}
          </button>
        ))}
      </form>
    </PersonLine>
  )
}
