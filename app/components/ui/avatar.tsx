import { pictureAt } from '#app/domain/media/media-views.ts'
import type { PersonView } from '#app/domain/posts/post-views.ts'

const hues = 12

/** A person's picture, or the initials of the name on a colour that is always the same for the same person. */
export function Avatar({ person, size }: { person: PersonView; size?: 'sm' | 'xl' }) {
  return (
    <span className={`avatar hue-${hueOf(person.id)}${size ? ` avatar-${size}` : ''}`} aria-hidden="true">
      <AvatarFace person={person} isLarge={size === 'xl'} />
    </span>
  )
}

/** What is inside an avatar, for those who draw its frame themselves. */
export function AvatarFace({ person, isLarge }: { person: PersonView; isLarge?: boolean }) {
  if (!person.image) return initialsOf(person)
  const path = isLarge ? pictureAt(person.image, 'medium') : person.image
  return <img src={path} alt="" width={40} height={40} loading="lazy" />
}

/** 0 to 11, from the random end of the id: its beginning is the time, and people who join together would look alike. */
export function hueOf(id: string): number {
  return Number.parseInt(id.slice(-6), 16) % hues || 0
}

function initialsOf({ name, handle }: PersonView): string {
  const words = (name.trim() || handle).split(/[\s_.-]+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const first = letterOf(words[0])
  const last = words.length > 1 ? letterOf(words[words.length - 1]) : ''
  return (first + last).toUpperCase()
}

function letterOf(word: string | undefined): string {
  return /[\p{L}\p{N}]/u.exec(word ?? '')?.[0] ?? ''
}
