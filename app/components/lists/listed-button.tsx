import { Toggle } from '#app/components/ui/toggle.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { setListed, useListed } from '#app/web/listed.ts'
import { toastProblem } from '#app/web/toasts.ts'

type Props = { list: Readonly<{ id: string; name: string }>; handle: string; isOn: boolean }

/** Puts somebody on a list, or takes them off, and back again. */
export function ListedButton({ list: { id: listId, name }, handle, isOn: told }: Props) {
  const { t } = useTranslation()
  const isOn = useListed({ listId, handle }, told)

  async function toggle() {
    const problem = await setListed({ listId, handle }, !isOn)
    if (problem) toastProblem(t, problem)
  }

  return (
    <Toggle
      action={`/lists/${listId}/people/${handle}`}
      isOn={isOn}
      label={t(isOn ? 'lists.removeLabel' : 'lists.addLabel', { handle, name })}
      className={`button button-sm min-w-24 ${isOn ? 'button-plain' : 'button-accent'}`}
      onToggle={() => void toggle()}
    >
      {t(isOn ? 'lists.remove' : 'lists.add')}
    </Toggle>
  )
}
