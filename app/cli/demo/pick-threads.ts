import { numberOf } from '../import/stack-exchange/digest.ts'
import type { AnswerRecord, QuestionRecord } from '../import/stack-exchange/records.ts'

export type Thread = Readonly<{ question: QuestionRecord; answers: readonly AnswerRecord[] }>

const leastScore = 2
/** One person who asked a hundred times would be the whole community. */
const questionsOfOne = 12
const answersKept = 6
/** Longer ones are fine to read, and would be most of the demo's bytes. */
const longestText = 4_000

/**
 * The threads that make a good first impression: liked questions with liked answers. They are mixed, always in the
 * same way, because people ask many questions in a row and the sites were busiest in their first days.
 */
export function pickThreads(questions: readonly QuestionRecord[], answers: readonly AnswerRecord[]): Thread[] {
  const liked = answers.filter(({ score, text }) => score > 0 && text.length <= longestText)
  const byQuestion = new Map<number, AnswerRecord[]>()
  for (const answer of liked) byQuestion.set(answer.parentId, [...(byQuestion.get(answer.parentId) ?? []), answer])
  const askedBy = new Map<number | null, number>()
  return questions
    .filter(({ score, text }) => score >= leastScore && text.length <= longestText)
    .map((question) => ({ question, answers: best(byQuestion.get(question.id) ?? []) }))
    .filter(({ answers }) => answers.length > 0)
    .sort((a, b) => numberOf(`thread ${a.question.id}`) - numberOf(`thread ${b.question.id}`))
    .filter(({ question: { ownerId } }) => {
      const count = (askedBy.get(ownerId) ?? 0) + 1
      askedBy.set(ownerId, count)
      return count <= questionsOfOne
    })
}

function best(answers: readonly AnswerRecord[]): AnswerRecord[] {
  return [...answers]
    .sort((a, b) => b.score - a.score || a.id - b.id)
    .slice(0, answersKept)
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
}
