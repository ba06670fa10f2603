import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { PostInput } from '#app/domain/posts/post-rules.ts'
import { partsOf } from '#app/domain/posts/writing/thread-parts.ts'
import { answerForm } from '#app/web/answer.server.ts'
import { limitFurther } from '#app/web/limit.server.ts'
import { wiring } from '#app/wiring.server.ts'

export function loader() {
  return redirect('/compose')
}

/** Posts from the composer's script; without scripts, compose.tsx does, which can show the text again. */
export async function action({ request }: ActionFunctionArgs) {
  const back = (_page: string, { replyToId }: PostInput) => (replyToId ? `/posts/${replyToId}` : '/')
  return answerForm(request, { kind: 'post', schema: PostInput, back }, async (viewer, input) => {
    const { posts } = wiring()
    await limitFurther(viewer, partsOf(input).length - 1)
    const { id } = await posts.create({ author: viewer, input })
    return { post: await posts.view({ postId: id, viewer }) }
  })
}
