import type { BookmarkDeps } from './deps.ts'
import { createFolder, findFolders, removeFolder, renameFolder, requireFolder } from './folders.server.ts'
import { bookmark, listBookmarks, requireBookmark, unbookmark } from './own-bookmarks.server.ts'

type Input<Verb extends (deps: never, input: never) => unknown> = Parameters<Verb>[1]

/** The door to bookmarks. They are their owner's alone: of everybody else's whatever names one @throws NotFound. */
export function createBookmarks(deps: BookmarkDeps) {
  return {
    /** @throws NotFound when the post may not be seen; Invalid past 10,000 */
    bookmark: (command: Input<typeof bookmark>) => bookmark(deps, command),
    unbookmark: (command: Input<typeof unbookmark>) => unbookmark(deps, command),
    list: (query: Input<typeof listBookmarks>) => listBookmarks(deps, query),
    require: (query: Input<typeof requireBookmark>) => requireBookmark(deps, query),

    folders: (query: Input<typeof findFolders>) => findFolders(deps, query),
    requireFolder: (query: Input<typeof requireFolder>) => requireFolder(deps.db, query),
    /** @throws Invalid past 50 */
    createFolder: (command: Input<typeof createFolder>) => createFolder(deps, command),
    renameFolder: (command: Input<typeof renameFolder>) => renameFolder(deps, command),
    removeFolder: (command: Input<typeof removeFolder>) => removeFolder(deps, command),
  }
}
