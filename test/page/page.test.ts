/**
 * The page in a real Chromium, before a real gateway: each screen over an empty ledger and a day of traffic.
 */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { encode } from '../../src/gateway/admin/respond.ts'
import { openBrowser, openPage, type Look, type Watched } from './browser.ts'
import { prefixExample, proofExample } from './examples.ts'
import { ask, buildPage, startStand, type Stand } from './stand.ts'

const folder = await buildPage()
const browser = await openBrowser()
const skip = typeof browser === 'string' ? browser : false
/** Where pictures go for looking at; absent: none are taken. */
const pictures = process.env['FARTHING_SHOTS']
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const screens = ['', 'calls', 'prefix', 'proof', 'keys', 'connect']
/** Opens a screen, waits until no skeleton is left, and looks for what it should not do. */
async function visit(url: string, path: string, look: Look = { width: 1280 }): Promise<Watched> {
  const watched = await openPage(browser as Browser, url, look)
  await watched.page.goto(`/farthing/${path}`)
  await settled(watched.page)
  return watched
}

async function settled(page: Page): Promise<void> {
  await page.locator('main :is(h1, h2):visible').first().waitFor()
  // Not waitForFunction: it needs eval, which the policy of the page forbids.
  while ((await page.locator('.skeleton').count()) > 0) await page.waitForTimeout(10)
}

async function leave({ context, complaints }: Watched): Promise<void> {
  await context.close()
  assert.deepEqual(complaints, [])
}

const allRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds, by rule and place. It is run by the debugger, which no policy of the page forbids. */
async function barriers(page: Page, rules: readonly string[] = allRules): Promise<string[]> {
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe)
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations'] })`,
  )) as { violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] }
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  )
}

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
      const watched = await visit(stand.url, path)
      const { page } = watched
      assert.equal(await page.locator('h1').count(), 1)
      assert.ok((await page.locator('.empty, .clients').count()) > 0)
      assert.deepEqual(await barriers(page), [])
      await leave(watched)
    })
  }

  test('the first call shows itself on every screen that looks on', async () => {
    const connect = await visit(stand.url, 'connect')
    const calls = await visit(stand.url, 'calls')
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
    stand = await startStand({ calls: 5000, page: folder })
    const key = {
      name: 'support desk',
      tenant: 'product',
      budgets: [{ window: 'month', limit: '10' }],
      limits: [{ unit: 'requests', window: 'minute', limit: 60 }],
    }
    const made = await fetch(`${stand.url}/farthing/api/keys`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(key),
    })
    assert.equal(made.status, 201)
    await made.arrayBuffer()
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

  test('Home: the figures are the gateway’s, exact to hover, and the bars add up', async () => {
    const watched = await visit(stand.url, '')
    const { page } = watched
    const answer = await fetch(`${stand.url}/farthing/api/summary?window=24h`)
    const { totals } = (await answer.json()) as { totals: { cost: string; baseline: string } }
    const exact = await page
      .locator('.figures .money')
      .evaluateAll((list) => list.map((item) => item.getAttribute('title')!.replace(/[$,]/g, '')))
    assert.equal(Number(exact[0]), Number(totals.cost))
    assert.equal(Number(exact[1]), Number(totals.baseline))
    assert.ok(Math.abs(Number(exact[1]) - Number(exact[0]) - Number(exact[2])) < 1e-9)
    const origins = await page.locator('.figures .origin').allTextContents()
    assert.ok(
      origins.every((text) => /billed|computed|estimated/.test(text)),
      String(origins),
    )
    for (const layer of ['cache', 'prefix'])
      assert.equal(await page.locator(`.waterfall [data-layer=${layer}]`).count(), 1)
    assert.equal(await page.locator('.plot canvas').count(), 1)
    await page.getByText('As a table').click()
    await page.locator('.as-table tbody tr').nth(23).waitFor()
    await leave(watched)
  })

  test('Calls: filters and order live in the address, going back takes them away', async () => {
    const watched = await visit(stand.url, 'calls')
    const { page } = watched
    await page.getByLabel('layer').selectOption('cache')
    await page.waitForURL('**/calls?layer=cache')
    await page.locator('.layer-chip').first().waitFor()
    assert.equal(await page.locator('.layer-chip:not([data-layer=cache])').count(), 0)
    await page.getByRole('columnheader', { name: 'Saved' }).getByRole('link').click()
    await page.waitForURL('**/calls?layer=cache&sort=saved')
    await settled(page)
    await page.locator('[role=columnheader][aria-sort=descending]', { hasText: 'Saved' }).waitFor()
    const saved = await page
      .locator('.body .row .cell.saved .money')
      .evaluateAll((list) => list.map((item) => Number(item.getAttribute('title')!.slice(1))))
    assert.ok(saved.length > 5)
    assert.deepEqual(
      saved,
      saved.toSorted((a, b) => b - a),
    )
    await page.getByLabel('model').fill('no-such-model')
    await page.getByLabel('model').press('Enter')
    await page.getByText('No call passes these filters').waitFor()
    await page.goBack()
    await page.waitForURL('**/calls?layer=cache&sort=saved')
    await page.locator('.body .row').first().waitFor()
    await leave(watched)
  })

  test('Calls: few rows in the document, however far one scrolls', async () => {
    const watched = await visit(stand.url, 'calls')
    const { page } = watched
    const rows = page.locator('.body .row')
    await rows.first().waitFor()
    const first = await rows.first().getAttribute('id')
    for (let turn = 0; turn < 5; turn++) {
      const height = await heightOf(page)
      await page.locator('.table').evaluate((table) => table.scrollTo(0, table.scrollHeight))
      await page.waitForTimeout(10)
      while ((await heightOf(page)) === height) await page.waitForTimeout(10)
    }
    assert.ok((await rows.count()) < 60)
    assert.notEqual(await rows.first().getAttribute('id'), first)
    await leave(watched)
  })

  test('keyboard alone: from the top to a call’s story, on to the next, and back', async () => {
    const watched = await visit(stand.url, '')
    const { page } = watched
    await page.keyboard.press('Tab')
    assert.equal(await focused(page), 'Skip to content')
    await tabTo(page, 'Calls')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/farthing/calls')
    await page.locator('.body .row').first().waitFor()
    await tabTo(page, /^Calls: arrow keys/)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/calls/fc_*')
    await page.getByText('Attempts', { exact: true }).waitFor()
    const second = page.url()
    await page.keyboard.press('ArrowDown')
    await page.waitForURL((url) => url.href !== second)
    assert.equal(await page.locator('.row[aria-selected=true]').count(), 1)
    await page.keyboard.press('Escape')
    await page.waitForURL('**/farthing/calls')
    await leave(watched)
  })

  test('Keys: one is made, its secret works and is seen once, and it is taken back', async () => {
    const watched = await visit(stand.url, 'keys')
    const { page } = watched
    await page.getByText('support desk').waitFor()
    await page.getByRole('meter').nth(1).waitFor()
    await page.getByText('Add a key').click()
    await page.getByLabel('Name').fill('night shift')
    await page.getByLabel('Budget in dollars').fill('12.50')
    await page.getByRole('button', { name: 'Make the key' }).click()
    const secret = (await page.locator('.secret code').textContent())!
    assert.match(secret, /^fk_\w{27}$/)
    await page.getByRole('meter').nth(2).waitFor()
    const call = (): Promise<Response> =>
      fetch(`${stand.url}/v1/models`, { headers: { authorization: `Bearer ${secret}` } })
    assert.equal((await call()).status, 200)
    assert.doesNotMatch(await page.locator('.keys').innerText(), new RegExp(secret))
    await page.getByRole('button', { name: 'Revoke night shift' }).click()
    assert.equal((await call()).status, 200, 'asked once more first')
    await page.getByRole('button', { name: 'Revoke night shift for ever' }).click()
    await page.getByText('1 revoked').waitFor()
    assert.equal((await call()).status, 401)
    await leave(watched)
  })

  test('Prefix and Proof with weeks behind them: names, prices, bounds, and still no barrier', async () => {
    for (const look of [{ width: 1280 }, { width: 320, dark: true }]) {
      const watched = await openPage(browser as Browser, stand.url, look)
      const { page } = watched
      const answer = (path: string, value: unknown): Promise<unknown> =>
        page.route(`**/farthing/api/${path}`, (route) =>
          route.fulfill({ contentType: 'application/json', body: encode(value) }),
        )
      await answer('prefix', prefixExample)
      await answer('proof', proofExample)
      for (const [path, words] of [
        ['prefix', ['A date or time in it changes: system 0', '$2.41', '94 %', 'Left alone']],
        ['proof', ['certified', 'breached, stepped down', '0.8 %', 'differs in 3.1 %', '1.23 ¢']],
        ['', ['A date or time in it changes: system 0', '≤ 0.8 % worse']],
      ] as const) {
        await page.goto(`/farthing/${path}`)
        await settled(page)
        for (const text of words) await page.getByText(text).first().waitFor()
        await picture(page, `full-${path || 'home'}-${look.width}`)
        assert.deepEqual(await barriers(page), [], `${path} ${look.width}`)
        const width = (await page.evaluate('document.documentElement.scrollWidth')) as number
        assert.ok(width <= look.width, `${path} is ${width} wide`)
      }
      await leave(watched)
    }
  })

  test('a story with its text: what a layer changed is marked by sign as well as by colour', async () => {
    const watched = await openPage(browser as Browser, stand.url, { width: 1280 })
    const { page } = watched
    const path = await somePath(page)
    const answer = await page.request.get(`/farthing/${path.replace('calls', 'decisions')}`)
    const story = (await answer.json()) as object
    const request = { system: 'Be brief.', messages: [{ role: 'user', content: '<b>Why?</b>' }] }
    const sent = { ...request, system: [{ text: 'Be brief.', cache_control: {} }] }
    const [asked, changed] = [JSON.stringify(request), JSON.stringify(sent)]
    await page.route('**/farthing/decisions/*', (route) =>
      route.fulfill({ json: { ...story, text: { request: asked, sent: changed, reply: 'Yes.' } } }),
    )
    await page.goto(`/farthing/${path}`)
    await page.locator('.diff .new').first().waitFor()
    assert.match(await page.locator('.diff .gone').innerText(), /^− +"system": "Be brief\."/)
    assert.match(await page.locator('.diff .new').first().innerText(), /^\+ /)
    assert.match(await page.locator('.diff').innerText(), /<b>Why\?<\/b>/)
    assert.deepEqual(await barriers(page), [])
    await leave(watched)
  })

  test('from elsewhere the page asks for an administrator’s key, and shows nothing before', async () => {
    const { secret } = stand.gateway.keys.add({ name: 'boss', tenant: 'boss', admin: true })
    const { page, context, complaints } = await openPage(browser as Browser, stand.url, {
      width: 1280,
    })
    // What a proxy adds: the caller is then no longer at this machine.
    await context.setExtraHTTPHeaders({ 'x-forwarded-for': '203.0.113.7' })
    await page.goto('/farthing/')
    await page.getByLabel('Gateway key').fill('fk_wrong')
    await page.getByRole('button', { name: 'Open' }).click()
    await page.getByText('administrator’s key').waitFor()
    assert.equal(await page.locator('.figures').count(), 0)
    await page.getByLabel('Gateway key').fill(secret)
    await page.getByRole('button', { name: 'Open' }).click()
    await page.locator('.figures .money').first().waitFor()
    await page.locator('.presence.live').waitFor()
    await context.close()
    assert.deepEqual(
      complaints.filter((text) => !/status of 40[13]/.test(text)),
      [],
    )
  })

  test('printed, the page has neither buttons nor menus', async () => {
    const watched = await visit(stand.url, '')
    const { page } = watched
    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.locator('nav:visible').count(), 0)
    assert.equal(await page.locator('.waterfall:visible').count(), 1)
    await leave(watched)
  })
})

async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
}

/** Path of the story of a call that a layer worked on. */
async function somePath(page: Page): Promise<string> {
  const answer = await page.request.get('/farthing/api/calls?layer=prefix&limit=1&sort=saved')
  const { calls } = (await answer.json()) as { calls: { id: string }[] }
  return `calls/${calls[0]!.id}`
}

function heightOf(page: Page): Promise<number> {
  return page.locator('.body').evaluate((body) => body.clientHeight)
}

async function focused(page: Page): Promise<string> {
  return (await page.evaluate(
    'document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent',
  )) as string
}

async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let turn = 0; turn < 40; turn++) {
    const now = await focused(page)
    if (typeof name === 'string' ? now === name : name.test(now)) return
    await page.keyboard.press('Tab')
  }
  assert.fail(`${name} is not reached by Tab`)
}

after(async () => {
  if (typeof browser !== 'string') await browser.close()
  rmSync(folder, { recursive: true, force: true })
})
