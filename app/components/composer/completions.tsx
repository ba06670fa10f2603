import { useRef } from 'react'
import { EmojiImage } from '#app/components/feed/reaction-face.tsx'
import { Avatar } from '#app/components/ui/avatar.tsx'
import type { Option } from '#app/web/completion/find-options.ts'
import type { Completion } from '#app/web/completion/use-completion.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useAboveKeyboard } from '#app/web/use-above-keyboard.ts'

/** What the word that is being typed may become: below the field, on a phone above the keyboard. */
export function Completions({ completion }: { completion: Completion }) {
  const { t } = useTranslation()
  const { listId, options, active, take } = completion
  return (
    <>
      <p role="status" className="sr-only">
        {options.length > 0 ? t('composer.completions', { count: options.length }) : ''}
      </p>
      {options.length > 0 ? (
        <OptionList
          id={listId}
          label={t('composer.completionsLabel')}
          options={options}
          active={active}
          onTake={take}
        />
      ) : null}
    </>
  )
}

type Props = { id: string; label: string; options: readonly Option[]; active: number; onTake: (option: Option) => void }

function OptionList({ id, label, options, active, onTake }: Props) {
  const list = useRef<HTMLDivElement>(null)
  useAboveKeyboard(list)
  return (
    <div ref={list} role="listbox" id={id} aria-label={label} className="completions">
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
        <div
          key={option.key}
          role="option"
          id={`${id}-${index}`}
          aria-selected={index === active}
          tabIndex={-1}
          className="completion"
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(option)}
        >
          <OptionFace option={option} />
        </div>
      ))}
    </div>
  )
}

function OptionFace({ option }: { option: Option }) {
  const { t } = useTranslation()
  if (option.kind === 'emoji' || option.kind === 'custom') {
    return (
      <>
        <span className="w-6 text-center text-lead">
          {option.kind === 'custom' ? <EmojiImage src={option.src} /> : option.emoji}
        </span>
        <span className="truncate">{`:${option.name}:`}</span>
      </>
    )
  }
  if (option.kind === 'tags') {
    return (
      <>
        <span className="min-w-0 flex-1 truncate font-semibold">{`#${option.tag}`}</span>
        <span className="text-meta text-muted">{t('composer.tagPeople', { count: option.people })}</span>
      </>
    )
  }
  const { person, isFollowing } = option
  return (
    <>
      <Avatar person={person} />
      <span className="min-w-0 flex-1">
        <b className="block truncate font-semibold leading-5">{person.name}</b>
        <span className="block truncate text-meta text-muted">{`@${person.handle}`}</span>
      </span>
      {isFollowing ? <span className="text-meta text-muted">{t('composer.followed')}</span> : null}
    </>
  )
}
