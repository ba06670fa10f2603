import { useEffect, useState } from 'react'

type PostText = typeof import('#app/domain/posts/post-text.ts')
let loading: Promise<PostText> | undefined

/** What knows how the text of a post is read: loaded when it is first needed, null until it is there. */
export function usePostText(isNeeded: boolean): PostText | null {
  const [module, setModule] = useState<PostText | null>(null)
  useEffect(() => {
    if (!isNeeded) return
    loading ??= import('#app/domain/posts/post-text.ts')
    loading.then(setModule, () => {
      loading = undefined
    })
  }, [isNeeded])
  return module
}
