import sprite from './icons.svg?raw'

// A subset of Lucide (https://lucide.dev, ISC licence), drawn at 24, shown at 18 with a stroke of 1.75.
export type IconName =
  | 'arrow-left'
  | 'arrow-up'
  | 'at-sign'
  | 'ban'
  | 'bookmark'
  | 'calendar-days'
  | 'camera'
  | 'check'
  | 'chevron-left'
  | 'chevron-right'
  | 'circle-alert'
  | 'clock'
  | 'compass'
  | 'ellipsis'
  | 'external-link'
  | 'eye'
  | 'file-text'
  | 'folder'
  | 'globe'
  | 'hash'
  | 'house'
  | 'image'
  | 'key-round'
  | 'keyboard'
  | 'link-2'
  | 'list'
  | 'lock'
  | 'log-in'
  | 'log-out'
  | 'message-circle'
  | 'monitor'
  | 'moon'
  | 'palette'
  | 'pencil'
  | 'pin'
  | 'plus'
  | 'repeat-2'
  | 'rotate-cw'
  | 'settings'
  | 'sliders-horizontal'
  | 'smartphone'
  | 'smile-plus'
  | 'square-pen'
  | 'sun'
  | 'text-quote'
  | 'thumbs-up'
  | 'trash-2'
  | 'triangle-alert'
  | 'user-round'
  | 'user-round-check'
  | 'user-round-minus'
  | 'user-round-plus'
  | 'users-round'
  | 'volume-2'
  | 'volume-x'
  | 'wifi-off'
  | 'wrench'
  | 'x'

/** Decoration: the words are beside it, or in the label of what it stands in. */
export function Icon({ name, large }: { name: IconName; large?: boolean }) {
  return (
    <svg className={large ? 'icon icon-lg' : 'icon'} aria-hidden="true">
      <use href={`#i-${name}`} />
    </svg>
  )
}

/** The drawings, once a page. */
export function IconSprite() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a file of this repository
  return <div hidden dangerouslySetInnerHTML={{ __html: sprite }} />
}
