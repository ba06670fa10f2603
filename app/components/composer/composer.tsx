import { useEffect, useState } from 'react'
import { usePostWords } from '#app/components/feed/post-words.ts'
import { QuoteCard } from '#app/components/feed/quote-card.tsx'
import { Avatar } from '#app/components/ui/avatar.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { AddImages, catchImages } from './add-images.tsx'
import { AudienceChoice } from './audience-choice.tsx'
import { CardChoice } from './card-choice.tsx'
import { CharacterCount } from './character-count.tsx'
import { ComposerField } from './composer-field.tsx'
import { ComposerImages } from './composer-images.tsx'
import { ComposerNotes, notesId } from './composer-notes.tsx'
import { ComposerOptions } from './composer-options.tsx'
import { DraftOffer } from './draft-offer.tsx'
import { DraftState } from './draft-state.tsx'
import { DraftsLink } from './drafts-link.tsx'
import { PostLater } from './post-later.tsx'
import { PreviewButton } from './preview.tsx'
import { AddPart, ThreadParts } from './thread-parts.tsx'
import { type Beginning, useComposer } from './use-composer.ts'

type Props = Beginning & {
  /** What was typed, when a form without scripts comes back. */
  text?: string
  /** Ready to be typed into, where writing is what the page is for. */
  isFocused?: boolean
  /** On a page for reading: what few posts need comes when it is asked for, and without scripts on a page of its own. */
  isBrief?: boolean
}

/** Writes a post or a reply. Nothing that was typed is lost: not by a failure, not by leaving the page. */
export function Composer({ text: given = '', isFocused = false, isBrief = false, ...beginning }: Props) {
  const { viewer, replyTo, quote, replaces, draft: saved } = beginning
  const { t } = useTranslation()
  const words = usePostWords()
  const composer = useComposer(beginning)
  const { field, draft, addImages, thread, isSending, problem } = composer
  const images = composer.images.of(0)
  const [wantsPreview, preview] = useState(false)
  const [isBegun, begin] = useState(false)
  const isBlank = draft.text.trim() === ''
  const isPreviewed = wantsPreview && !isBlank
  const handle = replyTo?.handle
  const isThread = thread.parts.length > 0
  // Where there are several posts, each has its own.
  const addTo = <AddImages onAdd={addImages} isFull={images.isFull} />

  useEffect(() => {
    if (isFocused) field.current?.focus()
  }, [isFocused, field])

  return (
    <form
      method="post"
      action={quote ? `/compose?quote=${quote.id}` : '/compose'}
      encType="multipart/form-data"
      onSubmit={(event) => void composer.submit(event)}
      onFocus={() => begin(true)}
      {...catchImages(addImages)}
      className="grid grid-cols-[40px_minmax(0,1fr)] gap-x-3 border-b border-line px-4 pt-3 pb-2"
    >
      <Avatar person={viewer} />
      <div>
        <label htmlFor="composer" className="sr-only">
          {handle ? t('composer.labelReply', { handle }) : t('composer.label')}
        </label>
        <ComposerField
          field={field}
          id="composer"
          name="text"
          lang={draft.options.lang || undefined}
          given={given}
          text={draft.text}
          isPreviewed={isPreviewed}
          isReadOnly={isSending}
          isInvalid={Boolean(problem) || composer.isOver}
          placeholder={handle ? t('composer.placeholderReply') : t('composer.placeholder')}
          describedBy={notesId}
          onWrite={(text) => {
            preview(false)
            composer.write(text)
          }}
        />
        {quote ? <input type="hidden" name="quoteId" value={quote.id} /> : null}
        {replaces ? <input type="hidden" name="replaces" value={replaces} /> : null}
        <input type="hidden" name="clientKey" value={draft.clientKey} />
        {replyTo ? (
          <>
            <input type="hidden" name="replyToId" value={replyTo.id} />
            <input type="hidden" name="replyToHandle" value={replyTo.handle} />
          </>
        ) : null}
        {quote ? <QuoteCard quote={{ post: quote }} words={words} /> : null}
        <CardChoice text={draft.text} isOff={composer.isCardOff} onChange={composer.setCardOff} />
        <ComposerImages images={images} isBrief={isBrief} />
        {isThread ? <div className="-ms-3">{addTo}</div> : null}
        <DraftOffer
          context={composer.context}
          clientKey={draft.clientKey}
          version={draft.version}
          isWanted={isBegun && isBlank && !saved && !replaces && !quote}
        />
        <DraftState state={composer.savedState} />
        <ComposerNotes
          problem={problem}
          isForFew={draft.options.audience === 'mentioned'}
          over={composer.over}
          onDiscard={draft.restored ? composer.discard : undefined}
        />
        <ThreadParts
          thread={thread}
          images={composer.images}
          onAddImages={addImages}
          isPreviewed={isPreviewed}
          isReadOnly={isSending}
          lang={draft.options.lang || undefined}
          isBrief={isBrief}
          onWrite={() => preview(false)}
        />
        {isBrief ? (
          <a href="/compose" className="no-script link min-h-11 py-3">
            {t('composer.whole')}
          </a>
        ) : null}
        <div className="composer-bar">
          <div className="composer-tools">
            {isThread ? null : addTo}
            <AudienceChoice
              audience={draft.options.audience}
              onChange={(audience) => draft.choose({ ...draft.options, audience })}
            />
            <AddPart thread={thread} isOff={isBlank && images.images.length === 0} />
            <PreviewButton isOn={isPreviewed} isOff={isBlank} onChange={preview} />
            <DraftsLink />
            <PostLater publishAt={saved?.publishAt} isOff={isSending} />
            <ComposerOptions options={draft.options} onChange={draft.choose} withPoll isBrief={isBrief} />
          </div>
          <div className="composer-send">
            <CharacterCount count={composer.count} />
            <button
              type="submit"
              className="button button-accent button-sm"
              disabled={composer.isOver}
              aria-disabled={isSending || undefined}
            >
              {isSending
                ? t('composer.posting')
                : t(isThread ? 'composer.postAll' : handle ? 'composer.reply' : 'composer.post')}
            </button>
          </div>
        </div>
      </div>
    </form>
  )
}
