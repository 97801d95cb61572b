/**
 * The page in a real Chromium, before a real gateway: each screen over an empty ledger and a day of traffic.
 */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { openBrowser, openPage } from './browser.ts'
import { ask, buildPage, startBusyDay, startStand, type Stand } from './stand.ts'
import { barriers, leave, picture, settled, somePath, visit } from './visit.ts'

const folder = await buildPage()
const browser = await openBrowser()
const skip = typeof browser === 'string' ? browser : false

const screens = ['', 'calls', 'prefix', 'cache', 'compress', 'proof', 'keys', 'connect']
test('scripts and styles stay small, ask nobody else and hold nothing inline', () => {
  const assets = readdirSync(join(folder, 'assets'))
  const packed = (end: string): number =>
    assets
      .filter((name) => name.endsWith(end))
      .reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, 'assets', name))).length, 0)
  assert.ok(packed('.js') > 0 && packed('.js') <= 80 * 1024, `${packed('.js')} bytes of scripts`)
  assert.ok(packed('.css') <= 10 * 1024, `${packed('.css')} bytes of styles`)
  for (const name of assets.filter((name) => /\.(js|css)$/.test(name)))
    assert.match(name, /-[\w-]{8}\.\w+$/, 'a name that may be kept for ever has a hash')
  const html = readFileSync(join(folder, 'index.html'), 'utf8')
  assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|https?:/)
})

describe('an empty ledger', { skip }, () => {
  let stand: Stand
  before(async () => {
    stand = await startStand({ calls: 0, page: folder })
  })
  after(() => stand?.close())

  for (const path of screens) {
    test(`'${path}' teaches the next step`, async () => {
      const watched = await visit(browser as Browser, stand.url, path)
      const { page } = watched
      assert.equal(await page.locator('h1').count(), 1)
      assert.ok((await page.locator('.empty, .clients').count()) > 0)
      assert.deepEqual(await barriers(page), [])
      await leave(watched)
    })
  }

  test('who has no calls sees what recorded ones cost less', async () => {
    for (const width of [320, 1280]) {
      const watched = await visit(browser as Browser, stand.url, '', { width })
      const rows = watched.page.locator('.recorded li')
      assert.ok((await rows.count()) > 5)
      assert.match((await rows.last().innerText()).replaceAll('\n', ' '), /Mean.*−\d+ %/)
      assert.match((await rows.first().locator('.money').textContent())!, /quality kept \d/)
      const wide = await watched.page.evaluate('document.documentElement.scrollWidth')
      assert.equal(wide, width)
      await picture(watched.page, `recorded-${width}`)
      await leave(watched)
    }
  })

  test('the first call shows itself on every screen that looks on', async () => {
    const connect = await visit(browser as Browser, stand.url, 'connect')
    const calls = await visit(browser as Browser, stand.url, 'calls')
    await connect.page.getByText('Waiting for the first call').waitFor()
    await connect.page.locator('.presence.live').waitFor()
    await calls.page.locator('.presence.live').waitFor()
    assert.equal((await ask(stand.url)).status, 200)
    await connect.page.getByText('A call arrived').waitFor()
    await calls.page.locator('.table .body .row').first().waitFor()
    await connect.page.getByRole('link', { name: 'Its story' }).click()
    await connect.page.getByText('Attempts', { exact: true }).waitFor()
    assert.match(connect.page.url(), /\/farthing\/calls\/fc_\w+$/)
    await leave(connect)
    await leave(calls)
  })
})

describe('a day of traffic', { skip }, () => {
  let stand: Stand
  before(async () => {
    stand = await startBusyDay(folder)
  })
  after(() => stand?.close())

  test('every screen, wide and narrow, light and dark: no barrier, and nothing wider than the window', async () => {
    for (const width of [1280, 320]) {
      const { page, context, complaints } = await openPage(browser as Browser, stand.url, { width })
      for (const path of [...screens, 'story']) {
        await page.emulateMedia({ colorScheme: 'light' })
        await page.goto(`/farthing/${path === 'story' ? await somePath(page) : path}`)
        await settled(page)
        const name = `${path || 'home'}-${width}`
        await picture(page, name)
        assert.deepEqual(await barriers(page), [], name)
        const wide = (await page.evaluate('document.documentElement.scrollWidth')) as number
        assert.ok(wide <= width, `${name} is ${wide} wide`)
        // In the dark only colours are others.
        await page.emulateMedia({ colorScheme: 'dark' })
        await picture(page, `${name}-dark`)
        assert.deepEqual(await barriers(page, ['color-contrast']), [], `${name} dark`)
      }
      await context.close()
      assert.deepEqual(complaints, [])
    }
  })

  test('a browser whose language is no valid tag sees figures and the chart', async () => {
    const look = { width: 1280, locale: 'en-US@posix' }
    const watched = await visit(browser as Browser, stand.url, '', look)
    const { page } = watched
    assert.equal(await page.locator('.uplot canvas').count(), 1)
    const asked = await page.evaluate(
      'Navigator.prototype.__lookupGetter__("language").call(navigator)',
    )
    assert.equal(asked, look.locale, 'the browser has that language')
    await leave(watched)
  })

  test('printed, the page has neither buttons nor menus', async () => {
    const watched = await visit(browser as Browser, stand.url, '')
    const { page } = watched
    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.locator('nav:visible').count(), 0)
    assert.equal(await page.locator('.waterfall:visible').count(), 1)
    await leave(watched)
  })
})

after(async () => {
  if (typeof browser !== 'string') await browser.close()
  rmSync(folder, { recursive: true, force: true })
})
