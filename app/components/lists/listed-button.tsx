import type { FormEvent } from 'react'
import { errorText } from '#app/web/error-key.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { setListed, useListed } from '#app/web/listed.ts'
import { toast } from '#app/web/toasts.ts'

type Props = { list: Readonly<{ id: string; name: string }>; handle: string; isOn: boolean }

/** Puts somebody on a list, or takes them off, and back again: a form, so that it works without scripts. */
export function ListedButton({ list: { id: listId, name }, handle, isOn: told }: Props) {
  const { t } = useTranslation()
  const isOn = useListed({ listId, handle }, told)

  async function toggle(event: FormEvent) {
    event.preventDefault()
    const problem = await setListed({ listId, handle }, !isOn)
    if (problem) toast(errorText(t, problem), { tone: 'bad' })
  }

  return (
    <form
      method="post"
      action={`/lists/${listId}/people/${handle}`}
      className="shrink-0"
      onSubmit={(event) => void toggle(event)}
    >
      <button
        type="submit"
        name="on"
        value={isOn ? '0' : '1'}
        className={`button button-sm min-w-24 ${isOn ? 'button-plain' : 'button-accent'}`}
        aria-label={t(isOn ? 'lists.removeLabel' : 'lists.addLabel', { handle, name })}
      >
        {t(isOn ? 'lists.remove' : 'lists.add')}
      </button>
    </form>
  )
}
