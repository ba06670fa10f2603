import type { PostView } from '#app/domain/posts/post-views.ts'
import { type Sent, send } from './send.ts'

type Posted = { post: PostView }
type Keys = { clientKey: string; renewKey: () => string }

/** Once more with another key where this one is that of a post: its answer was lost, and the text amended since. */
export async function sendPost(fields: Record<string, string>, { clientKey, renewKey }: Keys): Promise<Sent<Posted>> {
  const sent = await send<Posted>('/posts', { ...fields, clientKey })
  if (sent.ok || sent.message !== 'errors.page.Conflict') return sent
  return send<Posted>('/posts', { ...fields, clientKey: renewKey() })
}
