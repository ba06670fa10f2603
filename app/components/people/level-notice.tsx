import { Icon } from '#app/components/ui/icon.tsx'
import type { Level } from '#app/domain/levels/level-rules.ts'
import { useTranslation } from '#app/web/i18n-context.ts'

/** That the viewer sees another part of what somebody does than usual, and the way to change that. */
export function LevelNotice({ handle, level }: { handle: string; level: Level }) {
  const { t } = useTranslation()
  if (level === 'normal') return null
  return (
    <div className="mt-3 flex flex-wrap items-center justify-between gap-3 rounded-xl bg-raised px-4 py-2">
      <p className="flex items-center gap-2">
        <Icon name="sliders-horizontal" />
        {t(`people.level.${level}.standing`)}
      </p>
      <a href={levelPath(handle)} className="button button-plain button-sm">
        {t('people.level.change')}
      </a>
    </div>
  )
}

/** Where it is chosen how much of somebody one sees. */
export const levelPath = (handle: string) => `/people/${handle}/how-much`
