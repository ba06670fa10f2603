// The process that decodes one image: it may die of it, and nothing else does. Started by render-image.server.ts.
import { z } from 'zod'
import { makeSizes } from './make-sizes.server.ts'
import { mediaKinds } from './media-rules.ts'
import { maxRenderMs } from './render-limits.ts'

const Order = z.object({ folder: z.string(), kind: z.enum(mediaKinds), focus: z.tuple([z.number(), z.number()]) })

// Its worker ends it by then; if that is gone, nobody else would.
setTimeout(() => process.exit(1), 2 * maxRenderMs).unref()

async function main(): Promise<void> {
  const made = await makeSizes(Order.parse(JSON.parse(process.argv[2] ?? '')))
  process.stdout.write(JSON.stringify(made))
}

main().catch((error: unknown) => {
  process.stderr.write(String(error))
  process.exit(1)
})
