import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { MutedConversationLine } from '#app/components/feed/muted-conversation-line.tsx'
import { withCursor } from '#app/components/feed/older.tsx'
import { NextPage } from '#app/components/shell/next-page.tsx'
import { PageProblem } from '#app/components/shell/problem.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { cursorOf } from '#app/web/page-cursor.ts'
import { respond } from '#app/web/respond.server.ts'
import { requireViewer } from '#app/web/viewer.server.ts'
import { wiring } from '#app/wiring.server.ts'

/** The conversations that the viewer's feeds leave out. */
export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  return respond(() => wiring().posts.mutedConversations({ viewer, cursor: cursorOf(request) }))
}

export default function ConversationsSettings() {
  const { items, nextCursor } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  return (
    <>
      <p className="text-pretty text-muted">{t('settings.conversations.hint')}</p>
      {items.length > 0 ? (
        <ul className="mt-2" aria-label={t('settings.conversations.muted')}>
          {items.map((conversation) => (
            <MutedConversationLine key={conversation.rootId} conversation={conversation} />
          ))}
        </ul>
      ) : (
        <Empty icon="volume-x" title={t('settings.conversations.none')} hint={t('settings.conversations.noneHint')} />
      )}
      {nextCursor ? (
        <NextPage href={withCursor('', nextCursor)} label={t('settings.conversations.more')} className="mt-2" />
      ) : null}
    </>
  )
}

export { PageProblem as ErrorBoundary }
