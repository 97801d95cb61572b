/**
 * The admin API takes no nonsense: a parameter that means nothing is refused with what is allowed, an id that leads
 * nowhere is said to.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { send } from './send-raw.ts'
import { startWhole, type Whole } from './whole.ts'

async function errorOf(
  { gateway }: Whole,
  path: string,
  body?: unknown,
): Promise<{ status: number; code: string; message: string }> {
  const answer =
    body === undefined
      ? await send(gateway, 'GET', `/farthing/${path}`)
      : await send(
          gateway,
          'POST',
          `/farthing/${path}`,
          { 'content-type': 'application/json' },
          JSON.stringify(body),
        )
  const { error } = JSON.parse(answer.text) as { error?: { code: string; message: string } }
  return { status: answer.status, code: '', message: '', ...error }
}

const wrong: readonly (readonly [string, RegExp])[] = [
  ['api/summary?window=2y', /`window` must be one of 1h, 24h, 7d, 30d, all, not "2y"/],
  ['api/summary?by=x', /`by` must be one of model, asked, provider, .*hour, not "x"/],
  ['api/summary?widnow=24h', /no parameter "widnow"\. Did you mean `window`\?/],
  ['api/calls?sort=x', /`sort` must be one of time, cost, saved, latency, not "x"/],
  ['api/calls?limit=-1', /`limit` must be a whole number, 1 to 500, not "-1"/],
  ['api/calls?limit=501', /1 to 500/],
  ['api/calls?limit=1e3', /`limit`/],
  ['api/calls?order=up', /`order` must be one of ascending, descending/],
  ['api/calls?status=good', /`status` must be ok, failed or a status such as 429, not "good"/],
  ['api/calls?layer=prefxi', /`layer` must be one of cache, router, template/],
  ['api/calls?from=yesterday', /`from` must be a whole number, 0 or more/],
  ['api/calls?after=7', /`after` must be `next` of the page before/],
  [`api/calls?model=${'m'.repeat(513)}`, /`model` must be 512 characters at most/],
  ['api/calls?utm_source=mail', /no parameter "utm_source"\. There are from, to, tenant, /],
  ['api/budgets?key=k', /no parameter "key"\. It takes none\./],
  ['api/keys?name=k', /It takes none/],
  ['api/connect?x=1', /It takes none/],
  ['api/live?from=1', /It takes none/],
  ['api/config?section=server', /It takes none/],
  ['api/prefix?tenat=a', /Did you mean `tenant`/],
  ['api/proof?cert=compress', /no parameter "cert"\. There are certificate\./],
]

test('a parameter that means nothing is refused, with what is allowed', async (t) => {
  const whole = await startWhole()
  t.after(whole.close)
  for (const [path, expected] of wrong) {
    const { status, code, message } = await errorOf(whole, path)
    assert.deepEqual([status, code], [400, 'parameter_invalid'], `${path}: ${message}`)
    assert.match(message, expected)
    assert.ok(message.startsWith(`/farthing/${path.split('?')[0]}: `), message)
  }
  for (const [path, expected] of [
    ['preview?floor=2', /`floor` must be a number from 0\.5 to 1, not "2"/],
    ['preview?flor=0.9', /Did you mean `floor`/],
  ] as const) {
    const { status, message } = await errorOf(whole, path, { messages: [] })
    assert.equal(status, 400)
    assert.match(message, expected)
  }
})

test('what it does take still passes', async (t) => {
  const whole = await startWhole()
  t.after(whole.close)
  for (const path of [
    'api/summary',
    'api/summary?window=all&by=tag&tenant=&model=gpt-5-mini',
    'api/calls?sort=saved&order=ascending&limit=500&status=0&layer=cache&from=0&to=1&id=fc_',
    'api/calls?order=descending&status=failed&after=-5_17',
    'api/prefix?tenant=a',
    'api/proof',
    'api/config',
  ]) {
    const { status, message } = await errorOf(whole, path)
    assert.equal(status, 200, `${path}: ${message}`)
  }
})

test('an id that leads nowhere is said to, and not called a path that does not exist', async (t) => {
  const whole = await startWhole()
  t.after(whole.close)
  for (const [path, expected, body] of [
    ['decisions/fc_nowhere', /There is no call "fc_nowhere"\. .*ledger\.retentionDays/],
    ['api/proof?certificate=compress%2Fnone', /There is no certificate "compress\/none"\./],
    ['feedback', /There is no call "fc_nowhere"\./, { call: 'fc_nowhere', good: true }],
  ] as const) {
    const { status, code, message } = await errorOf(whole, path, body)
    assert.deepEqual([status, code], [404, 'record_unknown'], message)
    assert.match(message, expected)
  }
})

test('feedback that says nothing is refused in the form of every error', async (t) => {
  const whole = await startWhole()
  t.after(whole.close)
  for (const [body, code, expected] of [
    [null, 'body_not_json', /^.*feedback.*object/],
    [[], 'body_not_json', /object/],
    [{}, 'parameter_invalid', /`call` must be the id .*`x-farthing-call`/],
    [{ call: 1, good: true }, 'parameter_invalid', /`call`/],
    [{ call: 'fc_nowhere' }, 'parameter_invalid', /Give `good`: .*or `harm`/],
    [{ call: 'fc_nowhere', harm: 2 }, 'parameter_invalid', /from 0 to 1/],
    [{ call: 'fc_nowhere', good: 'no' }, 'parameter_invalid', /`good`/],
    [{ call: 'fc_nowhere', good: true, harm: 1 }, 'parameter_invalid', /not both/],
  ] as const) {
    const said = await errorOf(whole, 'feedback', body)
    const shown = `${JSON.stringify(body)}: ${said.message}`
    assert.deepEqual([said.status, said.code], [400, code], shown)
    assert.match(said.message, expected, shown)
    assert.ok(said.message.includes(`farthing help ${code}`), shown)
  }
})
