/**
 * A real Chromium out of a package, without any of the system's, and what it saw that it should not have seen.
 * @module
 */
import { mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import packed from '@sparticuz/chromium'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

/** The browser; or, where this machine cannot run it, why not. */
export async function openBrowser(): Promise<Browser | string> {
  try {
    packed.setGraphicsMode = false
    return await chromium.launch({
      executablePath: await unpack(),
      args: packed.args.filter(
        (flag) => !/^--(headless|disable-web-security|single-process|no-zygote)/.test(flag),
      ),
      headless: true,
      timeout: 30_000,
    })
  } catch (error) {
    return `Chromium does not start here: ${String(error).split('\n')[0]}`
  }
}

/** Unpacks it, one process at a time: another that finds half a file would start that. */
async function unpack(): Promise<string> {
  const lock = join(tmpdir(), 'farthing-chromium.lock')
  for (let turn = 0; turn < 600 && !take(lock); turn++) await sleep(100)
  try {
    return await packed.executablePath()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

function take(lock: string): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch {
    return false
  }
}

export interface Look {
  readonly width: number
  readonly height?: number
  readonly dark?: boolean
  readonly locale?: string
}

export interface Watched {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors of the console, policies that were broken, scripts that threw, requests to anywhere else. */
  readonly complaints: string[]
}

/** A page of `origin` that writes down all it should not do. */
export async function openPage(browser: Browser, origin: string, look: Look): Promise<Watched> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height ?? 900 },
    colorScheme: look.dark === true ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: look.locale ?? 'en-GB',
    baseURL: origin,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => void complaints.push(String(error)))
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.origin !== origin && url.protocol !== 'data:') complaints.push(`asked ${url.href}`)
  })
  return { page, context, complaints }
}
