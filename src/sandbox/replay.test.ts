import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { cutBytes, readRecording } from './replay.ts'
import { createSandbox } from './sandbox.ts'

const recordings = join(process.env['FARTHING_DATA'] ?? '../shared/data', 'wire-recordings')
const skip = !existsSync(recordings) && `no ${recordings}`

function names(): string[] {
  return readdirSync(recordings).flatMap((folder) =>
    readdirSync(join(recordings, folder)).map((name) => `${folder}/${name}`),
  )
}

test('cuts keep every byte, once and in order', () => {
  const bytes = Buffer.from('data: {"ü":1}\n\n')
  for (const cut of [0, 1, 9, bytes.length, 99, 'each', [3, 3, 7]] as const) {
    assert.deepEqual(Buffer.concat(cutBytes(bytes, cut).map((part) => part.bytes)), bytes)
  }
  assert.equal(cutBytes(bytes, 'each').length, bytes.length)
})

test('every recording is read, and serves its own data', { skip }, (t) => {
  let withUsage = 0
  for (const name of names()) {
    const recording = readRecording(recordings, name)
    const own = readFileSync(join(recordings, name), 'utf8')
    const served = Buffer.from(recording.bytes).toString()
    if (recording.streamed) {
      const data = served.match(/^data: .*$/gm)!.map((line) => line.slice(6))
      if (data.at(-1) === '[DONE]') data.pop()
      assert.deepEqual(
        data,
        own.split('\n').filter((line) => line !== ''),
        name,
      )
    } else assert.equal(served, own, name)
    if (recording.usage !== undefined) withUsage++
  }
  t.diagnostic(`${names().length} recordings, ${withUsage} with usage`)
  assert.ok(withUsage > 70)
})

test(
  'over HTTP, cut anywhere, the client gets the recorded bytes and the bill their usage',
  { skip },
  async () => {
    const sandbox = createSandbox({ recordings })
    const listening = await sandbox.listen()
    const name = 'anthropic/anthropic-refusal.chunks.txt'
    const { bytes, usage } = readRecording(recordings, name)
    for (const cut of [undefined, 17, [100, 101, 500]]) {
      const response = await fetch(`${listening.url}/v1/messages`, {
        method: 'POST',
        headers: { 'x-api-key': 'k', 'x-sandbox': JSON.stringify({ recording: name, cut }) },
        body: '{}',
      })
      assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8')
      assert.deepEqual(Buffer.from(await response.arrayBuffer()), Buffer.from(bytes))
    }
    assert.equal(sandbox.bill().output, usage!.output * 3)
    const outside = await fetch(`${listening.url}/v1/messages`, {
      method: 'POST',
      headers: { 'x-api-key': 'k', 'x-sandbox': JSON.stringify({ recording: '../README.md' }) },
    })
    assert.equal(outside.status, 400)
    await listening.close()
  },
)
