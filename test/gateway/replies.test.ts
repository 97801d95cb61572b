import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  configurationWith,
  eventually,
  post,
  startHarness,
  streamReply,
  TestFlow,
  wholeReply,
} from './harness.ts'

const limited = { ...configurationWith({}).limits, bodyBytes: 4096, headerBytes: 8192 }

test('a line break in an upstream header value never reaches the client', async (t) => {
  const gateway = await startHarness({
    run: async () =>
      wholeReply('{}', undefined, { headers: ['x-evil', 'a\r\nset-cookie: stolen=1'] }),
  })
  t.after(() => gateway.close())
  const response = await post(gateway.url)
  assert.equal(response.status, 502)
  assert.equal(response.headers.get('set-cookie'), null)
})

test('a model name that no header can carry', async (t) => {
  const gateway = await startHarness({
    run: async () => wholeReply('{}', undefined, { model: 'modèle\n\ud800 1' }),
  })
  t.after(() => gateway.close())
  const response = await post(gateway.url)
  assert.equal(response.status, 200)
  assert.equal(response.headers.get('x-farthing-model'), encodeURIComponent('modèle\n\ufffd 1'))
})

test('what throws without being a FarthingError is shown as internal, without its text', async (t) => {
  const gateway = await startHarness({
    run: async () => {
      throw new Error('secret sk-verysecret1234567890')
    },
  })
  t.after(() => gateway.close())
  const response = await post(gateway.url)
  assert.equal(response.status, 500)
  assert.doesNotMatch(await response.text(), /verysecret/)
  assert.match(gateway.logged.join(''), /"event":"internal"/)
  assert.doesNotMatch(gateway.logged.join(''), /verysecret/)
})

test('more open calls than the limit: 503, and the place is free again after', async (t) => {
  const flows: TestFlow[] = []
  const gateway = await startHarness({
    configuration: { limits: { ...limited, openCalls: 2 } },
    run: async () => {
      const flow = new TestFlow()
      flows.push(flow)
      return streamReply(flow)
    },
  })
  t.after(() => gateway.close())
  const open = [post(gateway.url), post(gateway.url)]
  await eventually(() => flows.length === 2)
  const refused = await post(gateway.url)
  assert.equal(refused.status, 503)
  assert.match(await refused.text(), /overloaded|limit/)
  for (const flow of flows) {
    await flow.piped
    flow.sink!.end()
  }
  for (const response of open) await (await response).text()
  await eventually(() => gateway.handler.open === 0)
  const again = post(gateway.url)
  await eventually(() => flows.length === 3)
  await flows[2]!.piped
  flows[2]!.sink!.end()
  assert.equal((await again).status, 200)
})
