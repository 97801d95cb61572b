/**
 * The Cache screen where answers are reused across wordings, in a real Chromium: what is kept, what is promised, what
 * would be made of a question on which route, and what is missing where none is reused.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Locator, Page } from 'playwright-core'
import { openWeights } from '../../src/learned/weights.ts'
import type { QuestionPreview } from '../../web/api.ts'
import { openBrowser, openPage } from './browser.ts'
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
    const route = { substitutes: [], storeText: false, layers: {} }
    const atOnce = { cache: { semantic: { serve: 'at-once' as const } } }
    stand = await startStand({
      calls: 0,
      page: folder,
      mode: 'balanced',
      routes: [
        { ...route, name: 'faq', match: { tag: 'faq' }, layers: atOnce },
        { ...route, name: 'quiet', match: { tag: 'quiet' }, mode: 'safe' },
        { ...route, name: 'silent', match: { tag: 'silent' }, mode: 'safe' },
      ],
    })
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

  test('each route says whether it would serve it, and why', async () => {
    const watched = await visit(browser as Browser, stand.url, 'cache')
    const { page } = watched
    await tryIt(page, 'how do I reset the password of the router')
    const kept = page.getByRole('rowgroup').filter({ hasText: 'password of the router?' })
    await kept.waitFor()
    assert.deepEqual(await linesOf(kept), [
      'served on faq (balanced, at once): the same words',
      'not served on quiet, silent: in mode safe nothing is reused across wordings, only in balanced and max',
      'not served on default: no certificate yet: 0 labels so far; 2 % is promised',
    ])
    const other = page.getByRole('rowgroup').filter({ hasText: 'router 12' })
    const [line, ...more] = await linesOf(other)
    assert.match(line!, /^not served on any route: it differs in .*12/)
    assert.deepEqual(more, [], 'what is so on every route is said once')
    await leave(watched)
  })

  test('narrow and dark, with all that a trial says: no barrier, and nothing wider than the window', async () => {
    for (const width of [320, 1280]) {
      for (const dark of [false, true]) {
        const watched = await visit(browser as Browser, stand.url, 'cache', { width, dark })
        const { page } = watched
        await tryIt(page, 'how do I reset the password of the router')
        await page.getByText('the same words').waitFor()
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width)
        assert.deepEqual(await barriers(page), [])
        await picture(page, `tried-${width}${dark ? '-dark' : ''}`)
        await leave(watched)
      }
    }
  })
})

describe('none reused', { skip: typeof browser === 'string' && browser }, () => {
  let stand: Stand
  before(async () => {
    stand = await startStand({ calls: 0, page: folder })
  })
  after(() => stand?.close())

  test('in a mode that reuses none the card says so, and a trial as well', async () => {
    const watched = await visit(browser as Browser, stand.url, 'cache')
    const { page } = watched
    const card = page.locator('section', { hasText: 'No answer is reused across wordings' })
    await card.getByText('not served on default: in mode safe nothing is reused').waitFor()
    await tryIt(page, 'How do I reset the password of the router?')
    await page.getByText('No route answers across wordings now. Nothing near was found.').waitFor()
    assert.equal(await page.getByText('not served on default: in mode safe').count(), 2)
    assert.deepEqual(await barriers(page), [])
    await leave(watched)
  })

  test('where models are missing it says which, and what to do', async () => {
    const lost = 'weights/sentence-static is missing: no answer is reused across wordings'
    const without: QuestionPreview = {
      routes: [
        { route: 'default', mode: 'balanced', serve: 'certified', limit: 0.01, stopped: lost },
      ],
      candidates: [],
      judgedBy: 'words',
      missing: [lost, 'onnxruntime-node is missing: learned models judge word by word'],
    }
    for (const width of [320, 1280]) {
      const watched = await openPage(browser as Browser, stand.url, { width, dark: true })
      const { page } = watched
      // Weights that ship are not taken away from other tests.
      await page.route('**/farthing/api/cache', (route) =>
        route.request().method() === 'POST' ? route.fulfill({ json: without }) : route.continue(),
      )
      await page.goto('/farthing/cache')
      await page.getByText('not served on default: models are missing').waitFor()
      await page.getByText(`${lost}. They come with the package: install farthing anew`).waitFor()
      await page.getByText('npm install onnxruntime-node where the gateway runs').waitFor()
      await tryIt(page, 'How do I reset the password of the router?')
      const trial = page.locator('section', { hasText: 'Try a question' })
      await trial.getByText('npm install onnxruntime-node where the gateway runs').waitFor()
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width)
      assert.deepEqual(await barriers(page), [])
      await picture(page, `missing-${width}`)
      await leave(watched)
    }
  })
})

async function tryIt(page: Page, question: string): Promise<void> {
  await page.getByLabel('Question').fill(question)
  await page.getByRole('button', { name: 'Try' }).click()
}

function linesOf(candidate: Locator): Promise<string[]> {
  return candidate.getByRole('listitem').allInnerTexts()
}
