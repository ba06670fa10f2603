import type { z } from 'zod'
import { isDomainError } from '#app/lib/errors.ts'

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
export function openForm(request: Request, readForm: ReadForm = readPlain): PostedForm {
  let reading: Promise<Read> | undefined
  function read(): Promise<Read> {
    reading ??= attempt(request, readForm)
    return reading
  }
  return {
    parse: async (schema) => parseFields(await read(), schema),
    values: async () => shownValues((await read()).form),
  }
}

function parseFields<Value>({ form, errors }: Read, schema: z.ZodType<Value>): ParsedForm<Value> {
  if (!form) return { ok: false, errors: { form: 'errors.invalid' }, values: {} }
  if (errors && Object.keys(errors).length > 0) return { ok: false, errors, values: shownValues(form) }
  const parsed = schema.safeParse(toFields(form))
  if (parsed.success) return { ok: true, value: parsed.data }
  return { ok: false, errors: errorsOf(parsed.error), values: shownValues(form) }
}

type Read = { form: FormData | null; errors?: FormErrors }

/** Reads the fields of a form that is more than text; `errors` are problems that reading has found. */
export type ReadForm = (request: Request) => Promise<Read>

const readPlain: ReadForm = async (request) => ({ form: await request.formData() })

async function attempt(request: Request, read: ReadForm): Promise<Read> {
  try {
    return await read(request)
  } catch (error) {
    if (isDomainError(error)) throw error
    // Another content type, or cut short.
    return { form: null }
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
