import { useState } from 'react'
import { Icon } from '#app/components/ui/icon.tsx'
import { Popover } from '#app/components/ui/popover.tsx'
import type { PersonView } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useStanding } from '#app/web/standings.ts'
import { useSetStanding } from '#app/web/use-set-standing.ts'
import { BlockDialog } from './block-dialog.tsx'
import { StandingItems } from './standing-items.tsx'

/** What else can be done about a person, from their page. Without scripts: `PersonActionsWithoutScripts`. */
export function PersonMenu({ person, isMuted: told }: { person: PersonView; isMuted: boolean }) {
  const { t } = useTranslation()
  const { handle } = person
  const [anchor, open] = useState<HTMLElement | null>(null)
  const [isAsking, ask] = useState(false)
  const isMuted = useStanding('mute', handle, told)
  const change = useSetStanding()

  function close() {
    open(null)
    ask(false)
  }

  function mute(isOn: boolean) {
    close()
    void change({ kind: 'mute', handle, isOn })
  }

  function block() {
    close()
    void change({ kind: 'block', handle, isOn: true })
  }

  return (
    <>
      <button
        type="button"
        className="icon-button script-only"
        aria-haspopup="menu"
        aria-label={t('people.moreAbout', { handle })}
        onClick={(event) => open(event.currentTarget)}
      >
        <Icon name="ellipsis" />
      </button>
      {anchor && !isAsking ? (
        <Popover anchor={anchor} label={t('people.moreAbout', { handle })} onClose={() => open(null)}>
          <StandingItems handle={handle} isMuted={isMuted} onMute={mute} onBlock={() => ask(true)} />
        </Popover>
      ) : null}
      {isAsking ? <BlockDialog handle={handle} onClose={close} onBlock={block} /> : null}
    </>
  )
}

/** The same as plain forms; what a block does is said before it. */
export function PersonActionsWithoutScripts({ person, isMuted }: { person: PersonView; isMuted: boolean }) {
  const { t } = useTranslation()
  const { handle } = person
  return (
    <details className="no-script mt-3">
      <summary className="link min-h-11 py-3">{t('people.moreAbout', { handle })}</summary>
      {isMuted ? null : <PlainForm action={`/people/${handle}/mute`} label={t('people.mute.label', { handle })} />}
      <p className="mt-3 text-muted">{t('people.block.hint')}</p>
      <PlainForm action={`/people/${handle}/block`} label={t('people.block.label', { handle })} />
    </details>
  )
}

function PlainForm({ action, label }: { action: string; label: string }) {
  return (
    <form method="post" action={action} className="mt-2">
      <button type="submit" name="on" value="1" className="button button-plain">
        {label}
      </button>
    </form>
  )
}
