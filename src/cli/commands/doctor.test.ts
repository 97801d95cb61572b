import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultConfiguration } from '../../config/defaults.ts'
import { runtime } from './doctor.ts'

test('the optional runtime goes where farthing is: beside it, or global as it is', () => {
  const missing = [{ what: 'onnxruntime-node', loss: 'learned models judge word by word' }] as const
  const { state, detail } = runtime({ ...defaultConfiguration, mode: 'balanced' }, missing)
  assert.equal(state, 'advice')
  assert.ok(
    detail.endsWith('(npm install onnxruntime-node; with --global where farthing is installed so)'),
    detail,
  )
  assert.equal(runtime({ ...defaultConfiguration, mode: 'safe' }, missing).state, 'ok')
  assert.match(runtime(defaultConfiguration, []).detail, /^installed/)
})
