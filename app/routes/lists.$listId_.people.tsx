import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useEffect } from 'react'
import { ListHeader } from '#app/components/lists/list-header.tsx'
import { ListedButton } from '#app/components/lists/listed-button.tsx'
import { MorePeople } from '#app/components/people/more-people.tsx'
import { PersonLine } from '#app/components/people/person-line.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { Field } from '#app/components/ui/field.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { ListedInput } from '#app/domain/lists/list-rules.ts'
import { Invalid, NotFound } from '#app/lib/errors.ts'
import { errorText } from '#app/web/error-key.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { forgetListed } from '#app/web/listed.ts'
import { cursorOf } from '#app/web/page-cursor.ts'
import { answerPageForm } from '#app/web/page-form.server.ts'
import { requireId } from '#app/web/page-id.ts'
import { pageMeta } from '#app/web/page-meta.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, (t) => ({ title: t('lists.peopleTitle', { name: data?.list.name ?? '' }) }))

export async function loader({ request, params }: LoaderFunctionArgs) {
  const listId = requireId(params.listId)
  const viewer = await requireViewer(request)
  const { lists } = wiring()
  return respond(async () => ({
    list: await lists.require({ viewer, listId }),
    page: await lists.people({ viewer, listId, cursor: cursorOf(request) }),
  }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const listId = requireId(params.listId)
  return answerPageForm(request, { kind: 'list', schema: ListedInput }, async (viewer, { handle }) => {
    const { lists } = wiring()
    await lists.require({ viewer, listId })
    try {
      await lists.setPerson({ viewer, listId, handle, isOn: true })
      return { ok: true as const, handle }
    } catch (error) {
      if (error instanceof NotFound) throw new Invalid('Nobody has this name', { handle: 'errors.list.nobody' })
      throw error
    }
  })
}

export default function ListPeoplePage() {
  const { list, page } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation()
  const refused = answer?.ok === false ? answer : undefined
  const added = answer?.ok ? answer.handle : undefined

  useEffect(() => {
    if (answer?.ok) forgetListed({ listId: list.id, handle: answer.handle })
  }, [answer, list.id])

  return (
    <>
      <ListHeader list={list} tab="people" />
      <div className="p-4">
        <Form method="post" className="grid gap-4">
          {added ? <Notice tone="good">{t('lists.added', { handle: added })}</Notice> : null}
          {refused?.errors.form ? <Notice tone="bad">{errorText(t, refused.errors.form)}</Notice> : null}
          <div className="flex items-start gap-3">
            <div className="min-w-0 flex-1">
              <Field
                key={added}
                label={t('lists.handle')}
                hint={t('lists.handleHint')}
                error={refused?.errors.handle}
                name="handle"
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                maxLength={40}
                defaultValue={refused?.values.handle}
                required
              />
            </div>
            <button type="submit" className="button button-accent mt-7">
              {t('lists.add')}
            </button>
          </div>
        </Form>
        {page.items.length > 0 ? (
          <ul className="mt-2" aria-label={t('lists.peopleTitle', { name: list.name })}>
            {page.items.map((person) => (
              <PersonLine key={person.id} person={person}>
                <ListedButton list={list} handle={person.handle} isOn />
              </PersonLine>
            ))}
          </ul>
        ) : (
          !page.nextCursor && <Empty icon="users-round" title={t('lists.nobody')} hint={t('lists.nobodyHint')} />
        )}
        <MorePeople cursor={page.nextCursor} className="mt-2" />
      </div>
    </>
  )
}

export { PageProblem as ErrorBoundary }
