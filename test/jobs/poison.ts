import { z } from 'zod'
import { defineJob } from '#app/lib/job.ts'

const common = { queue: 'feeds', payload: z.object({ key: z.string() }), attempts: 2 } as const

/** Takes its process with it. */
export const aborts = defineJob({ ...common, name: 'test.aborts', dedupe: ({ key }) => key })
/** Ends only when no other job runs. */
export const stands = defineJob({ ...common, name: 'test.stands', dedupe: ({ key }) => key })
