import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { PictureForm } from '#app/components/people/picture-form.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  return respond(async () => {
    const { media, accounts } = wiring()
    const [pictures, { person }] = await Promise.all([
      media.pictures({ viewer }),
      accounts.profile({ handle: viewer.handle, viewer }),
    ])
    return { pictures, person }
  })
}

const againMs = 1_000

export default function PictureSettings() {
  const { pictures, person } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  const { revalidate, state } = useRevalidator()
  const isWaiting = pictures.avatar.state === 'waiting' || pictures.header.state === 'waiting'

  useEffect(() => {
    if (!isWaiting || state !== 'idle') return
    const timer = setTimeout(revalidate, againMs)
    return () => clearTimeout(timer)
  }, [isWaiting, state, revalidate])

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-10">
      <PictureForm kind="avatar" title={t('settings.pictures.avatar')} picture={pictures.avatar} person={person} />
      <PictureForm kind="header" title={t('settings.pictures.header')} picture={pictures.header} person={person} />
    </div>
  )
}

export { PageProblem as ErrorBoundary }
