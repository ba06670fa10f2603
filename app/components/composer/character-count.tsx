import { formatFor } from '#app/web/format.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useRootData } from '#app/web/root-data.ts'

// post-rules.ts has the same number, beside schemas that a browser need not load; character-count.test.ts holds them together.
export const maxPostCharacters = 500
const nearLimit = 40
const radius = 10
const round = 2 * Math.PI * radius

/** How much of a post is written: a ring that fills, a number when it matters. `count` is null while unknown. */
export function CharacterCount({ count }: { count: number | null }) {
  const { t } = useTranslation()
  const locale = useRootData()?.locale ?? 'en'
  if (!count) return null
  const left = maxPostCharacters - count
  const colour = left < 0 ? 'var(--bad)' : left <= nearLimit ? 'var(--warn)' : 'var(--accent)'
  const words = left < 0 ? t('composer.over', { count: -left }) : t('composer.left', { count: left })
  return (
    <span className="flex items-center gap-2 text-meta text-muted tabular-nums" title={words}>
      {left <= nearLimit ? (
        <span className={left < 0 ? 'font-semibold text-bad' : ''}>{formatFor(locale, 'UTC').whole(left)}</span>
      ) : null}
      <svg width="26" height="26" viewBox="0 0 26 26" role="img" aria-label={words}>
        <g fill="none" strokeWidth="2.5" transform="rotate(-90 13 13)">
          <circle cx="13" cy="13" r={radius} stroke="var(--line)" />
          <circle
            cx="13"
            cy="13"
            r={radius}
            stroke={colour}
            strokeLinecap="round"
            strokeDasharray={round}
            strokeDashoffset={round * (1 - Math.min(1, count / maxPostCharacters))}
          />
        </g>
      </svg>
    </span>
  )
}
