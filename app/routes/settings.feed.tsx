import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { FollowTagButton } from '#app/components/feed/follow-tag-button.tsx'
import { SettingsForm } from '#app/components/people/settings-form.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Radio } from '#app/components/ui/radio.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { answerPageForm } from '#app/web/page-form.server.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

const FeedInput = z.object({ bumpReposts: z.enum(['0', '1']) })

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  const { safety, posts } = wiring()
  const [bumpReposts, tags] = await respond(() =>
    Promise.all([safety.bumpsReposts({ viewer }), posts.followedTags({ viewer })]),
  )
  return { bumpReposts, tags }
}

export async function action({ request }: ActionFunctionArgs) {
  return answerPageForm(request, { kind: 'settings', schema: FeedInput }, async (viewer, { bumpReposts }) => {
    await wiring().safety.setBumpReposts({ viewer, on: bumpReposts === '1' })
    return data({ ok: true as const })
  })
}

export default function FeedSettings() {
  const { bumpReposts, tags } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation()
  return (
    <>
      <SettingsForm
        hint={t('settings.feedHint')}
        done={answer?.ok ? t('settings.feedSaved') : undefined}
        error={answer && !answer.ok ? (answer.errors.form ?? answer.errors.bumpReposts) : undefined}
        submit={t('settings.saveFeed')}
      >
        <fieldset>
          <legend className="mb-1.5 font-semibold">{t('settings.reposts')}</legend>
          <Radio
            name="bumpReposts"
            value="1"
            label={t('settings.bump.on')}
            hint={t('settings.bump.onHint')}
            defaultChecked={bumpReposts}
          />
          <Radio
            name="bumpReposts"
            value="0"
            label={t('settings.bump.off')}
            hint={t('settings.bump.offHint')}
            defaultChecked={!bumpReposts}
          />
        </fieldset>
      </SettingsForm>
      <section className="mt-8" aria-labelledby="followed-tags">
        <h2 id="followed-tags" className="font-semibold">
          {t('settings.tags')}
        </h2>
        <p className="text-meta text-muted">{t('settings.tagsHint')}</p>
        <ul>
          {tags.map((tag) => (
            <li key={tag} className="flex items-center gap-3 border-b border-line py-3">
              <a href={`/tags/${encodeURIComponent(tag)}`} className="min-w-0 flex-1 truncate font-semibold" dir="auto">
                {`#${tag}`}
              </a>
              <FollowTagButton tag={tag} isOn />
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

export { PageProblem as ErrorBoundary }
