import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { MuteLengthField } from '#app/components/people/mute-length-field.tsx'
import { MutedWordLine } from '#app/components/people/muted-word-line.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Check } from '#app/components/ui/check.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { Field } from '#app/components/ui/field.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { Radio } from '#app/components/ui/radio.tsx'
import { WordInput } from '#app/domain/safety/mute-rules.ts'
import { errorText } from '#app/web/error-key.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { answerPageForm } from '#app/web/page-form.server.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

/** The words that the viewer mutes. */
export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  return { words: await respond(() => wiring().safety.words({ viewer })) }
}

export async function action({ request }: ActionFunctionArgs) {
  return answerPageForm(request, { kind: 'mute', schema: WordInput }, async (viewer, input) => {
    await wiring().safety.muteWord({ viewer, input })
    return data({ ok: true as const, phrase: input.phrase, savedAt: Date.now() })
  })
}

export default function WordsSettings() {
  const { words } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation()
  const [errors, values] = answer && !answer.ok ? [answer.errors, answer.values] : [undefined, undefined]
  const problem = errors?.form ?? errors?.inHome ?? errors?.action
  return (
    <>
      {/* Empty again once a word is taken: it stands below then. */}
      <Form method="post" key={answer?.ok ? answer.savedAt : 'form'} className="grid gap-4">
        <p className="text-pretty text-muted">{t('words.hint')}</p>
        {answer?.ok ? <Notice tone="good">{t('words.saved', { phrase: answer.phrase })}</Notice> : null}
        {problem ? <Notice tone="bad">{errorText(t, problem)}</Notice> : null}
        <Field
          label={t('words.phrase')}
          hint={t('words.phraseHint')}
          error={errors?.phrase}
          name="phrase"
          autoComplete="off"
          maxLength={100}
          defaultValue={values?.phrase}
          required
        />
        <fieldset>
          <legend className="mb-1.5 font-semibold">{t('words.action')}</legend>
          <Radio
            name="action"
            value="hide"
            label={t('words.hide')}
            hint={t('words.hideHint')}
            defaultChecked={values?.action !== 'warn'}
          />
          <Radio
            name="action"
            value="warn"
            label={t('words.warn')}
            hint={t('words.warnHint')}
            defaultChecked={values?.action === 'warn'}
          />
        </fieldset>
        <fieldset>
          <legend className="mb-1.5 font-semibold">{t('words.where')}</legend>
          {(['inHome', 'inNotifications', 'inSearch'] as const).map((place) => (
            <Check
              key={place}
              name={place}
              label={t(`words.${place}`)}
              defaultChecked={values ? place in values : true}
            />
          ))}
        </fieldset>
        <MuteLengthField label={t('people.mute.length')} value={values?.length} />
        <button type="submit" className="button button-accent justify-self-start">
          {t('words.add')}
        </button>
      </Form>
      <h2 className="mt-8 text-lead font-semibold">{t('words.list', { count: words.length })}</h2>
      {words.length > 0 ? (
        <ul aria-label={t('words.title')}>
          {words.map((word) => (
            <MutedWordLine key={word.id} word={word} />
          ))}
        </ul>
      ) : (
        <Empty icon="volume-x" title={t('words.none')} hint={t('words.noneHint')} />
      )}
    </>
  )
}

export { PageProblem as ErrorBoundary }
