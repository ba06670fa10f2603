import { type FormEvent, useRef, useState } from 'react'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import type { PostView, QuotedView } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useRootData } from '#app/web/root-data.ts'
import { problemOf, send } from '#app/web/send.ts'
import { sendPost } from '#app/web/send-post.ts'
import { toast } from '#app/web/toasts.ts'
import { useCharacterCount } from '#app/web/use-character-count.ts'
import { useDraft } from '#app/web/use-draft.ts'
import { useSavedDraft } from '#app/web/use-saved-draft.ts'
import { useUsualOptions } from '#app/web/use-usual-options.ts'
import { maxPostCharacters } from './character-count.tsx'
import { imagesField, imagesFrom } from './draft-images.ts'
import { laterOf } from './post-later.tsx'
import { type Parts, partsIn, threadField } from './thread-field.ts'
import { useImages } from './use-images.ts'
import { useThread } from './use-thread.ts'

/** What a post begins with, and what follows once it is sent. */
export type Beginning = {
  viewer: Viewer
  replyTo?: Readonly<{ id: string; handle: string }>
  /** Fields of options that are not as usual. */
  options?: Readonly<Record<string, string>>
  /** Whether the post's link is to get no card. */
  withoutCard?: boolean
  /** The field `media` and the mark of a form without scripts that comes back, or of a draft. */
  images?: string
  isSensitive?: boolean
  /** The field `thread` of that form. */
  thread?: string
  /** What it quotes. */
  quote?: QuotedView
  /** The viewer's post that goes as this one comes. */
  replaces?: string
  /** What was wrong with that form: an i18n key. */
  error?: string
  /** The draft of the page, as it is kept on the server. */
  draft?: Readonly<{ clientKey: string; version: number; publishAt: string | null }>
  onPosted?: (post: PostView) => void
  onScheduled?: () => void
}

const none = {}

/** A post that is being written: its text, options, images and further posts; kept, sent, put off or thrown away. */
export function useComposer({ viewer, replyTo, quote, replaces, draft: saved, ...given }: Beginning) {
  const { t } = useTranslation()
  const formKey = useRootData()?.formKey ?? ''
  const field = useRef<HTMLTextAreaElement>(null)
  const { usual, rememberLang } = useUsualOptions(viewer.id, given.options ?? none)
  const context = replaces ?? quote?.id ?? replyTo?.id ?? 'home'
  // Read once, not at each key.
  const [before] = useState(() => restIn(given.images, given.thread, given.isSensitive ?? false))
  const images = useImages(before)
  const thread = useThread(before.parts)
  const rest = besides()
  const draft = useDraft(
    {
      ...{ viewerId: viewer.id, context, formKey, options: usual, saved },
      // A draft, or a form that comes back, says it all: what was begun in this browser is none of its own.
      isGiven: Boolean(saved || given.images || given.thread),
      rest,
      onRestore(kept) {
        const restored = restIn(kept.media, kept.thread, Boolean(kept.isSensitive))
        images.restore(restored)
        thread.restore(restored.parts)
      },
    },
    field,
  )
  const count = useCharacterCount(draft.text)
  const [isCardOff, setCardOff] = useState(given.withoutCard ?? false)
  const [isSending, setIsSending] = useState(false)
  const [problem, setProblem] = useState(given.error)
  const over = Math.max(0, (count ?? 0) - maxPostCharacters)
  const isOver = over > 0 || thread.isOver

  const fields = {
    text: draft.text,
    ...draft.options,
    ...(replyTo && { replyToId: replyTo.id }),
    ...(quote && { quoteId: quote.id }),
    ...(replaces && { replaces }),
    ...(isCardOff && { card: 'off' }),
    ...rest,
  }
  /** What a draft says besides, for its page. */
  const aside: Record<string, string> = replyTo ? { replyToHandle: replyTo.handle } : {}
  const savedState = useSavedDraft({
    fields: { ...fields, ...aside },
    clientKey: draft.clientKey,
    version: draft.version,
    isPaused: isSending || draft.restored || Boolean(saved?.publishAt),
    onKept: draft.keptAs,
    onPosted: draft.renewKey,
  })

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const text = field.current?.value ?? ''
    const publishAt = laterOf(event)
    if (isSending || isOver) return
    if (text.trim() === '' && images.of(0).images.length === 0) return setProblem('errors.post.empty')
    setIsSending(true)
    setProblem(undefined)
    const unready = await images.ready()
    const written = { ...fields, ...besides(), text }
    const failed = unready ?? (publishAt === undefined ? await post(written) : await putOff(written, publishAt))
    setIsSending(false)
    if (failed) setProblem(failed)
  }

  /** @returns an i18n key when it failed */
  async function post(written: Record<string, string>): Promise<string | null> {
    const sent = await sendPost(written, draft)
    if (!sent.ok) return problemOf(sent)
    clear()
    const link = { href: `/posts/${sent.data.post.id}`, text: t('composer.view') }
    toast(t(replyTo ? 'composer.replied' : 'composer.posted'), { link })
    given.onPosted?.(sent.data.post)
    return null
  }

  /** @returns an i18n key when it failed */
  async function putOff(written: Record<string, string>, publishAt: string): Promise<string | null> {
    const { clientKey, version } = draft
    const kept = { ...written, ...aside, clientKey, version: String(version), publishAt }
    const sent = await send('/scheduled/save', kept)
    if (!sent.ok) return problemOf(sent)
    clear()
    toast(t('drafts.scheduledDone'), { link: { href: '/scheduled', text: t('drafts.viewScheduled') } })
    given.onScheduled?.()
    return null
  }

  function clear() {
    rememberLang(draft.options.lang)
    draft.clear()
    setCardOff(false)
    images.clear()
    thread.clear()
  }

  function discard() {
    const { clientKey, version } = draft
    if (version > 0) void send('/drafts/save', { clientKey, version: String(version) })
    draft.clear()
    images.clear()
    thread.clear()
  }

  function write(text: string) {
    setProblem(undefined)
    draft.write(text)
  }

  function addImages(files: readonly File[], post = 0) {
    setProblem(images.of(post).add(files) > 0 ? 'errors.media.tooMany' : undefined)
  }

  /** What is written besides the first text: images, and further posts with theirs. */
  function besides(): Record<string, string> {
    const { images: all, sensitive } = images.held()
    const media = imagesField(all.filter(({ post }) => post === 0))
    const further = threadField({ parts: thread.parts, images: all, sensitive })
    return {
      ...(media && { media }),
      ...(media && sensitive.includes(0) && { isSensitive: 'on' }),
      ...(further && { thread: further }),
    }
  }

  return {
    context,
    field,
    draft,
    savedState,
    images,
    addImages,
    thread,
    isCardOff,
    setCardOff,
    count,
    over,
    isOver,
    isSending,
    // Once what failed was tried again, or taken out, it is none.
    problem: problem === 'errors.media.notAll' && !images.haveFailed ? undefined : problem,
    write,
    submit,
    discard,
  }
}

/** The images and further posts of a form that comes back, of a draft, or of what was kept in this browser. */
function restIn(media: string | undefined, thread: string | undefined, isSensitive: boolean): Parts {
  const further = partsIn(thread)
  return {
    parts: further.parts,
    images: [...imagesFrom(media), ...further.images],
    sensitive: isSensitive ? [0, ...further.sensitive] : further.sensitive,
  }
}
