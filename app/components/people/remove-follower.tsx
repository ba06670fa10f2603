import { useRevalidator } from '@remix-run/react'
import { type FormEvent, useState } from 'react'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { Icon } from '#app/components/ui/icon.tsx'
import type { PersonView } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { send } from '#app/web/send.ts'
import { toast, toastProblem } from '#app/web/toasts.ts'

type Props = { person: Pick<PersonView, 'handle'> }

/** Takes somebody off one's followers, from a list of them. Without scripts it does not ask. */
export function RemoveFollowerButton({ person }: Props) {
  const { t } = useTranslation()
  const [isAsking, ask] = useState(false)

  function open(event: FormEvent) {
    event.preventDefault()
    ask(true)
  }

  return (
    <form method="post" action={`/people/${person.handle}/follower`} className="shrink-0" onSubmit={open}>
      <button
        type="submit"
        name="on"
        value="0"
        className="icon-button"
        title={t('people.removeFollower.label')}
        aria-label={t('people.removeFollower.labelOf', { handle: person.handle })}
      >
        <Icon name="x" />
      </button>
      {isAsking ? <RemoveFollowerDialog person={person} onClose={() => ask(false)} /> : null}
    </form>
  )
}

/** Asks once, and says what it does. */
export function RemoveFollowerDialog({ person: { handle }, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation()
  const { revalidate } = useRevalidator()

  async function remove() {
    onClose()
    const sent = await send(`/people/${handle}/follower`, { on: '0' })
    if (!sent.ok) return toastProblem(t, sent.message)
    revalidate()
    toast(t('people.removeFollower.done', { handle }))
  }

  return (
    <Dialog title={t('people.removeFollower.title', { handle })} onClose={onClose}>
      <p className="mt-2 text-pretty text-muted">{t('people.removeFollower.hint')}</p>
      <div className="mt-5 flex justify-end gap-3">
        <button type="button" className="button button-plain" onClick={onClose}>
          {t('common.cancel')}
        </button>
        <button type="button" className="button button-bad" onClick={() => void remove()}>
          {t('people.removeFollower.action')}
        </button>
      </div>
    </Dialog>
  )
}
