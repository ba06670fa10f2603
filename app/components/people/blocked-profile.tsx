import { Avatar } from '#app/components/ui/avatar.tsx'
import { Icon } from '#app/components/ui/icon.tsx'
import type { PersonView } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { StandingButton } from './standing-button.tsx'

/** The page of whom the viewer blocks: who it is, and the way back. */
export function BlockedProfile({ person }: { person: PersonView }) {
  const { t } = useTranslation()
  const { name, handle } = person
  return (
    <section aria-label={name} className="border-b border-line p-4">
      <div className="flex items-start justify-between gap-3">
        <Avatar person={person} size="xl" />
        <StandingButton kind="block" person={person} isOn />
      </div>
      <h2 className="mt-3 text-title font-bold break-words">{name}</h2>
      <p className="text-muted">@{handle}</p>
      <p className="mt-4 flex items-center gap-2 font-semibold">
        <Icon name="ban" />
        {t('people.block.standing', { handle })}
      </p>
      <p className="mt-1 max-w-[70ch] text-pretty text-muted">{t('people.block.standingHint')}</p>
    </section>
  )
}
