import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { Form } from '@remix-run/react'
import { z } from 'zod'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Icon } from '#app/components/ui/icon.tsx'
import { Radio } from '#app/components/ui/radio.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { answerPageForm } from '#app/web/page-form.server.ts'
import { useRootData } from '#app/web/root-data.ts'
import { themeCookie, themes } from '#app/web/theme.ts'
import { warningsCookie } from '#app/web/warnings.ts'

const icons = { system: 'monitor', light: 'sun', dark: 'moon' } as const

const AppearanceInput = z.union([
  z.object({ theme: z.enum(themes) }),
  z.object({ warnings: z.enum(['folded', 'open']) }),
])

export async function action({ request }: ActionFunctionArgs) {
  return answerPageForm(request, { schema: AppearanceInput }, async (_viewer, input) => {
    const cookie = 'theme' in input ? themeCookie(input.theme) : warningsCookie(input.warnings === 'open')
    return redirect('/settings/appearance', { status: 303, headers: { 'Set-Cookie': cookie } })
  })
}

export default function AppearanceSettings() {
  const { t } = useTranslation()
  const current = useRootData()?.theme ?? 'system'
  return (
    <>
      <Form method="post">
        <h2 className="text-lead font-semibold">{t('settings.theme')}</h2>
        <p className="mb-4 text-muted">{t('settings.themeHint')}</p>
        <div className="grid gap-3 sm:grid-cols-3">
          {themes.map((theme) => (
            <button
              key={theme}
              type="submit"
              name="theme"
              value={theme}
              aria-pressed={theme === current}
              className="flex min-h-14 items-center gap-3 rounded-2xl border border-line px-4 font-semibold hover:border-edge aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent sm:min-h-28 sm:flex-col sm:justify-center"
            >
              <Icon name={icons[theme]} large />
              {t(`settings.themes.${theme}`)}
            </button>
          ))}
        </div>
      </Form>
      <WarningsForm />
    </>
  )
}

function WarningsForm() {
  const { t } = useTranslation()
  const opens = useRootData()?.opensWarnings ?? false
  return (
    <Form method="post" className="mt-8">
      <fieldset>
        <legend className="text-lead font-semibold">{t('settings.warnings.title')}</legend>
        <p className="mb-2 text-muted">{t('settings.warnings.hint')}</p>
        <Radio
          name="warnings"
          value="folded"
          label={t('settings.warnings.folded')}
          hint={t('settings.warnings.foldedHint')}
          defaultChecked={!opens}
        />
        <Radio
          name="warnings"
          value="open"
          label={t('settings.warnings.open')}
          hint={t('settings.warnings.openHint')}
          defaultChecked={opens}
        />
      </fieldset>
      <button type="submit" className="button button-plain mt-3">
        {t('settings.warnings.save')}
      </button>
    </Form>
  )
}

export { PageProblem as ErrorBoundary }
