/**
 * What people do on the page, over a day of traffic: read, filter, go by keyboard, make keys.
 */
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { encode } from '../../src/gateway/admin/respond.ts'
import type { Summary } from '../../web/api.ts'
import { openBrowser, openPage } from './browser.ts'
import { prefixExample, proofExample } from './examples.ts'
import { buildPage, startBusyDay, type Stand } from './stand.ts'
import {
  barriers,
  focused,
  heightOf,
  leave,
  picture,
  settled,
  somePath,
  tabTo,
  visit,
} from './visit.ts'

const folder = await buildPage()
const browser = await openBrowser()
const skip = typeof browser === 'string' ? browser : false

describe('a day of traffic', { skip }, () => {
  let stand: Stand
  before(async () => {
    stand = await startBusyDay(folder)
  })
  after(() => stand?.close())

  test('Home: the figures are the gateway’s, exact to hover, and the bars add up', async () => {
    const watched = await visit(browser as Browser, stand.url, '')
    const { page } = watched
    const answer = await fetch(`${stand.url}/farthing/api/summary?window=24h`)
    const { totals, series } = (await answer.json()) as Summary
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
    const listed = await page.locator('.as-table tbody td:nth-child(2)').allTextContents()
    const newest = series.points.at(-1)!.totals.calls
    assert.equal(listed[0], newest.toLocaleString('en-US'), 'the newest hour first')
    await leave(watched)
  })

  test('Calls: filters and order live in the address, going back takes them away', async () => {
    const watched = await visit(browser as Browser, stand.url, 'calls')
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
    const watched = await visit(browser as Browser, stand.url, 'calls')
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
    const watched = await visit(browser as Browser, stand.url, '')
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

  test('Cache: what it saved, and forgetting only what is named', async () => {
    const watched = await visit(browser as Browser, stand.url, 'cache')
    const { page } = watched
    await page.getByRole('link', { name: 'support' }).waitFor()
    await page.getByRole('button', { name: 'Forget' }).click()
    await page.getByText('Name a tenant, a tag or a model').waitFor()
    await page.getByLabel('tag').fill('nobody')
    await page.getByRole('button', { name: 'Forget' }).click()
    await page.getByText('0 answers forgotten.').waitFor()
    await leave(watched)
  })

  test('Keys: one is made, its secret works and is seen once, and it is taken back', async () => {
    const watched = await visit(browser as Browser, stand.url, 'keys')
    const { page } = watched
    await page.getByText('support desk').waitFor()
    await page.getByRole('meter').nth(1).waitFor()
    await page.getByText('Add a key').click()
    await page.getByLabel('Name').fill('night shift')
    await page.getByLabel('Dollars a month').fill('12.50')
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

  test('a link that was cut or mangled opens its screen and says what is missing', async () => {
    const { page, context, complaints } = await openPage(browser as Browser, stand.url, {
      width: 1280,
    })
    for (const path of ['calls/fc_nowhere', 'calls/%E0%A4%A', 'calls/%3Cscript%3E']) {
      await page.goto(`/farthing/${path}?sort=nonsense&layer=%00&window=9y`)
      await page.getByText('There is no story under this id').waitFor()
      assert.deepEqual(await barriers(page), [])
    }
    await page.goto('/farthing/no-such-screen?window=never')
    await page.getByText('There is no such screen').waitFor()
    await context.close()
    assert.deepEqual(
      complaints.filter((text) => !/status of 40[04]/.test(text)),
      [],
    )
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
})

after(async () => {
  if (typeof browser !== 'string') await browser.close()
  rmSync(folder, { recursive: true, force: true })
})
