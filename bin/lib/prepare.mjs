import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { ensureBuilt, ensureClient } from './build.mjs'
import { createJson, readJson, removeStale } from './files.mjs'
import { ensureInstalled } from './install.mjs'
import { onStop } from './lifecycle.mjs'
import { dataDir, ensureDir, inData } from './paths.mjs'
import { isSameProcess, self } from './processes.mjs'
import { step } from './say.mjs'

const file = inData('prepare.json')
const pollMs = 200

const isStale = (owner) => !owner || !isSameProcess(owner)

/** One command of a clone at a time writes node_modules and the build; the others wait. */
async function alone(work) {
  ensureDir(dataDir)
  const take = () => {
    if (createJson(file, self())) return true
    if (isStale(readJson(file))) removeStale(file, isStale)
    return false
  }
  if (!take() && !take()) {
    await step('Waiting for another command of this clone that installs or builds', async () => {
      while (!take()) await sleep(pollMs)
    })
  }
  const remove = async () => rmSync(file, { force: true })
  const release = onStop('files', remove)
  try {
    return await work()
  } finally {
    release()
    await remove()
  }
}

export const install = () => alone(ensureInstalled)

/** The Prisma client, and with `isBuild` the production build. Packages have to be installed. */
export const generate = ({ isBuild }) =>
  alone(async () => {
    await ensureClient()
    if (isBuild) await ensureBuilt()
  })
