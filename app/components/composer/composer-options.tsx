import { useState } from 'react'
import { Icon } from '#app/components/ui/icon.tsx'
import { replyPolicies, toRepliesFrom } from '#app/domain/posts/post-views.ts'
import { textLanguages } from '#app/locales/text-languages.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import type { PostOptions } from '#app/web/post-options.ts'
import { PollFields } from './poll-fields.tsx'

// post-options.ts of the domain has the same number, beside schemas that a browser need not load.
const maxWarning = 100

type Props = {
  options: PostOptions
  onChange: (options: PostOptions) => void
  /** A poll is asked with the post, and not later. */
  withPoll?: boolean
  /** The fields come when it is opened, for which it takes scripts. */
  isBrief?: boolean
}

/** What few posts need: a warning, another language, replies from some only. Opened by the browser, without scripts too. */
export function ComposerOptions({ isBrief = false, ...fields }: Props) {
  const { t } = useTranslation()
  // What a post begins with is seen; later it is the browser that opens and closes.
  const [isBegun] = useState(fields.options.warning !== '' || fields.options.poll !== '')
  const [isAsked, ask] = useState(!isBrief || isBegun)
  return (
    <details className={isBrief ? 'options script-only' : 'options'} open={isBegun} onToggle={() => ask(true)}>
      <summary className="icon-button" title={t('composer.options')}>
        <Icon name="sliders-horizontal" />
        <span className="sr-only">{t('composer.options')}</span>
      </summary>
      {isAsked ? <OptionFields {...fields} /> : <input type="hidden" name="lang" value={fields.options.lang} />}
    </details>
  )
}

function OptionFields({ options, onChange, withPoll }: Omit<Props, 'isBrief'>) {
  const { t } = useTranslation()
  const { warning, lang, repliesFrom } = options
  const isKnown = lang === '' || textLanguages.some(([tag]) => tag === lang)
  return (
    <div>
      <label>
        {t('composer.warning')}
        <input
          name="warning"
          className="input"
          value={warning}
          maxLength={maxWarning}
          dir="auto"
          placeholder={t('composer.warningHint')}
          autoComplete="off"
          onChange={(event) => onChange({ ...options, warning: event.target.value })}
        />
      </label>
      <label>
        {t('composer.repliesFrom')}
        <select
          name="repliesFrom"
          className="input"
          value={repliesFrom}
          onChange={(event) => onChange({ ...options, repliesFrom: toRepliesFrom(event.target.value) ?? 'everyone' })}
        >
          {replyPolicies.map((each) => (
            <option key={each} value={each}>
              {t(`composer.from.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('composer.lang')}
        <select
          name="lang"
          className="input"
          value={lang}
          onChange={(event) => onChange({ ...options, lang: event.target.value })}
        >
          <option value="">{t('composer.langUnsaid')}</option>
          {isKnown ? null : <option value={lang}>{lang}</option>}
          {textLanguages.map(([tag, name]) => (
            <option key={tag} value={tag} lang={tag}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {withPoll ? <PollFields options={options} onChange={onChange} /> : null}
    </div>
  )
}
