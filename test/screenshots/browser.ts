import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/**
 * Chromium: the one that CHROMIUM_PATH names, else the one from npm. That one's own arguments are for a cloud function:
 * a single process, which ends with the first context that is closed, and no web security.
 */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: process.env.CHROMIUM_PATH ?? (await chromium.executablePath()),
    args: ['--no-sandbox', '--disable-background-networking', '--font-render-hinting=none'],
  })
}
