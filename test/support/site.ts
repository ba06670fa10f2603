import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { type App, startApp } from './app.ts'
import { openBrowser } from './browser.ts'
import { newPerson, signUp } from './pages.ts'

/** One built app and one browser for a test file; use them inside tests only. */
export function startSite(settings: Record<string, string> = {}) {
  let held: { app: App; browser: Browser } | undefined
  beforeAll(async () => {
    held = { app: await startApp(settings), browser: await openBrowser() }
  })
  afterAll(async () => {
    await held?.browser.close()
    await held?.app.end()
  })

  function started() {
    if (!held) throw new Error('the site is there when the first test begins')
    return held
  }
  /** A page in a browser of its own. */
  async function visit(options: BrowserContextOptions = {}) {
    const { app, browser } = started()
    const context = await browser.newContext({ baseURL: app.address, ...options })
    return { context, page: await context.newPage() }
  }
  return {
    env: () => started().app.env,
    visit,
    /** Somebody signed up and in, in a browser of their own. */
    async somebody(name: string, options: BrowserContextOptions = {}) {
      const { context, page } = await visit(options)
      const person = newPerson(name)
      await signUp(page, person)
      return { context, page, person, handle: person.handle }
    },
  }
}
