import { useTranslation } from '#app/web/i18n-context.ts'
import type { PostOptions } from '#app/web/post-options.ts'

const durations = ['5', '60', '360', '1440', '4320', '10080', '43200'] as const

type Props = { options: PostOptions; onChange: (options: PostOptions) => void }

/** What a post is to ask. An option a line: one field, in which lines are moved, pasted and removed as everywhere. */
export function PollFields({ options, onChange }: Props) {
  const { t } = useTranslation()
  const { poll, pollMinutes, pollMultiple } = options
  const isUsual = durations.some((minutes) => minutes === pollMinutes)
  return (
    <>
      <label className="options-wide">
        {t('composer.poll')}
        <textarea
          name="poll"
          className="input"
          rows={poll === '' ? 1 : 3}
          dir="auto"
          value={poll}
          placeholder={t('composer.pollHint')}
          onChange={(event) => onChange({ ...options, poll: event.target.value })}
        />
      </label>
      <label>
        {t('composer.pollLasts')}
        <select
          name="pollMinutes"
          className="input"
          value={pollMinutes}
          onChange={(event) => onChange({ ...options, pollMinutes: event.target.value })}
        >
          {isUsual ? null : (
            <option value={pollMinutes}>{t('composer.pollForMinutes', { count: Number(pollMinutes) })}</option>
          )}
          {durations.map((minutes) => (
            <option key={minutes} value={minutes}>
              {t(`composer.pollFor.m${minutes}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="options-check">
        <input
          type="checkbox"
          name="pollMultiple"
          value="on"
          checked={pollMultiple === 'on'}
          onChange={(event) => onChange({ ...options, pollMultiple: event.target.checked ? 'on' : '' })}
        />
        {t('composer.pollMultiple')}
      </label>
    </>
  )
}
