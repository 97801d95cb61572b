/**
 * The Cache screen where answers are reused across wordings, in a real Chromium: what is kept, what is promised, and
 * what would be made of a question.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openWeights } from '../../src/learned/weights.ts'
import { openBrowser } from './browser.ts'
import { buildPage, startStand, type Stand } from './stand.ts'
import { barriers, leave, picture, visit } from './visit.ts'

const folder = await buildPage()
const browser = await openBrowser()
const skip =
  typeof browser === 'string' ? browser : openWeights('sentence-static') ? false : 'no weights'
after(async () => {
  if (typeof browser !== 'string') await browser.close()
})

async function askFor(stand: Stand, content: string): Promise<void> {
  const reply = await fetch(`${stand.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-5-mini', messages: [{ role: 'user', content }] }),
  })
  assert.equal(reply.status, 200, await reply.text())
}

describe('reworded', { skip }, () => {
  let stand: Stand
  before(async () => {
    stand = await startStand({ calls: 0, page: folder, mode: 'balanced' })
  })
  after(() => stand?.close())

  test('a question is tried: what is near, how sure, what forbids it', async () => {
    await askFor(stand, 'How do I reset the password of the router?')
    await askFor(stand, 'How do I reset the password of router 12?')
    const watched = await visit(browser as Browser, stand.url, 'cache')
    const { page } = watched
    await page.getByRole('heading', { name: 'Across wordings' }).waitFor()
    await page.getByText('learning').first().waitFor()
    const question = page.getByLabel('Question')
    await question.fill('How can I reset the router password?')
    await page.getByRole('button', { name: 'Try' }).click()
    const kept = page.getByRole('row', { name: /How do I reset the password of the router/ })
    await kept.waitFor()
    assert.match(await kept.innerText(), /%/)
    const other = page.getByRole('row', { name: /password of router 12/ })
    assert.match(await other.innerText(), /never: .*(number|id)/)
    assert.deepEqual(await barriers(page), [])
    await picture(page, 'reworded')
    await question.fill('Write a poem about spring.')
    await page.getByRole('button', { name: 'Try' }).click()
    await page.getByText('It is not answered across wordings: creative').waitFor()
    await leave(watched)
  })

  test('it fits a phone', async () => {
    const watched = await visit(browser as Browser, stand.url, 'cache', { width: 360 })
    const wide = await watched.page.evaluate('document.documentElement.scrollWidth')
    assert.equal(wide, 360)
    await leave(watched)
  })
})
