import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { VoteInput } from '#app/domain/posts/polls/poll-rules.ts'
import { answerForm } from '#app/web/answer.server.ts'
import { requireId } from '#app/web/page-id.ts'
import { wiring } from '#app/wiring.server.ts'

export function loader({ params }: ActionFunctionArgs) {
  return redirect(`/posts/${requireId(params.postId)}`)
}

export async function action({ request, params }: ActionFunctionArgs) {
  const postId = requireId(params.postId)
  const back = (page: string) => `${page}#${postId}`
  return answerForm(request, { kind: 'react', schema: VoteInput, back }, async (viewer, { choice }) => {
    const { posts } = wiring()
    await posts.vote({ postId, viewer, choices: choice })
    return { poll: (await posts.view({ postId, viewer })).poll }
  })
}
