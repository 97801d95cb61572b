/**
 * The page over a ledger of a million calls: the same screens, no more rows in the document, no more bytes over the
 * wire. Slow (the ledger takes 20 s to write), so it runs with `FARTHING_SLOW=1`; how long the first view takes
 * is said, not judged.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { rmSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { openBrowser, openPage } from './browser.ts'
import { buildPage, startStand, type Stand } from './stand.ts'

const asked = process.env['FARTHING_SLOW'] === '1'
const browser = asked ? await openBrowser() : 'set FARTHING_SLOW=1'
const skip = typeof browser === 'string' ? browser : false

describe('a million calls', { skip }, () => {
  let stand: Stand
  let folder: string
  before(async () => {
    folder = await buildPage()
    stand = await startStand({ calls: 1_000_000, days: 30, page: folder })
  })
  after(async () => {
    await stand?.close()
    await (browser as Browser).close()
    rmSync(folder, { recursive: true, force: true })
  })

  for (const [path, first] of [
    ['', '.figures .money'],
    ['?window=30d', '.figures .money'],
    ['?window=all', '.figures .money'],
    ['calls', '.body .row'],
    ['calls?sort=cost', '.body .row'],
    ['calls?status=failed&sort=latency', '.body .row'],
    ['keys?window=30d', '.meter'],
  ] as const) {
    test(`'${path}' opens`, async (context) => {
      const watched = await openPage(browser as Browser, stand.url, { width: 1280 })
      let bytes = 0
      watched.page.on('response', (response) => {
        const length = Number(response.headers()['content-length'] ?? 0)
        if (response.url().includes('/api/')) bytes += length
      })
      const begin = performance.now()
      await watched.page.goto(`/farthing/${path}`, { waitUntil: 'commit' })
      await watched.page.locator(first).first().waitFor()
      context.diagnostic(`first view after ${Math.round(performance.now() - begin)} ms`)
      assert.ok(bytes < 400_000, `${bytes} bytes of answers`)
      assert.ok((await watched.page.locator('.body .row').count()) < 60)
      await watched.context.close()
      assert.deepEqual(watched.complaints, [])
    })
  }
})
