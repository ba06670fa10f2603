import { hueOf } from '#app/components/ui/avatar.tsx'
import { pictureAt } from '#app/domain/media/media-views.ts'
import type { PersonView } from '#app/domain/posts/post-views.ts'

/** The broad picture above a profile; without one, the person's own colour. */
export function ProfileCover({ person: { id, header } }: { person: PersonView & Readonly<{ header: string | null }> }) {
  return (
    <div className={`cover hue-${hueOf(id)}`} aria-hidden="true">
      {header ? (
        <img
          src={pictureAt(header, 'medium')}
          srcSet={`${header} 600w,${pictureAt(header, 'medium')} 1200w`}
          sizes="(width<600px) 100vw,600px"
          alt=""
          width={1500}
          height={500}
        />
      ) : null}
    </div>
  )
}
