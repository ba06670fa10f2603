import type { Level } from '#app/domain/levels/level-rules.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { StandingNotice } from './standing-notice.tsx'

/** That the viewer sees another part of what somebody does than usual, and the way to change that. */
export function LevelNotice({ handle, level }: { handle: string; level: Level }) {
  const { t } = useTranslation()
  if (level === 'normal') return null
  return (
    <StandingNotice icon="sliders-horizontal" said={t(`people.level.${level}.standing`)}>
      <a href={levelPath(handle)} className="button button-plain button-sm">
        {t('people.level.change')}
      </a>
    </StandingNotice>
  )
}

/** Where it is chosen how much of somebody one sees. */
export const levelPath = (handle: string) => `/people/${handle}/how-much`
