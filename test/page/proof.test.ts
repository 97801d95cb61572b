/**
 * Proof on the page with many routes at its beginning, and what a narrow screen shows of a story.
 */
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { buildPage, startStand, type Stand } from './stand.ts'
import { barriers, leave, picture, somePath, visit } from './visit.ts'

const folder = await buildPage()
const browser = await openBrowser()
const skip = typeof browser === 'string' ? browser : false

describe('six routes in balanced, before their first label', { skip }, () => {
  let stand: Stand
  before(async () => {
    stand = await startStand({
      calls: 400,
      page: folder,
      mode: 'balanced',
      routes: ['one', 'two', 'three', 'four', 'five', 'six'].map((name) => ({
        name,
        match: { tag: name },
        substitutes: [],
        storeText: false,
        layers: {},
      })),
    })
  })
  after(() => stand?.close())

  for (const width of [1280, 390])
    test(`neither Home nor Proof is buried under what is not known yet, ${width} wide`, async () => {
      const report = await fetch(`${stand.url}/farthing/api/proof`)
      const { certificates } = (await report.json()) as { certificates: readonly unknown[] }
      assert.ok(certificates.length > 20, `${certificates.length} certificates`)

      const home = await visit(browser as Browser, stand.url, '', { width })
      const lines = await home.page.locator('.strip > li').allInnerTexts()
      assert.equal(new Set(lines).size, 6, 'six lines, none twice')
      await home.page.getByText(`${certificates.length - 6} more certificates`).click()
      await home.page.getByText('Waiting for the first label').waitFor()
      await leave(home)

      const proof = await visit(browser as Browser, stand.url, 'proof', { width })
      assert.equal(await proof.page.locator('.certificate').count(), 0)
      const told = await proof.page.locator('.awaited').innerText()
      assert.match(told, /cache on one, two, three, four, five, six, default/)
      assert.match(told, /compress on one, .*default, by feedback/)
      // The stand holds out nobody, so that no count of conversations would ever be full.
      await proof.page.getByText('Not at all: proof.holdout is 0').waitFor()
      await picture(proof.page, `proof-awaited-${width}`)
      assert.deepEqual(await barriers(proof.page), [])
      await leave(proof)
    })

  test('a story shows on a hand what each attempt cost', async () => {
    const watched = await visit(browser as Browser, stand.url, 'calls', { width: 390 })
    await watched.page.goto(`/farthing/${await somePath(watched.page)}`)
    const attempts = watched.page.getByRole('region', { name: 'Attempts' })
    const [wide, seen] = await attempts.evaluate((table) => [table.scrollWidth, table.clientWidth])
    await picture(watched.page, 'story-390')
    assert.ok(wide! <= seen!, `${wide} in ${seen}`)
    await leave(watched)
  })

  test('a call that bought nothing shows no empty bar of tokens', async () => {
    const refused = await fetch(`${stand.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-5-mini', messages: 'none' }),
    })
    assert.equal(refused.status, 400, await refused.text())
    const id = refused.headers.get('x-farthing-call')!
    const watched = await visit(browser as Browser, stand.url, `calls/${id}`)
    await watched.page.getByText('None were billed.').waitFor()
    assert.equal(await watched.page.locator('.stack-name').count(), 1, 'of time alone')
    await leave(watched)
  })
})

after(async () => {
  if (typeof browser !== 'string') await browser.close()
  rmSync(folder, { recursive: true, force: true })
})
