import { Check } from '#app/components/ui/check.tsx'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { closeShortcuts, switchSingleKeys, useSingleKeys } from '#app/web/shortcuts.ts'

/** What the keyboard can do, and the switch for single letters. */
export default function ShortcutsDialog() {
  const { t } = useTranslation()
  const isOn = useSingleKeys()
  const rows = [
    [t('shortcuts.next'), ['j', t('shortcuts.keys.pageDown')]],
    [t('shortcuts.previous'), ['k', t('shortcuts.keys.pageUp')]],
    [t('shortcuts.open'), [t('shortcuts.keys.enter')]],
    [t('shortcuts.like'), ['l']],
    [t('shortcuts.reply'), ['r']],
    [t('shortcuts.repost'), ['t']],
    [t('shortcuts.bookmark'), ['b']],
    [t('shortcuts.compose'), ['n']],
    [t('shortcuts.send'), [t('shortcuts.keys.ctrlEnter')]],
    [t('shortcuts.before'), [t('shortcuts.keys.ctrlHome')]],
    [t('shortcuts.after'), [t('shortcuts.keys.ctrlEnd')]],
    [t('shortcuts.home'), ['h']],
    [t('shortcuts.explore'), ['e']],
    [t('shortcuts.help'), ['?']],
  ] as const
  return (
    <Dialog title={t('shortcuts.title')} onClose={closeShortcuts}>
      <dl className="my-3">
        {rows.map(([label, keys]) => (
          <div key={label} className="flex min-h-9 items-center justify-between gap-4">
            <dt>{label}</dt>
            <dd className="flex items-center gap-1.5">
              {keys.map((key) => (
                <kbd key={key} className="kbd">
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <div className="border-t border-line pt-3 font-semibold">
        <Check
          label={t('shortcuts.single')}
          checked={isOn}
          onChange={(event) => switchSingleKeys(event.target.checked)}
        />
      </div>
      <p className="text-meta text-muted">{t('shortcuts.singleHint')}</p>
      <form method="dialog" className="mt-4 flex justify-end">
        <button type="submit" className="button button-plain">
          {t('common.close')}
        </button>
      </form>
    </Dialog>
  )
}
