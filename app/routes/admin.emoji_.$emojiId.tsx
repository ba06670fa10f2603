import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { EmojiFields, ImageField } from '#app/components/admin/emoji-fields.tsx'
import { EmojiState, RetireForm } from '#app/components/admin/emoji-list.tsx'
import { useWaitingEmoji } from '#app/components/admin/use-waiting-emoji.ts'
import { PageHeader } from '#app/components/shell/page-header.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { requireAdmin } from '#app/domain/accounts/viewer.ts'
import { EmojiInput } from '#app/domain/emoji/emoji-rules.ts'
import { NotFound } from '#app/lib/errors.ts'
import { errorText } from '#app/web/error-key.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { answerPageForm } from '#app/web/page-form.server.ts'
import { requireId } from '#app/web/page-id.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { getViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, (t) => ({ title: t('emoji.editTitle') }))

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await getViewer(request)
  return respond(async () => {
    requireAdmin(viewer)
    const emoji = (await wiring().emoji.list()).find(({ id }) => id === params.emojiId)
    if (!emoji) throw new NotFound('There is no such emoji')
    return { emoji }
  })
}

/** Renames and describes it. */
export async function action({ request, params }: ActionFunctionArgs) {
  const emojiId = requireId(params.emojiId)
  return answerPageForm(request, { schema: EmojiInput }, async (viewer, input) => {
    requireAdmin(viewer)
    await wiring().emoji.edit({ emojiId, input })
    return { ok: true as const, values: input }
  })
}

export default function EditEmojiPage() {
  const { emoji } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation()
  const errors = answer?.ok === false ? answer.errors : undefined
  useWaitingEmoji([emoji])
  return (
    <>
      <PageHeader title={t('emoji.editTitle')} hint={`:${emoji.name}:`} back="/admin/emoji" />
      <div className="grid gap-8 px-4 py-6">
        <EmojiState emoji={emoji} />
        {emoji.state === 'failed' ? (
          <form
            method="post"
            action={`/admin/emoji/${emoji.id}/image`}
            encType="multipart/form-data"
            className="grid justify-items-start gap-4"
          >
            <ImageField />
            <button type="submit" className="button button-plain">
              {t('emoji.sendImage')}
            </button>
          </form>
        ) : null}
        <Form method="post" className="grid gap-4">
          {answer?.ok ? <Notice tone="good">{t('emoji.saved')}</Notice> : null}
          {errors?.form ? <Notice tone="bad">{errorText(t, errors.form)}</Notice> : null}
          <EmojiFields values={answer?.values ?? emoji} errors={errors} />
          <p className="text-meta text-pretty text-muted">{t('emoji.renameHint')}</p>
          <button type="submit" className="button button-accent justify-self-start">
            {t('emoji.save')}
          </button>
        </Form>
        <section className="grid justify-items-start gap-3">
          <p className="text-pretty text-muted">{t(emoji.isRetired ? 'emoji.retiredHint' : 'emoji.retireHint')}</p>
          <RetireForm emoji={emoji} />
        </section>
      </div>
    </>
  )
}

export { PageProblem as ErrorBoundary }
