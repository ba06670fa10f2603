import type { PostView } from '#app/domain/posts/post-views.ts'
import { createStore, useStored } from './store.ts'

/** Which of the page's one menu is open, and for which post. */
export type OpenMenu = Readonly<{ menu: 'reactions' | 'repost' | 'more'; post: PostView; anchor: HTMLElement }>

const menus = createStore<OpenMenu>()

export function openMenu(menu: OpenMenu): void {
  menus.set('open', menu)
}

export function closeMenu(): void {
  menus.set('open', undefined)
}

export function useOpenMenu(): OpenMenu | undefined {
  return useStored(menus, 'open')
}
