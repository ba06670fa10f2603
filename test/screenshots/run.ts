// Pictures of every page: 360 and 1280 px, light and dark, empty and full, into .data/screenshots/.
// npm run screenshots [-- --site http://localhost:3000] [--only home] [--audit]
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { openBrowser } from '#test/support/browser.ts'
import { auditPage } from './audit.ts'
import { type Found, type Shot, shots } from './pages.ts'
import { findPages, makeVisitors, type Visitors } from './visitors.ts'

const widths = [360, 1280] as const
const schemes = ['light', 'dark'] as const
const height = 800
const folder = resolve('.data/screenshots')

const usage = 'Usage: npm run screenshots -- [--site http://localhost:3000] [--only <part of a name>] [--audit]'

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        site: { type: 'string', default: 'http://localhost:3000' },
        only: { type: 'string', default: '' },
        audit: { type: 'boolean', default: false },
      },
    })
    return { ...values, site: new URL(values.site).origin }
  } catch {
    console.error(usage)
    process.exit(2)
  }
}

const { only, audit, site } = readOptions()

/** A running site on this machine: people are signed up in it to look around. */
async function main(): Promise<number> {
  if (!['localhost', '127.0.0.1', '[::1]'].includes(new URL(site).hostname)) {
    throw new Error(`${site} is not on this machine: screenshots sign people up, so they are for a site of your own.`)
  }
  const wanted = shots.filter(({ name }) => name.includes(only))
  if (wanted.length === 0) throw new Error(`No picture is called ${only}: test/screenshots/pages.ts names them.`)
  await fetch(`${site}/healthz`).catch(() => {
    throw new Error(`Nothing answers at ${site}: run \`npm start\` or \`npm run dev\` first, or give --site.`)
  })
  mkdirSync(folder, { recursive: true })
  const browser = await openBrowser()
  const visitors = await makeVisitors(browser, site)
  const found = await findPages(browser, site, visitors)
  let problems = 0
  for (const width of widths) {
    for (const scheme of schemes) {
      for (const shot of wanted) problems += await take({ browser, site, visitors, found, shot, width, scheme })
    }
  }
  await browser.close()
  console.log(`${wanted.length * widths.length * schemes.length} pictures in ${folder}, ${problems} problems`)
  return problems > 0 ? 1 : 0
}

type Taking = {
  browser: Browser
  site: string
  visitors: Visitors
  found: Found
  shot: Shot
  width: number
  scheme: (typeof schemes)[number]
}

async function take({ browser, site, visitors, found, shot, width, scheme }: Taking): Promise<number> {
  const name = `${shot.name}-${width}-${scheme}`
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    isMobile: width < 768,
    hasTouch: width < 768,
  })
  const problems: string[] = []
  try {
    await context.addCookies(visitors[shot.visitor].cookies)
    const page = await context.newPage()
    page.on('pageerror', (error) => problems.push(`script: ${error.message}`))
    page.on('console', (line) => {
      const isExpected = /status of (404|422)/.test(line.text())
      if (line.type() === 'error' && !isExpected) problems.push(`console: ${line.text()}`)
    })
    const path = typeof shot.path === 'string' ? shot.path : shot.path(found)
    await page.goto(site + path, { waitUntil: 'networkidle' })
    await shot.act?.(page)
    if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth))
      problems.push('scrolls sideways')
    if (audit) problems.push(...(await auditPage(page)))
    await page.screenshot({ path: `${folder}/${name}.png` })
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error))
  }
  await context.close()
  for (const problem of problems) console.log(`${name}: ${problem}`)
  return problems.length
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  return 1
})
