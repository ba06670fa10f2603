import type { FormEvent } from 'react'
import { ExactTime } from '#app/components/ui/time.tsx'
import type { PollView } from '#app/domain/posts/polls/poll-view.ts'
import type { PostView } from '#app/domain/posts/post-views.ts'
import { toast } from '#app/web/toasts.ts'
import { usePoll, vote } from '#app/web/votes.ts'
import type { PostWords } from './post-words.ts'

type Props = { post: PostView; words: PostWords }

/** What a post asks: options to choose from, or what was chosen so far. */
export function Poll({ post, words }: Props) {
  const poll = usePoll(post)
  if (!poll) return null
  const mayVote = !poll.isOver && poll.choices === null && words.isSignedIn
  return (
    <fieldset className="poll" aria-label={words.poll}>
      {mayVote ? <PollForm post={post} poll={poll} words={words} /> : <PollResults poll={poll} words={words} />}
      <p className="poll-about">
        {`${words.voters(poll.voters)} · ${poll.isOver ? words.pollOver : words.pollEnds} `}
        <ExactTime at={poll.endsAt} />
      </p>
    </fieldset>
  )
}

/** Buttons, one of which is the vote; or boxes and a button, where several may be chosen. */
function PollForm({ post, poll, words }: { post: PostView; poll: PollView; words: PostWords }) {
  async function submit(event: FormEvent<HTMLFormElement>) {
    const { nativeEvent, currentTarget } = event
    event.preventDefault()
    const submitter = nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null
    const chosen = new FormData(currentTarget, submitter).getAll('choice').map(String)
    if (chosen.length === 0) return toast(words.problem('errors.poll.choose'), { tone: 'bad' })
    const problem = await vote(post.id, chosen)
    if (problem) toast(words.problem(problem), { tone: 'bad' })
  }

  return (
    <form method="post" action={`/posts/${post.id}/vote`} onSubmit={(event) => void submit(event)}>
      {poll.options.map(({ text }, at) =>
        poll.isMultiple ? (
          <label key={text} className="poll-option">
            <input type="checkbox" name="choice" value={at} />
            <span dir="auto">{text}</span>
          </label>
        ) : (
          <button key={text} type="submit" className="poll-option" name="choice" value={at} dir="auto">
            {text}
          </button>
        ),
      )}
      {poll.isMultiple ? (
        <button type="submit" className="button button-plain button-sm">
          {words.vote}
        </button>
      ) : null}
    </form>
  )
}

function PollResults({ poll, words }: { poll: PollView; words: PostWords }) {
  return (
    <ul>
      {poll.options.map(({ text, count }, at) => {
        const share = count === null || poll.voters === 0 ? 0 : Math.round((100 * count) / poll.voters)
        const isMine = poll.choices?.includes(at) ?? false
        return (
          <li key={text} className={isMine ? 'poll-result is-mine' : 'poll-result'}>
            <span dir="auto">{text}</span>
            {isMine ? <span className="sr-only">{words.pollMine}</span> : null}
            {count === null ? null : (
              <>
                <b className="poll-share">{words.share(share)}</b>
                <progress max={100} value={share} aria-label={text} />
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}
