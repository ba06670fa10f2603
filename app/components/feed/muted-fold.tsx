import type { ReactNode } from 'react'
import { Icon } from '#app/components/ui/icon.tsx'
import type { PostWords } from './post-words.ts'

type Props = { word: string | undefined; words: PostWords; children: ReactNode }

/** What a post says, folded where the reader muted a word of it. The browser opens it, without scripts too. */
export function MutedFold({ word, words, children }: Props) {
  if (word === undefined) return children
  return (
    <details className="warned">
      <summary>
        <Icon name="volume-x" />
        <span>{words.mutedWord(word)}</span>
      </summary>
      {children}
    </details>
  )
}
