import { PageHeader } from '#app/components/shell/page-header.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { Icon } from '#app/components/ui/icon.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { BookmarkList } from './bookmark-list.tsx'

type Folder = Readonly<{ id: string; name: string }>
type Props = {
  page: Parameters<typeof BookmarkList>[0]['page']
  folders: readonly Folder[]
  /** The one that is looked at; absent: all bookmarks. */
  folder?: Folder
}

/** All bookmarks, or those of a folder. */
export function BookmarksPage({ page, folders, folder }: Props) {
  const { t } = useTranslation()
  const tabs = [
    { href: '/bookmarks', label: t('bookmarks.all'), isCurrent: !folder },
    ...folders.map(({ id, name }) => ({ href: `/bookmarks/${id}`, label: name, isCurrent: id === folder?.id })),
  ]
  const label = folder ? folder.name : t('bookmarks.title')
  return (
    <>
      <PageHeader title={t('bookmarks.title')} tabs={folders.length > 0 ? tabs : undefined}>
        <a href="/bookmarks/folders" className="icon-button -mr-3" aria-label={t('bookmarks.folders')}>
          <Icon name="folder" />
        </a>
      </PageHeader>
      {page.items.length > 0 ? (
        <BookmarkList page={page} folders={folders} label={label} />
      ) : (
        <Empty
          icon="bookmark"
          title={folder ? t('bookmarks.emptyFolder', { name: folder.name }) : t('bookmarks.empty')}
          hint={t(folder ? 'bookmarks.emptyFolderHint' : 'bookmarks.emptyHint')}
        />
      )}
    </>
  )
}
