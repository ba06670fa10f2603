import { type ReactNode, useState } from 'react'
import { Icon } from '#app/components/ui/icon.tsx'
import { Popover } from '#app/components/ui/popover.tsx'
import { type Followable, followOptions, setFollows, useFollowed } from '#app/web/follows.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useStanding } from '#app/web/standings.ts'
import { toast, toastProblem } from '#app/web/toasts.ts'
import { useSetStanding } from '#app/web/use-set-standing.ts'
import { BlockDialog } from './block-dialog.tsx'
import { levelPath } from './level-notice.tsx'
import { MuteDialog, MuteFields } from './mute-dialog.tsx'
import { RemoveFollowerDialog } from './remove-follower.tsx'
import { StandingItems } from './standing-items.tsx'

type Props = {
  person: Followable
  isMuted: boolean
  areRepostsHidden: boolean
  followsYou: boolean
  isSuspended: boolean
}

/** What else can be done about a person, from their page. Without scripts: `PersonActionsWithoutScripts`. */
export function PersonMenu({ person, isSuspended, ...told }: Props) {
  const { t } = useTranslation()
  const { handle } = person
  const [anchor, open] = useState<HTMLElement | null>(null)
  const [asking, ask] = useState<'mute' | 'block' | 'remove' | null>(null)
  const isMuted = useStanding('mute', handle, told.isMuted)
  const areRepostsHidden = useStanding('reposts', handle, told.areRepostsHidden)
  const { isFollowing } = useFollowed(person)
  const change = useSetStanding()

  function close() {
    open(null)
    ask(null)
  }

  function set(kind: 'mute' | 'reposts', isOn: boolean) {
    close()
    void change({ kind, handle, isOn })
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
      {anchor && !asking ? (
        <Popover anchor={anchor} label={t('people.moreAbout', { handle })} onClose={() => open(null)}>
          {isSuspended ? null : (
            <>
              <a role="menuitem" tabIndex={-1} className="menu-item" href={listsWith(handle)} onClick={close}>
                <Icon name="list" />
                {t('lists.open')}
              </a>
              <FollowItem person={person} onDone={close} />
              {isFollowing ? (
                <a role="menuitem" tabIndex={-1} className="menu-item" href={levelPath(handle)} onClick={close}>
                  <Icon name="sliders-horizontal" />
                  {t('people.level.open')}
                </a>
              ) : null}
            </>
          )}
          {told.followsYou ? (
            <button type="button" role="menuitem" tabIndex={-1} className="menu-item" onClick={() => ask('remove')}>
              <Icon name="user-round-minus" />
              {t('people.removeFollower.label')}
            </button>
          ) : null}
          <button
            type="button"
            role="menuitem"
            tabIndex={-1}
            className="menu-item"
            onClick={() => set('reposts', !areRepostsHidden)}
          >
            <Icon name="repeat-2" />
            {t(areRepostsHidden ? 'people.reposts.undoLabel' : 'people.reposts.label', { handle })}
          </button>
          <StandingItems
            handle={handle}
            isMuted={isMuted}
            onMute={() => ask('mute')}
            onUnmute={() => set('mute', false)}
            onBlock={() => ask('block')}
          />
        </Popover>
      ) : null}
      {asking === 'mute' ? <MuteDialog handle={handle} onClose={close} /> : null}
      {asking === 'block' ? <BlockDialog handle={handle} onClose={close} onBlock={block} /> : null}
      {asking === 'remove' ? <RemoveFollowerDialog person={person} onClose={close} /> : null}
    </>
  )
}

const listsWith = (handle: string) => `/people/${handle}/lists`

/** The other way to follow, or to end it: what the button beside the menu does not do. */
function FollowItem({ person, onDone }: { person: Followable; onDone: () => void }) {
  const { t } = useTranslation()
  const { handle } = person
  const { isFollowing, isRequested } = useFollowed(person)
  const option = isFollowing ? 'keepHistory' : 'fromNow'

  async function act() {
    onDone()
    const problem = await setFollows(person, !isFollowing, option)
    if (problem) toastProblem(t, problem)
    else toast(t(`people.${option}.done`, { handle }))
  }

  // Of a private account nothing is kept, and what is asked for is asked for once.
  if (isRequested || person.isPrivate) return null
  return (
    <button type="button" role="menuitem" tabIndex={-1} className="menu-item" onClick={() => void act()}>
      <Icon name={isFollowing ? 'user-round-minus' : 'user-round-plus'} />
      {t(`people.${option}.label`)}
    </button>
  )
}

/** The same as plain forms; what a block does is said before it. */
export function PersonActionsWithoutScripts({ person, isMuted, areRepostsHidden, followsYou, isSuspended }: Props) {
  const { t } = useTranslation()
  const { handle, isFollowing, isPrivate } = person
  const option = isFollowing ? 'keepHistory' : 'fromNow'
  return (
    <details className="no-script mt-3">
      <summary className="link min-h-11 py-3">{t('people.moreAbout', { handle })}</summary>
      {isSuspended ? null : (
        <>
          <a href={listsWith(handle)} className="button button-plain mt-2">
            {t('lists.open')}
          </a>
          {isFollowing ? (
            <a href={levelPath(handle)} className="button button-plain mt-2">
              {t('people.level.open')}
            </a>
          ) : null}
          {isPrivate ? null : (
            <PlainForm
              action={`/people/${handle}/follow`}
              label={t(`people.${option}.label`)}
              fields={followOptions[option]}
              isOn={!isFollowing}
            />
          )}
        </>
      )}
      {followsYou ? (
        <PlainForm action={`/people/${handle}/follower`} label={t('people.removeFollower.label')} isOn={false} />
      ) : null}
      <PlainForm
        action={`/people/${handle}/reposts`}
        label={t(areRepostsHidden ? 'people.reposts.undoLabel' : 'people.reposts.label', { handle })}
        isOn={!areRepostsHidden}
      />
      {isMuted ? null : (
        <PlainForm action={`/people/${handle}/mute`} label={t('people.mute.label', { handle })}>
          <MuteFields />
        </PlainForm>
      )}
      <p className="mt-3 text-muted">{t('people.block.hint')}</p>
      <PlainForm action={`/people/${handle}/block`} label={t('people.block.label', { handle })} />
    </details>
  )
}

type PlainFormProps = {
  action: string
  label: string
  fields?: Readonly<Record<string, string>>
  isOn?: boolean
  children?: ReactNode
}

function PlainForm({ action, label, fields = {}, isOn = true, children }: PlainFormProps) {
  return (
    <form method="post" action={action} className="mt-2">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <button type="submit" name="on" value={isOn ? '1' : '0'} className="button button-plain">
        {label}
      </button>
    </form>
  )
}
