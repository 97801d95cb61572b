/**
 * Keys on the page: what a key may is changed in its place, and holds for the next call.
 */
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { changesOf, settingsOf } from '../../web/keys/key-form.ts'
import type { GatewayKey } from '../../web/api.ts'
import { openBrowser, openPage } from './browser.ts'
import { buildPage, startStand, type Stand } from './stand.ts'
import { barriers, leave, picture, settled, visit } from './visit.ts'

const folder = await buildPage()
const browser = await openBrowser()
const skip = typeof browser === 'string' ? browser : false

test('the form says what changes; limits that it does not show stay', () => {
  const form = new FormData()
  const given = { 'budget-day': ' 2.50 ', models: 'gpt-5-*, claude-*', routes: ' ', mode: '' }
  for (const [name, value] of Object.entries(given)) form.set(name, value)
  const limits = [
    { unit: 'requests', window: 'minute', limit: 5 },
    { unit: 'tokens', window: 'hour', limit: 9000 },
  ]
  assert.deepEqual(changesOf({ limits } as unknown as GatewayKey, form), {
    budgets: [{ window: 'day', limit: '2.50' }],
    limits: [limits[1]],
    models: ['gpt-5-*', 'claude-*'],
    routes: null,
    mode: null,
  })
})

test('a key that is made has what its fields say, and nothing else', () => {
  const form = new FormData()
  form.set('name', ' ci ')
  for (const name of ['tenant', 'budget-day', 'requests', 'models', 'routes', 'mode'])
    form.set(name, ' ')
  assert.deepEqual(settingsOf(form), { name: 'ci' })
  form.set('models', ',gpt-5-*, claude-*')
  form.set('routes', 'support')
  form.set('admin', 'on')
  assert.deepEqual(settingsOf(form), {
    name: 'ci',
    models: ['gpt-5-*', 'claude-*'],
    routes: ['support'],
    admin: true,
  })
})

describe('keys and tenants', { skip }, () => {
  let stand: Stand
  before(async () => {
    stand = await startStand({ calls: 5, page: folder })
  })
  after(() => stand?.close())

  for (const width of [1280, 390])
    test(`what proof costs is paid too, and no column is cut, ${width} wide`, async () => {
      const { key } = stand.gateway.keys.add({ name: `proven ${width}`, tenant: 'team' })
      const watched = await openPage(browser as Browser, stand.url, { width })
      const { page } = watched
      await page.route('**/farthing/api/summary?*', async (route) => {
        const by = new URL(route.request().url()).searchParams.get('by')
        const answer = (await (await route.fetch()).json()) as { groups: { totals: object }[] }
        const money = { baseline: '20', cost: '10.5', extra: '2', misses: '0.5' }
        const totals = { ...answer.groups[0]!.totals, ...money }
        const name = by === 'key' ? key.id : 'QRiLTcfuSHyslQwoAvJIKI'
        await route.fulfill({ json: { ...answer, groups: [{ name, totals }] } })
      })
      await page.goto('/farthing/keys')
      await settled(page)
      const spent = page.locator('.keys > li', { hasText: key.name }).locator('.key-spent')
      assert.match(await spent.innerText(), /^\$12\.5 paid/)
      const tenants = page.getByRole('region', { name: 'Tenants' })
      assert.match(await tenants.innerText(), /\$12\.5[\s\S]*\$7\.5/)
      await picture(page, `tenants-${width}`)
      const [wide, seen] = await tenants.evaluate((table) => [table.scrollWidth, table.clientWidth])
      assert.ok(wide <= seen, `${wide} in ${seen}`)
      assert.deepEqual(await barriers(page), [])
      await leave(watched)
    })

  for (const width of [1280, 320])
    test(`is changed in its place, ${width} wide`, async () => {
      const { keys } = stand.gateway
      const { key } = keys.add({
        name: `team ${width}`,
        tenant: 'team',
        mode: 'observe',
        budgets: [{ window: 'month', limit: 10n ** 13n }],
        limits: [{ unit: 'tokens', window: 'day', limit: 100_000 }],
      })
      const watched = await visit(browser as Browser, stand.url, 'keys', { width })
      const { page } = watched
      await page.getByRole('button', { name: `Change ${key.name}` }).click()
      const form = page.getByRole('form', { name: `Change ${key.name}` })
      assert.equal(await form.getByLabel('Dollars a month').inputValue(), '10')
      assert.equal(await form.getByLabel('Highest mode').inputValue(), 'observe')
      await picture(page, `change-key-${width}`)
      assert.deepEqual(await barriers(page), [])
      const wide = (await page.evaluate('document.documentElement.scrollWidth')) as number
      assert.ok(wide <= width, `${wide} wide`)

      await form.getByLabel('Dollars a month').fill('25')
      await form.getByLabel('Requests a minute').fill('60')
      await form.getByLabel('Models').fill('gpt-5-*')
      await form.getByLabel('Highest mode').selectOption('')
      await form.getByRole('button', { name: `Save ${key.name}` }).click()
      await form.waitFor({ state: 'detached' })
      const row = page.locator('.keys > li', { hasText: key.name })
      await row.getByText('60 requests a minute').waitFor()
      assert.match(await row.innerText(), /\$25/)
      const changed = keys.get(key.id)!
      assert.deepEqual(changed.budgets, [{ window: 'month', limit: 25n * 10n ** 12n }])
      assert.deepEqual(changed.models, ['gpt-5-*'])
      assert.equal(changed.mode, undefined)
      assert.equal(changed.limits?.length, 2)
      await leave(watched)
    })

  for (const width of [1280, 320])
    test(`a new one is bound to models and routes as it is made, ${width} wide`, async () => {
      const { keys } = stand.gateway
      const watched = await visit(browser as Browser, stand.url, 'keys', { width })
      const { page } = watched
      const add = page.locator('details', { hasText: 'Add a key' })
      await add.locator('summary').click()
      await picture(page, `add-key-${width}`)
      assert.deepEqual(await barriers(page), [])
      const wide = (await page.evaluate('document.documentElement.scrollWidth')) as number
      assert.ok(wide <= width, `${wide} wide`)

      const name = `bound ${width}`
      await add.getByLabel('Name').fill(name)
      await add.getByLabel('Dollars a day').fill('2.50')
      await add.getByLabel('Dollars in all').fill('40')
      await add.getByLabel('Requests a minute').fill('60')
      await add.getByLabel('Models').fill('gpt-5-*, claude-*')
      await add.getByLabel('Routes').fill('support')
      await add.getByLabel('Highest mode').selectOption('safe')
      await add.getByRole('button', { name: 'Make the key' }).click()
      const secret = (await page.locator('.secret code').textContent())!
      const row = page.locator('.keys > li', { hasText: name })
      await row
        .getByText('60 requests a minute · models gpt-5-*, claude-* · routes support')
        .waitFor()
      const { budgets, limits, models, routes, mode, tenant } = keys
        .list()
        .find((key) => key.name === name)!
      assert.deepEqual(
        { budgets, limits, models, routes, mode, tenant },
        {
          budgets: [
            { window: 'day', limit: 25n * 10n ** 11n },
            { window: 'total', limit: 40n * 10n ** 12n },
          ],
          limits: [{ unit: 'requests', window: 'minute', limit: 60 }],
          models: ['gpt-5-*', 'claude-*'],
          routes: ['support'],
          mode: 'safe',
          tenant: name,
        },
      )
      const refused = await fetch(`${stand.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-farthing-key': secret },
        body: JSON.stringify({ model: 'gpt-4.1', messages: [{ role: 'user', content: 'Hello' }] }),
      })
      const { error } = (await refused.json()) as { error: { code: string } }
      assert.deepEqual([refused.status, error.code], [403, 'key_forbidden'])

      // The form is empty again for the next one.
      await add.locator('summary').click()
      assert.equal(await add.getByLabel('Models').inputValue(), '')
      assert.equal(await add.getByLabel('Highest mode').inputValue(), '')
      await leave(watched)
    })
})

after(async () => {
  if (typeof browser !== 'string') await browser.close()
  rmSync(folder, { recursive: true, force: true })
})
