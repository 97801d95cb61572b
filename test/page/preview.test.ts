/**
 * The preview of shorter texts in a real Chromium: what went and what came, and that a phone shows it.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { buildPage, startStand, type Stand } from './stand.ts'
import { barriers, leave, picture, visit } from './visit.ts'

const folder = await buildPage()
const browser = await openBrowser()
const skip = typeof browser === 'string' ? browser : false
after(async () => {
  if (typeof browser !== 'string') await browser.close()
})

const rows = Array.from({ length: 12 }, (_, id) => ({
  id,
  name: `flight ${id}`,
  seats: { free: id },
}))

describe('preview', { skip }, () => {
  let stand: Stand
  before(async () => {
    stand = await startStand({ calls: 0, page: folder })
  })
  after(() => stand?.close())

  test('a text is shown as its difference, with tokens and dollars', async () => {
    const watched = await visit(browser as Browser, stand.url, 'compress')
    const { page } = watched
    await page
      .getByRole('textbox', { name: /request body/ })
      .fill(JSON.stringify(rows, undefined, 2))
    await page.getByRole('textbox', { name: 'Price of' }).fill('gpt-5')
    await page.getByRole('button', { name: 'Show' }).click()
    await page.getByText('% fewer').waitFor()
    assert.match(
      await page.locator('.lead').innerText(),
      /tokens, \d\d\.\d % fewer, in 1 of 1 text/,
    )
    assert.match(await page.locator('.lead').innerText(), /¢ a call with gpt-5|\$/)
    assert.ok((await page.locator('.diff .gone').count()) > 10)
    assert.match(
      await page.locator('.diff .new').nth(1).innerText(),
      /\[12\]\{id,name,seats\.free\}:/,
    )
    assert.deepEqual(await barriers(page), [])
    await picture(page, 'preview')
    await page.getByRole('textbox', { name: /request body/ }).fill('short')
    await page.getByRole('button', { name: 'Show' }).click()
    await page.getByText('The text stays as it is').waitFor()
    await leave(watched)
  })

  test('it fits a phone', async () => {
    const watched = await visit(browser as Browser, stand.url, 'compress', { width: 360 })
    const wide = await watched.page.evaluate('document.documentElement.scrollWidth')
    assert.ok((wide as number) <= 360, `${String(wide)} pixels wide`)
    await leave(watched)
  })
})
