import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { Form } from '@remix-run/react'
import { z } from 'zod'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Icon } from '#app/components/ui/icon.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { answerPageForm } from '#app/web/page-form.server.ts'
import { useRootData } from '#app/web/root-data.ts'
import { themeCookie, themes } from '#app/web/theme.ts'

const icons = { system: 'monitor', light: 'sun', dark: 'moon' } as const

const AppearanceInput = z.object({ theme: z.enum(themes) })

export async function action({ request }: ActionFunctionArgs) {
  return answerPageForm(request, { schema: AppearanceInput }, async (_viewer, { theme }) =>
    redirect('/settings/appearance', { status: 303, headers: { 'Set-Cookie': themeCookie(theme) } }),
  )
}

export default function AppearanceSettings() {
  const { t } = useTranslation()
  const current = useRootData()?.theme ?? 'system'
  return (
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
  )
}

export { PageProblem as ErrorBoundary }
