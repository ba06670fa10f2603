import { useState } from 'react'
import { Notice } from '#app/components/ui/notice.tsx'
import { errorText } from '#app/web/error-key.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { optionsIn, type PostOptions, usualOptions } from '#app/web/post-options.ts'
import { useCharacterCount } from '#app/web/use-character-count.ts'
import { CharacterCount, maxPostCharacters } from './character-count.tsx'
import { ComposerOptions } from './composer-options.tsx'
import { imagesFrom } from './draft-images.ts'
import { EditImages } from './edit-images.tsx'

type Props = {
  postId: string
  text: string
  /** The fields of options, as they are or were sent. */
  options: Readonly<Record<string, unknown>>
  /** Imported posts may be longer than what is written here. */
  isImported: boolean
  /** Its images, as the form of a post names them. */
  images: Readonly<{ media: string; isSensitive: boolean }>
  /** What the form had when it came back. */
  values: Readonly<Record<string, string>> | undefined
  /** Why it was not saved: an i18n key. */
  error: string | undefined
}

/** Changes what a post says. A form of the browser: the page that follows knows nothing of what was there before. */
export function EditForm({ postId, text: given, options: fields, isImported, error, ...shown }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState(given)
  const [options, choose] = useState<PostOptions>(() => optionsIn(fields, usualOptions))
  const count = useCharacterCount(text)
  const isOver = !isImported && count !== null && count > maxPostCharacters
  return (
    <form method="post" className="grid gap-3 px-4 py-4">
      {error ? <Notice tone="bad">{errorText(t, error)}</Notice> : null}
      <label htmlFor="edited" className="sr-only">
        {t('post.edit.text')}
      </label>
      <textarea
        id="edited"
        name="text"
        rows={6}
        dir="auto"
        lang={options.lang || undefined}
        defaultValue={given}
        aria-describedby="edit-about"
        aria-invalid={error || isOver ? true : undefined}
        className="input composer"
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <p id="edit-about" className="text-meta text-muted">
        {t('post.edit.hint')}
      </p>
      <EditImages
        images={imagesFrom(shown.images.media)}
        isSensitive={shown.images.isSensitive}
        values={shown.values}
      />
      <div className="composer-bar">
        <div className="composer-tools">
          <ComposerOptions options={options} onChange={choose} />
        </div>
        <div className="composer-send">
          {isImported ? null : <CharacterCount count={count} />}
          <a href={`/posts/${postId}`} className="button button-plain button-sm">
            {t('common.cancel')}
          </a>
          <button type="submit" className="button button-accent button-sm" disabled={isOver}>
            {t('post.edit.save')}
          </button>
        </div>
      </div>
    </form>
  )
}
