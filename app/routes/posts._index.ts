import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { PostInput } from '#app/domain/posts/post-rules.ts'
import { Invalid } from '#app/lib/errors.ts'
import { answerForm, wayBack } from '#app/web/answer.server.ts'
import { parseForm } from '#app/web/form.server.ts'
import { limit } from '#app/web/limit.server.ts'
import { wiring } from '#app/wiring.server.ts'

export function loader() {
  return redirect('/compose')
}

/** Posts from the composer's script; without scripts, compose.tsx does, which can show the text again. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await parseForm(request, PostInput)
  const back = form.ok && form.value.replyToId ? `/posts/${form.value.replyToId}` : '/'
  return answerForm(request, wayBack(request, back), async (viewer) => {
    if (!form.ok) throw new Invalid('The post cannot be accepted', form.errors)
    await limit(request, viewer, 'post')
    const { posts } = wiring()
    const { id } = await posts.create({ author: viewer, input: form.value })
    return { post: (await posts.thread({ postId: id, viewer })).post }
  })
}
