import { z } from 'zod'
import { areAddresses } from './redis-address.ts'
import { isS3Address } from './storage/s3-address.ts'

const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgresql://')
const redisUrl = z.string().refine(areAddresses, 'must start with redis:// or rediss://, as must each of a cluster')

function wholeNumber(min: number, max: number) {
  const range = `must be ${min} to ${max}`
  return z.coerce.number().int('must be a whole number').min(min, range).max(max, range)
}

/** Every setting. `.env.example` documents them; test/lib/env.test.ts holds the two together. */
export const EnvSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  DATABASE_URL: postgresUrl,
  REDIS_URL: redisUrl,
  SESSION_SECRET: z.string().min(32, 'must be at least 32 characters; `openssl rand -hex 32` makes one'),
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  ORIGIN: z
    .url({ protocol: /^https?$/, error: 'must be the address that people type, such as https://social.example' })
    .optional(),
  TRUSTED_PROXIES: wholeNumber(0, 10).default(0),
  DATABASE_POOL: wholeNumber(1, 200).default(10),
  WORKER_CONCURRENCY: wholeNumber(1, 100).default(4),
  FEED_PULL_THRESHOLD: wholeNumber(1, 1_000_000_000).default(5000),
  API_READS_PER_MINUTE: wholeNumber(0, 1_000_000).default(1200),
  LINK_PREVIEWS: z.enum(['on', 'off'], 'must be on or off').default('on'),
  METRICS_TOKEN: z.string().min(16, 'must be at least 16 characters; `openssl rand -hex 32` makes one').optional(),
  METRICS_PORT: wholeNumber(0, 65_535).optional(),
  MEDIA_PATH: z.string().min(1).default('.data/media'),
  S3_URL: z
    .string()
    .refine(isS3Address, 'must look like https://key:secret@host/bucket?region=eu-central-1')
    .optional(),
  MEDIA_QUOTA_MB: wholeNumber(0, 1_000_000).default(2000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

export type Env = Readonly<z.infer<typeof EnvSchema> & { origin: string }>

/**
 * The settings of this process, checked. Empty values count as not set.
 * @throws Error naming every wrong variable and what it must be
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = EnvSchema.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = issue.path.join('.')
      return `  ${name} ${given[name] === undefined ? 'is missing' : 'is wrong'}: ${issue.message}`
    })
    throw new Error(`Settings (see .env.example):\n${lines.join('\n')}`)
  }
  const env = parsed.data
  const origin = env.ORIGIN ? new URL(env.ORIGIN).origin : `http://localhost:${env.PORT}`
  return Object.freeze({ ...env, origin })
}
