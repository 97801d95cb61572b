/**
 * Going to a screen and looking at it, for all tests of the page.
 * @module
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openPage, type Look, type Watched } from './browser.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Where pictures go for looking at; absent: none are taken. */
const pictures = process.env['FARTHING_SHOTS']

/** Opens a screen, waits until no skeleton is left, and looks for what it should not do. */
export async function visit(
  browser: Browser,
  url: string,
  path: string,
  look: Look = { width: 1280 },
): Promise<Watched> {
  const watched = await openPage(browser, url, look)
  await watched.page.goto(`/farthing/${path}`)
  await settled(watched.page)
  return watched
}

export async function settled(page: Page): Promise<void> {
  await page.locator('main :is(h1, h2):visible').first().waitFor()
  // Not waitForFunction: it needs eval, which the policy of the page forbids.
  while ((await page.locator('.skeleton').count()) > 0) await page.waitForTimeout(10)
}

export async function leave({ context, complaints }: Watched): Promise<void> {
  await context.close()
  assert.deepEqual(complaints, [])
}

const allRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds, by rule and place. It is run by the debugger, which no policy of the page forbids. */
export async function barriers(page: Page, rules: readonly string[] = allRules): Promise<string[]> {
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe)
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations'] })`,
  )) as { violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] }
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  )
}

export async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
}

/** Path of the story of a call that a layer worked on. */
export async function somePath(page: Page): Promise<string> {
  const answer = await page.request.get('/farthing/api/calls?layer=prefix&limit=1&sort=saved')
  const { calls } = (await answer.json()) as { calls: { id: string }[] }
  return `calls/${calls[0]!.id}`
}

export function heightOf(page: Page): Promise<number> {
  return page.locator('.body').evaluate((body) => body.clientHeight)
}

export async function focused(page: Page): Promise<string> {
  return (await page.evaluate(
    'document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent',
  )) as string
}

export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let turn = 0; turn < 40; turn++) {
    const now = await focused(page)
    if (typeof name === 'string' ? now === name : name.test(now)) return
    await page.keyboard.press('Tab')
  }
  assert.fail(`${name} is not reached by Tab`)
}
