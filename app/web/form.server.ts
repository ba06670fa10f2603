import type { z } from 'zod'

/** Problems by field; each is an i18n key. What belongs to no field is under `form`. */
export type FormErrors = Readonly<Record<string, string>>
export type FormValues = Readonly<Record<string, string>>
export type ParsedForm<Value> = { ok: true; value: Value } | { ok: false; errors: FormErrors; values: FormValues }

export type PostedForm = Readonly<{
  /**
   * The fields as `schema` reads them. A field sent twice arrives as a list, a file as a file, so that a schema that
   * wants text refuses both.
   */
  parse: <Value>(schema: z.ZodType<Value>) => Promise<ParsedForm<Value>>
  /** What was typed, for showing the form again: passwords are not in it. */
  values: () => Promise<FormValues>
}>

/** The form of a request. Its body is read when it is first asked for: whoever is refused before costs no reading. */
export function openForm(request: Request): PostedForm {
  let reading: Promise<FormData | null> | undefined
  function read(): Promise<FormData | null> {
    reading ??= readForm(request)
    return reading
  }
  return {
    parse: async (schema) => parseFields(await read(), schema),
    values: async () => shownValues(await read()),
  }
}

function parseFields<Value>(form: FormData | null, schema: z.ZodType<Value>): ParsedForm<Value> {
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

function shownValues(form: FormData | null): FormValues {
  return Object.fromEntries(
    [...(form ?? [])].flatMap(([name, value]) =>
      typeof value === 'string' && !/password/i.test(name) ? [[name, value]] : [],
    ),
  )
}
