import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { AdminTabs } from '#app/components/admin/admin-tabs.tsx'
import { EmojiFields, ImageField } from '#app/components/admin/emoji-fields.tsx'
import { EmojiList } from '#app/components/admin/emoji-list.tsx'
import { useWaitingEmoji } from '#app/components/admin/use-waiting-emoji.ts'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { requireAdmin } from '#app/domain/accounts/viewer.ts'
import { emojiLimits } from '#app/domain/emoji/emoji-limits.ts'
import { NewEmojiForm, readEmojiForm, sentImage } from '#app/web/emoji-form.server.ts'
import { errorText } from '#app/web/error-key.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { answerPageForm } from '#app/web/page-form.server.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { getViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, (t) => ({ title: t('emoji.title') }))

/** The emoji that the site has beside everybody's. */
export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await getViewer(request)
  return respond(async () => {
    requireAdmin(viewer)
    return { emoji: await wiring().emoji.list() }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const form = { kind: 'upload', schema: NewEmojiForm, readForm: readEmojiForm } as const
  return answerPageForm(request, form, async (viewer, { image, ...input }) => {
    requireAdmin(viewer)
    const { id } = await wiring().emoji.add({ viewer, input, image: await sentImage(image) })
    return data({ ok: true as const, id, name: input.name })
  })
}

export default function EmojiPage() {
  const { emoji } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation()
  const [errors, values] = answer && !answer.ok ? [answer.errors, answer.values] : [undefined, undefined]
  const usable = emoji.filter(({ isRetired }) => !isRetired)
  useWaitingEmoji(emoji)
  return (
    <>
      <AdminTabs tab="emoji" hint={t('emoji.count', { count: usable.length, max: emojiLimits.maxOffered })} />
      {/* Empty again once one is taken: it stands below then. */}
      <Form
        method="post"
        encType="multipart/form-data"
        key={answer?.ok ? answer.id : 'form'}
        className="grid gap-4 border-b border-line px-4 py-6"
      >
        <p className="text-pretty text-muted">{t('emoji.hint')}</p>
        {answer?.ok ? <Notice tone="good">{t('emoji.added', { name: answer.name })}</Notice> : null}
        {errors?.form ? <Notice tone="bad">{errorText(t, errors.form)}</Notice> : null}
        <EmojiFields values={values} errors={errors} />
        <ImageField error={errors?.image} isToChooseAgain={Boolean(errors)} />
        <button type="submit" className="button button-accent justify-self-start">
          {t('emoji.add')}
        </button>
      </Form>
      <EmojiList emoji={emoji} />
    </>
  )
}

export { PageProblem as ErrorBoundary }
