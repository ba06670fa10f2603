import { data } from '@remix-run/node'
import type { z } from 'zod'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { openForm, type ReadForm } from './form.server.ts'
import { limit } from './limit.server.ts'
import type { LimitName } from './limits.ts'
import { asFormAnswer } from './respond.server.ts'
import { readViewer, signInFirst } from './viewer.server.ts'

type PageForm<Value> = {
  kind?: LimitName
  schema: z.ZodType<Value>
  /** For a form that is more than text. */
  readForm?: (viewer: Viewer) => ReadForm
}

/**
 * Does `work` for the signed-in person of a form that its own page answers: who asks, then whether they may do it now,
 * and only then what they sent. What cannot be accepted comes back with what was typed: `{ ok: false, errors, values }`.
 * @throws a Response that sends the signed-out to sign in; what `asFormAnswer` throws
 */
export async function answerPageForm<Value, Answer>(
  request: Request,
  { kind, schema, readForm }: PageForm<Value>,
  work: (viewer: Viewer, value: Value) => Promise<Answer>,
) {
  let form = openForm(request)
  try {
    const viewer = await readViewer(request)
    if (!viewer) throw signInFirst(request)
    if (kind) await limit(viewer, kind)
    if (readForm) form = openForm(request, readForm(viewer))
    const parsed = await form.parse(schema)
    if (!parsed.ok) return data({ ok: false as const, errors: parsed.errors, values: parsed.values }, { status: 422 })
    return await work(viewer, parsed.value)
  } catch (error) {
    return asFormAnswer(error, form)
  }
}
