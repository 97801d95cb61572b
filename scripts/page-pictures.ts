/**
 * Takes the pictures of the page that the README shows: the demo's traffic through the real gateway, in Chromium.
 * `node scripts/page-pictures.ts` writes docs/images/home.png and story.png.
 * @module
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { replay } from '../src/cli/demo/replay.ts'
import { startDemo } from '../src/cli/demo/stand.ts'
import { sampleTraffic } from '../src/cli/demo/traffic.ts'
import { openBrowser, openPage } from '../test/page/browser.ts'

const images = fileURLToPath(new URL('../docs/images', import.meta.url))
mkdirSync(images, { recursive: true })

const browser = await openBrowser()
if (typeof browser === 'string') throw new Error(browser)
const folder = mkdtempSync(join(tmpdir(), 'farthing-pictures-'))
const calls = sampleTraffic()
const stand = await startDemo(folder, calls, {})
try {
  const { url } = stand.gateway
  const { signal } = new AbortController()
  await replay(calls, { url, concurrency: 8, signal, onDone: () => {} })
  const { page } = await openPage(browser, url, { width: 1280, height: 880 })
  const shoot = async (name: string, path: string, ready: string): Promise<void> => {
    await page.goto(`/farthing/${path}`)
    await page.locator(ready).first().waitFor()
    // Bars are drawn in the frame after the one that brings the figures.
    await page.waitForTimeout(500)
    await page.screenshot({ path: join(images, `${name}.png`) })
  }
  await shoot('home', '', '.waterfall')
  const dearest = async (filter: string): Promise<string | undefined> => {
    const answer = await page.request.get(`/farthing/api/calls?${filter}&sort=saved&limit=1`)
    const { calls } = (await answer.json()) as { calls: readonly { id: string }[] }
    return calls[0]?.id
  }
  const id = (await dearest('layer=prefix')) ?? (await dearest('layer=cache'))
  if (id === undefined) throw new Error('The demo saved nothing.')
  await shoot('story', `calls/${id}`, '.story .waterfall')
} finally {
  await browser.close()
  await stand.close()
  rmSync(folder, { recursive: true, force: true })
}
