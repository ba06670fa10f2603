import { Icon } from '#app/components/ui/icon.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'

type Props = { handle: string; isMuted: boolean; onMute: () => void; onUnmute: () => void; onBlock: () => void }

/** What a menu offers to do against a person. */
export function StandingItems({ handle, isMuted, onMute, onUnmute, onBlock }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <button type="button" role="menuitem" tabIndex={-1} className="menu-item" onClick={isMuted ? onUnmute : onMute}>
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
