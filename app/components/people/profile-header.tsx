import { type Tab, Tabs } from '#app/components/shell/tabs.tsx'
import { Avatar } from '#app/components/ui/avatar.tsx'
import { Icon } from '#app/components/ui/icon.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { ExactTime, useMonth } from '#app/components/ui/time.tsx'
import type { ProfileView } from '#app/domain/accounts/profile-view.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useViewer } from '#app/web/root-data.ts'
import { useStanding } from '#app/web/standings.ts'
import { Counted } from './counted.tsx'
import { FollowButton } from './follow-button.tsx'
import { LevelNotice } from './level-notice.tsx'
import { PersonActionsWithoutScripts, PersonMenu } from './person-menu.tsx'
import { ProfileCover } from './profile-cover.tsx'
import { StandingButton } from './standing-button.tsx'
import { StandingNotice } from './standing-notice.tsx'

/** Who somebody is. */
export function ProfileHeader({ profile, tabs }: { profile: ProfileView; tabs: readonly Tab[] }) {
  const { t } = useTranslation()
  const { followerCount, followingCount, postCount, isFollowing, isRequested, followsYou } = profile
  const { isSelf, isPrivate, isOpen, isSuspended, areRepostsHidden, mutedUntil } = profile
  const person = { ...profile.person, isFollowing, isRequested, isPrivate }
  const isMuted = useStanding('mute', person.handle, profile.isMuted)
  const canAct = useViewer() !== null && !isSelf
  const actions = { person, isMuted, areRepostsHidden, followsYou, isSuspended }
  const joined = useMonth(person.createdAt)
  const path = `/@${person.handle}`
  return (
    <section aria-label={person.name} className="border-b border-line">
      {person.header ? <ProfileCover person={person} /> : null}
      <div className={person.header ? 'under-cover px-4 pb-3' : 'px-4 pt-4 pb-3'}>
        <div className="flex items-start justify-between gap-3">
          <Avatar person={person} size="xl" />
          {isSelf ? (
            <a href="/settings" className="button button-plain button-sm">
              {t('people.editProfile')}
            </a>
          ) : (
            <div className="flex items-center gap-1">
              {canAct ? <PersonMenu {...actions} /> : null}
              {isSuspended ? null : <FollowButton person={person} />}
            </div>
          )}
        </div>
        <h2 className="mt-3 text-title font-bold break-words">{person.name}</h2>
        <p className="flex flex-wrap items-center gap-2 text-muted">
          @{person.handle}
          {person.role === 'member' ? null : <Badge>{t(`people.roles.${person.role}`)}</Badge>}
          {isPrivate ? <Badge>{t('people.private.badge')}</Badge> : null}
          {followsYou ? <Badge>{t('people.followsYou')}</Badge> : null}
        </p>
        {isSuspended ? (
          <div className="mt-3">
            <Notice tone="bad">{t('people.suspended')}</Notice>
          </div>
        ) : null}
        {isMuted ? (
          <StandingNotice
            icon="volume-x"
            said={
              <>
                {t('people.mute.standing')}
                {mutedUntil ? (
                  <>
                    {' '}
                    {t('people.mute.until')} <ExactTime at={mutedUntil} />
                  </>
                ) : null}
              </>
            }
          >
            <StandingButton kind="mute" person={person} isOn={isMuted} />
          </StandingNotice>
        ) : null}
        {profile.level ? <LevelNotice handle={person.handle} level={profile.level} /> : null}
        {person.bio ? (
          <p className="mt-3 max-w-[70ch] break-words whitespace-pre-wrap" dir="auto">
            {person.bio}
          </p>
        ) : null}
        <p className="mt-3 flex items-center gap-2 text-muted">
          <Icon name="calendar-days" />
          {t('people.joined', { date: joined })}
        </p>
        {isSuspended || !isOpen ? null : (
          <p className="mt-1 flex flex-wrap gap-x-5 text-muted tabular-nums">
            <a href={`${path}/following`} className="inline-flex min-h-8 items-center gap-1 hover:underline">
              <Counted text={t('people.followingCount', { count: followingCount })} />
            </a>
            <a href={`${path}/followers`} className="inline-flex min-h-8 items-center gap-1 hover:underline">
              <Counted text={t('people.followerCount', { count: followerCount })} />
            </a>
            <span className="inline-flex min-h-8 items-center gap-1">
              <Counted text={t('people.postCount', { count: postCount })} />
            </span>
          </p>
        )}
        {canAct ? <PersonActionsWithoutScripts {...actions} /> : null}
      </div>
      {isSuspended || !isOpen ? null : <Tabs label={person.name} tabs={tabs} />}
    </section>
  )
}

function Badge({ children }: { children: string }) {
  return <span className="rounded-md bg-raised px-1.5 text-meta text-text">{children}</span>
}
