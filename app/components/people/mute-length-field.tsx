import { useId } from 'react'
import { muteLengths } from '#app/domain/safety/mute-lengths.ts'
import { useTranslation } from '#app/web/i18n-context.ts'

/** For how long something is muted. */
export function MuteLengthField({ label, value = 'forever' }: { label: string; value?: string }) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-semibold">
        {label}
      </label>
      <select id={id} name="length" defaultValue={value} className="input">
        {muteLengths.map((length) => (
          <option key={length} value={length}>
            {t(`common.lengths.${length}`)}
          </option>
        ))}
      </select>
    </div>
  )
}
