/** A kill may lose the newest answers; what is left is whole. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { storeOf, temporaryFile } from './fake-answers.ts'

const writer = fileURLToPath(new URL('fake-writer.ts', import.meta.url))

test('killed in the middle of writing, three times', async () => {
  const file = temporaryFile()
  let left = 0
  for (const after of [0, 120, 330]) {
    const child = spawn(process.execPath, [writer, file], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    await new Promise((resolve) => setTimeout(resolve, 300 + after))
    child.kill('SIGKILL')
    await once(child, 'exit')
    const { store, errors } = await storeOf({}, file)
    assert.deepEqual(errors, [])
    for (const { item } of await store.search('question number of many', {}, 0)) {
      const { body } = store.answer(item, 0)!
      const number = Number(/\d+/.exec(item.text)![0])
      assert.ok(body.length === 2000 && body.every((byte) => byte === number % 256))
    }
    assert.deepEqual(errors, [])
    left += store.size.answers
    store.close()
  }
  assert.ok(left > 0)
})
