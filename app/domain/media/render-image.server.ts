import { type ExecFileException, execFile } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Order, Sizes } from './make-sizes.server.ts'
import { type Failure, failures } from './media-rules.ts'
import { maxMemoryKib, maxRenderMs } from './render-limits.ts'

/**
 * Makes the sizes of an image in a process of its own, which has so much memory and time and then ends, as a whole.
 * A process that dies of its image is a failure of that image. @throws when there can be no such process now
 */
export type RenderImage = (order: Order) => Promise<Sizes | { failure: Failure }>

export function createRenderImage({ maxMemoryKib, maxMs }: Limits = usual): RenderImage {
  return (order) => render(order, { maxMemoryKib, maxMs })
}

/** Of one process. */
type Limits = Readonly<{ maxMemoryKib: number; maxMs: number }>

const usual: Limits = { maxMemoryKib, maxMs: maxRenderMs }

function render(order: Order, { maxMemoryKib, maxMs }: Limits): ReturnType<RenderImage> {
  // What else runs on this machine goes first, from the process's first moment on.
  const limited = 'ulimit -d "$0" 2>/dev/null; exec nice -n 19 "$@"'
  const node = [process.execPath, '--max-old-space-size=64', ...entry(), JSON.stringify(order)]
  const options = {
    // What is not told cannot be taken: no address of a server, no secret.
    env: { NODE_ENV: 'production', MALLOC_ARENA_MAX: '2' },
    timeout: maxMs,
    killSignal: 'SIGKILL',
    maxBuffer: 64 * 1024,
  } as const
  return new Promise((resolve, reject) => {
    const args = ['-c', limited, String(maxMemoryKib), ...node]
    execFile('/bin/sh', args, options, (error, stdout) => {
      if (!error) resolve(Answer.parse(JSON.parse(stdout)))
      else if (isFaultOfImage(error)) resolve({ failure: 'tooHeavy' })
      else reject(error)
    })
  })
}

const Answer = z.union([
  z.object({ failure: z.enum(failures) }),
  z.object({
    width: z.number(),
    height: z.number(),
    isAnimated: z.boolean(),
    thumbhash: z.string(),
    placeholder: z.string(),
  }),
])

/** Beside the worker where that is built; else the source, as in development and in tests. */
function entry(): string[] {
  const here = fileURLToPath(import.meta.url)
  if (!here.endsWith('.ts')) return [path.join(path.dirname(here), 'image.js')]
  return ['--import', 'tsx', path.join(path.dirname(here), 'image-process.server.ts')]
}

/** It ran out of memory or time, or its decoder crashed. Told to stop, or never begun, it may be tried again. */
function isFaultOfImage({ code, signal }: ExecFileException): boolean {
  if (signal) return !['SIGTERM', 'SIGINT', 'SIGHUP'].includes(signal)
  return typeof code === 'number' && code !== 126 && code !== 127
}
