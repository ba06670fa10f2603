import { type ChangeEvent, useEffect, useState } from 'react'
import { Avatar } from '#app/components/ui/avatar.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { Slider } from '#app/components/ui/slider.tsx'
import { acceptedTypes } from '#app/domain/media/media-limits.ts'
import type { PictureKind } from '#app/domain/media/media-rules.ts'
import type { OwnPicture } from '#app/domain/media/media-views.ts'
import type { PersonView } from '#app/domain/posts/post-views.ts'
import { errorText } from '#app/web/error-key.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { ProfileCover } from './profile-cover.tsx'

const steps = { step: 5, defaultValue: 50 }

type Props = {
  kind: PictureKind
  title: string
  picture: OwnPicture
  person: PersonView & Readonly<{ header: string | null }>
}

/** One of somebody's own pictures: what it is now, another one with the part that stays visible, and none. */
export function PictureForm({ kind, title, picture, person }: Props) {
  const { t } = useTranslation()
  const [chosen, choose] = useState<string>()
  const [focus, setFocus] = useState({ x: 50, y: 50 })

  useEffect(() => () => void (chosen && URL.revokeObjectURL(chosen)), [chosen])

  function take({ currentTarget: { files } }: ChangeEvent<HTMLInputElement>) {
    const [file] = files ?? []
    choose(file && URL.createObjectURL(file))
  }

  const action = `/settings/pictures/${kind}`
  const has = kind === 'avatar' ? person.image : person.header
  return (
    <section aria-label={title}>
      <h2 className="mb-3 text-title font-semibold">{title}</h2>
      <div className={chosen ? `crop crop-${kind}` : 'mb-3'}>
        {chosen ? (
          <img src={chosen} alt={t('settings.pictures.chosen')} style={{ objectPosition: `${focus.x}% ${focus.y}%` }} />
        ) : kind === 'avatar' ? (
          <Avatar person={person} size="xl" />
        ) : (
          <ProfileCover person={person} />
        )}
      </div>
      {picture.state === 'waiting' ? <Notice tone="good">{t('settings.pictures.waiting')}</Notice> : null}
      {picture.failure ? <Notice tone="bad">{errorText(t, `errors.media.${picture.failure}`)}</Notice> : null}
      <form
        method="post"
        action={action}
        encType="multipart/form-data"
        className="mt-3 grid grid-cols-[minmax(0,1fr)] gap-3"
      >
        <input
          type="file"
          name="image"
          accept={acceptedTypes}
          required
          aria-label={t('composer.file')}
          onChange={take}
          className="w-full min-w-0"
        />
        <div className="grid max-w-sm gap-3">
          <Slider name="focusX" label={t('composer.focusX')} {...steps} onSlide={(x) => setFocus({ ...focus, x })} />
          <Slider name="focusY" label={t('composer.focusY')} {...steps} onSlide={(y) => setFocus({ ...focus, y })} />
        </div>
        <button type="submit" className="button button-accent justify-self-start">
          {t('settings.pictures.save')}
        </button>
      </form>
      {has ? (
        <form method="post" action={action} encType="multipart/form-data" className="mt-3">
          <button type="submit" name="remove" value="1" className="button button-plain">
            {t('settings.pictures.remove')}
          </button>
        </form>
      ) : null}
    </section>
  )
}
