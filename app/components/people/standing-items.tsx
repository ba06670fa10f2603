import { Icon } from '#app/components/ui/icon.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'

type Props = { handle: string; isMuted: boolean; onMute: (isOn: boolean) => void; onBlock: () => void }

/** What a menu offers to do against a person. */
export function StandingItems({ handle, isMuted, onMute, onBlock }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <button type="button" role="menuitem" tabIndex={-1} className="menu-item" onClick={() => onMute(!isMuted)}>
        <Icon name={isMuted ? 'volume-2' : 'volume-x'} />
        {t(isMuted ? 'people.mute.undoLabel' : 'people.mute.label', { handle })}
      </button>
      <button type="button" role="menuitem" tabIndex={-1} className="menu-item menu-item-bad" onClick={onBlock}>
        <Icon name="ban" />
        {t('people.block.label', { handle })}
      </button>
    </>
  )
}
