import type { z } from 'zod'

/** Problems by field; each is an i18n key. What belongs to no field is under `form`. */
export type FormErrors = Readonly<Record<string, string>>
export type FormValues = Readonly<Record<string, string>>
export type ParsedForm<Value> = { ok: true; value: Value } | { ok: false; errors: FormErrors; values: FormValues }

/**
 * The fields of a posted form as `schema` reads them.
 * A field sent twice arrives as a list, a file as a file, so that a schema that wants text refuses both.
 * `values` are for showing the form again: passwords are not among them.
 */
export async function parseForm<Value>(request: Request, schema: z.ZodType<Value>): Promise<ParsedForm<Value>> {
  const form = await readForm(request)
  if (!form) return { ok: false, errors: { form: 'errors.invalid' }, values: {} }
  const parsed = schema.safeParse(toFields(form))
  if (parsed.success) return { ok: true, value: parsed.data }
  return { ok: false, errors: errorsOf(parsed.error), values: shownValues(form) }
}

async function readForm(request: Request): Promise<FormData | null> {
  try {
    return await request.formData()
  } catch {
    // Another content type, or cut short.
    return null
  }
}

function toFields(form: FormData): Record<string, unknown> {
  const fields: Record<string, unknown> = Object.create(null)
  for (const name of form.keys()) {
    const values = form.getAll(name)
    fields[name] = values.length === 1 ? values[0] : values
  }
  return fields
}

function errorsOf(error: z.ZodError): FormErrors {
  const errors: Record<string, string> = {}
  for (const { path, message } of error.issues) {
    const field = path[0] === undefined ? 'form' : String(path[0])
    // Zod's own English is no key.
    errors[field] ??= message.startsWith('errors.') ? message : 'errors.invalid'
  }
  return errors
}

function shownValues(form: FormData): FormValues {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' && !/password/i.test(name) ? [[name, value]] : [])),
  )
}
