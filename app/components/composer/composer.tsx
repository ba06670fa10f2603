import { type FormEvent, useEffect, useRef, useState } from 'react'
import { usePostWords } from '#app/components/feed/post-words.ts'
import { QuoteCard } from '#app/components/feed/quote-card.tsx'
import { Avatar } from '#app/components/ui/avatar.tsx'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import type { PostView, QuotedView } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useRootData } from '#app/web/root-data.ts'
import { send } from '#app/web/send.ts'
import { sendPost } from '#app/web/send-post.ts'
import { toast } from '#app/web/toasts.ts'
import { useCharacterCount } from '#app/web/use-character-count.ts'
import { useDraft } from '#app/web/use-draft.ts'
import { useSavedDraft } from '#app/web/use-saved-draft.ts'
import { useUsualOptions } from '#app/web/use-usual-options.ts'
import { AddImages, catchImages } from './add-images.tsx'
import { AudienceChoice } from './audience-choice.tsx'
import { CardChoice } from './card-choice.tsx'
import { CharacterCount, maxPostCharacters } from './character-count.tsx'
import { ComposerField } from './composer-field.tsx'
import { ComposerImages } from './composer-images.tsx'
import { ComposerNotes, notesId } from './composer-notes.tsx'
import { ComposerOptions } from './composer-options.tsx'
import { imagesFrom } from './draft-images.ts'
import { DraftOffer } from './draft-offer.tsx'
import { DraftState } from './draft-state.tsx'
import { DraftsLink } from './drafts-link.tsx'
import { laterOf, PostLater } from './post-later.tsx'
import { PreviewButton } from './preview.tsx'
import { AddPart, ThreadParts } from './thread-parts.tsx'
import { useImages } from './use-images.ts'
import { useThread } from './use-thread.ts'

type Props = {
  viewer: Viewer
  replyTo?: Readonly<{ id: string; handle: string }>
  /** What was typed, and what was wrong with it, when a form without scripts comes back. */
  text?: string
  /** Fields of options that are not as usual. */
  options?: Readonly<Record<string, string>>
  /** Whether the post's link is to get no card. */
  withoutCard?: boolean
  /** The field `media` and the mark of that form. */
  images?: string
  isSensitive?: boolean
  /** The field `thread` of that form. */
  thread?: string
  /** What it quotes. */
  quote?: QuotedView
  /** The viewer's post that goes as this one comes. */
  replaces?: string
  error?: string
  /** Ready to be typed into, where writing is what the page is for. */
  isFocused?: boolean
  /** The draft of the page, as it is kept on the server. */
  draft?: Readonly<{ clientKey: string; version: number; publishAt: string | null }>
  onPosted?: (post: PostView) => void
  onScheduled?: () => void
}

const none = {}

/** Writes a post or a reply. Nothing that was typed is lost: not by a failure, not by leaving the page. */
export function Composer(props: Props) {
  const {
    viewer,
    replyTo,
    text: given = '',
    options = none,
    error,
    quote,
    withoutCard = false,
    isFocused = false,
    onPosted,
    onScheduled,
  } = props
  const { t } = useTranslation()
  const words = usePostWords()
  const field = useRef<HTMLTextAreaElement>(null)
  const formKey = useRootData()?.formKey ?? ''
  const { usual, rememberLang } = useUsualOptions(viewer.id, options)
  const context = replyTo?.id ?? 'home'
  const draft = useDraft(
    {
      viewerId: viewer.id,
      context: props.replaces ?? quote?.id ?? context,
      formKey,
      options: usual,
      saved: props.draft,
    },
    field,
  )
  const images = useImages(imagesFrom(props.images), props.isSensitive ?? false)
  const count = useCharacterCount(draft.text)
  const [isCardOff, setCardOff] = useState(withoutCard)
  const [wantsPreview, preview] = useState(false)
  const isPreviewed = wantsPreview && draft.text.trim() !== ''
  const thread = useThread(`draft:${viewer.id}:${props.replaces ?? context}:thread`, props.thread)
  const [isBegun, begin] = useState(false)
  const [isSending, setIsSending] = useState(false)
  const [problem, setProblem] = useState(error)
  const isOver = (count !== null && count > maxPostCharacters) || thread.isOver
  const handle = replyTo?.handle

  const fields = {
    text: draft.text,
    ...draft.options,
    ...(replyTo && { replyToId: replyTo.id }),
    ...(quote && { quoteId: quote.id }),
    ...(props.replaces && { replaces: props.replaces }),
    ...(isCardOff && { card: 'off' }),
    ...images.fields(),
    ...thread.fields(),
  }
  /** What a draft says besides, for its page. */
  const aside: Record<string, string> = replyTo ? { replyToHandle: replyTo.handle } : {}
  const draftState = useSavedDraft({
    fields: { ...fields, ...aside },
    clientKey: draft.clientKey,
    version: draft.version,
    isPaused: isSending || draft.restored || Boolean(props.draft?.publishAt),
    onKept: draft.keptAs,
    onPosted: draft.renewKey,
  })

  useEffect(() => {
    if (isFocused) field.current?.focus()
  }, [isFocused])

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const text = field.current?.value ?? ''
    const publishAt = laterOf(event)
    if (isSending || isOver) return
    if (text.trim() === '' && images.images.length === 0) return setProblem('errors.post.empty')
    setIsSending(true)
    setProblem(undefined)
    const unready = await images.ready()
    if (unready) return stopWith(unready)
    const written = { ...fields, ...images.fields(), text }
    if (publishAt !== undefined) {
      const { clientKey, version } = draft
      const kept = { ...written, ...aside, clientKey, version: String(version), publishAt }
      const sent = await send('/scheduled/save', kept)
      if (!sent.ok) return stopWith(Object.values(sent.errors)[0] ?? sent.message)
      clear()
      toast(t('drafts.scheduledDone'), { link: { href: '/scheduled', text: t('drafts.viewScheduled') } })
      return onScheduled?.()
    }
    const sent = await sendPost(written, draft)
    if (!sent.ok) return stopWith(Object.values(sent.errors)[0] ?? sent.message)
    clear()
    const link = { href: `/posts/${sent.data.post.id}`, text: t('composer.view') }
    toast(t(replyTo ? 'composer.replied' : 'composer.posted'), { link })
    onPosted?.(sent.data.post)
  }

  function clear() {
    setIsSending(false)
    rememberLang(draft.options.lang)
    draft.clear()
    setCardOff(false)
    images.clear()
    thread.clear()
    preview(false)
  }

  function discard() {
    const { clientKey, version } = draft
    if (version > 0) void send('/drafts/save', { clientKey, version: String(version) })
    draft.clear()
    thread.clear()
  }

  function stopWith(key: string) {
    setIsSending(false)
    setProblem(key)
  }

  function addImages(files: readonly File[]) {
    setProblem(images.add(files) > 0 ? 'errors.media.tooMany' : undefined)
  }

  return (
    <form
      method="post"
      action={quote ? `/compose?quote=${quote.id}` : '/compose'}
      encType="multipart/form-data"
      onSubmit={(event) => void submit(event)}
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
          isInvalid={Boolean(problem) || isOver}
          placeholder={handle ? t('composer.placeholderReply') : t('composer.placeholder')}
          describedBy={notesId}
          onWrite={(text) => {
            setProblem(undefined)
            draft.write(text)
          }}
        />
        {quote ? <input type="hidden" name="quoteId" value={quote.id} /> : null}
        {props.replaces ? <input type="hidden" name="replaces" value={props.replaces} /> : null}
        <input type="hidden" name="clientKey" value={draft.clientKey} />
        {replyTo ? (
          <>
            <input type="hidden" name="replyToId" value={replyTo.id} />
            <input type="hidden" name="replyToHandle" value={replyTo.handle} />
          </>
        ) : null}
        {quote ? <QuoteCard quote={{ post: quote }} words={words} /> : null}
        <CardChoice text={draft.text} isOff={isCardOff} onChange={setCardOff} />
        <ComposerImages images={images} />
        <DraftOffer context={context} {...draft} isWanted={isBegun && !props.draft && !props.replaces && !quote} />
        <DraftState state={draftState} />
        <ComposerNotes
          problem={problem}
          isForFew={draft.options.audience === 'mentioned'}
          over={count ? Math.max(0, count - maxPostCharacters) : 0}
          onDiscard={draft.restored ? discard : undefined}
        />
        <ThreadParts
          thread={thread}
          isPreviewed={isPreviewed}
          isReadOnly={isSending}
          lang={draft.options.lang || undefined}
        />
        <div className="composer-bar">
          <div className="composer-tools">
            <AddImages onAdd={addImages} isFull={images.isFull} />
            <AudienceChoice
              audience={draft.options.audience}
              onChange={(audience) => draft.choose({ ...draft.options, audience })}
            />
            <AddPart thread={thread} isOff={draft.text.trim() === ''} />
            <PreviewButton isOn={isPreviewed} isOff={draft.text.trim() === ''} onChange={preview} />
            <DraftsLink />
            <PostLater publishAt={props.draft?.publishAt} isOff={isSending} />
            <ComposerOptions options={draft.options} onChange={draft.choose} withPoll />
          </div>
          <div className="composer-send">
            <CharacterCount count={count} />
            <button
              type="submit"
              className="button button-accent button-sm"
              disabled={isOver}
              aria-disabled={isSending || undefined}
            >
              {isSending
                ? t('composer.posting')
                : t(thread.parts.length > 0 ? 'composer.postAll' : handle ? 'composer.reply' : 'composer.post')}
            </button>
          </div>
        </div>
      </div>
    </form>
  )
}
