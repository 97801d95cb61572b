import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openLedger } from '../ledger/ledger.ts'
import { createDraws } from './draws.ts'
import { createRegistry } from './registry.ts'
import { openProofStore } from './store.ts'

const folder = mkdtempSync(join(tmpdir(), 'farthing-proof-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const label = {
  certificate: 'cache/default',
  window: 1,
  conversation: 'c',
  arm: 'treated',
  setting: 0,
  harm: 0.25,
  probability: 0.02,
  weight: 1,
  source: 'verifier',
  at: 1_700_000_000_000,
} as const

test('a label comes back as it went in, once a call and arm, in order', () => {
  const ledger = openLedger({ file: join(folder, 'order.db') })
  const store = openProofStore(ledger)
  let committed = 0
  assert.ok(store.append({ ...label, call: 'a' }, () => committed++))
  assert.equal(store.append({ ...label, call: 'a' }), undefined, 'queued already')
  assert.equal(committed, 0)
  ledger.flush()
  assert.equal(committed, 1)
  assert.equal(openProofStore(ledger).append({ ...label, call: 'a' }), undefined, 'on disk already')
  assert.ok(store.append({ ...label, call: 'a', arm: 'control' }))
  assert.ok(store.append({ ...label, call: 'a', window: 2 }))
  assert.ok(store.append({ ...label, call: 'b', certificate: 'router/default' }))
  ledger.flush()
  const { state, labels } = store.load('cache/default')
  assert.equal(state, undefined)
  assert.deepEqual(labels[0], { ...label, call: 'a', sequence: 1 })
  assert.deepEqual(
    labels.map(({ sequence }) => sequence),
    [1, 2, 3],
  )
  assert.deepEqual(
    store.samples('cache/default', 2).map(({ sequence }) => sequence),
    [3, 2],
  )
  store.append({ ...label, call: 'worse', harm: 1 })
  store.append({ ...label, call: 'fine', harm: 0 })
  ledger.flush()
  assert.deepEqual(
    store.worst('cache/default', 1, 9).map(({ call }) => call),
    ['worse', 'a'],
  )
  ledger.close()
})

/** Records label after label and says each that is on disk, until it is killed. */
const writer = (file: string) => `
import { openLedger } from '${new URL('../ledger/ledger.ts', import.meta.url)}'
import { openProofStore } from '${new URL('store.ts', import.meta.url)}'
import { createDraws } from '${new URL('draws.ts', import.meta.url)}'
import { createRegistry } from '${new URL('registry.ts', import.meta.url)}'
const ledger = openLedger({ file: ${JSON.stringify(file)} })
const store = openProofStore(ledger)
const registry = createRegistry({
  draws: createDraws('a secret of this installation'),
  rates: { holdout: 0, shadow: 1, young: 1, youngLabels: 0, control: 0 },
  budgetOpen: () => true, store, notify() {}, now: () => Date.now(),
})
const certificate = registry.protect({
  key: 'cache/default', layer: 'cache', route: 'default', target: 0.02, alpha: 0.05, settings: [1],
  labels: 'absolute', fingerprint: 'x', clusters: { idleMs: 0, longestMs: 0, most: 1, variant: 'mean' },
})
const plan = { certificate: 'cache/default', window: 1, arm: 'treated', setting: 0, value: 1, probability: 1, weight: 1 }
let id = store.samples('cache/default', 1)[0]?.sequence ?? 0
const step = () => {
  for (let k = 0; k < 7; k++) {
    const own = ++id
    registry.record(plan, { id: 'call-' + own, conversation: 'c' + own }, { harm: 0, source: 'exact' },
      () => process.stdout.write(own + '\\n'))
  }
  setImmediate(step)
}
step()
`

test('kill −9, again and again: no label that was acknowledged is lost, and the bound stands where they put it', async () => {
  const file = join(folder, 'killed.db')
  let acknowledged = 0
  for (const lines of [1, 40, 300, 20]) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', writer(file)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let text = ''
    for await (const chunk of child.stdout) {
      text += String(chunk)
      if (text.split('\n').length > lines) break
    }
    child.kill('SIGKILL')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    acknowledged = Math.max(acknowledged, ...text.split('\n').slice(0, -1).map(Number))
  }
  assert.ok(acknowledged > 350)

  const ledger = openLedger({ file })
  const store = openProofStore(ledger)
  const kept = store.samples('cache/default', 1_000_000).toReversed()
  assert.ok(kept.length >= acknowledged)
  assert.deepEqual(
    kept.map(({ sequence }) => sequence),
    kept.map((_, k) => k + 1),
    'and none in between',
  )
  const open = (from: typeof store | undefined) => {
    const registry = createRegistry({
      draws: createDraws('a secret of this installation'),
      rates: { holdout: 0, shadow: 1, young: 1, youngLabels: 0, control: 0 },
      budgetOpen: () => true,
      store: from,
      notify() {},
      now: () => kept[0]!.at,
    })
    const certificate = registry.protect({
      key: 'cache/default',
      layer: 'cache',
      route: 'default',
      target: 0.02,
      alpha: 0.05,
      settings: [1],
      labels: 'absolute',
      fingerprint: 'x',
      clusters: { idleMs: 0, longestMs: 0, most: 1, variant: 'mean' },
    })
    return certificate
  }
  const restored = open(store)
  const continuous = open(undefined)
  for (const one of kept) continuous.observe(one)
  const bits = ({ bounds, breaches, state, certified }: ReturnType<typeof restored.snapshot>) => ({
    bounds,
    breaches,
    state,
    certified,
  })
  assert.equal(restored.state, 'certified')
  assert.deepEqual(bits(restored.snapshot()), bits(continuous.snapshot()))
  ledger.close()
})

test('labels of old windows go once a snapshot holds them, and no number is given twice', () => {
  const ledger = openLedger({ file: ':memory:' })
  const store = openProofStore(ledger)
  const key = label.certificate
  for (let n = 0; n < 10; n++) store.append({ ...label, call: `old-${n}` })
  const last = store.append({ ...label, window: label.window + 1, call: 'new' })!
  ledger.flush()
  store.prune(key, label.window + 1, last.sequence - 1)
  ledger.flush()
  assert.deepEqual(
    store.samples(key, 100).map(({ call }) => call),
    ['new'],
  )
  // Nothing but the snapshot's own word is left of the highest number.
  store.saveState({ key, sequence: last.sequence, snapshot: {} as never })
  store.prune(key, label.window + 2, last.sequence)
  ledger.flush()
  assert.equal(
    openProofStore(ledger).append({ ...label, call: 'next' })!.sequence,
    last.sequence + 1,
  )
  ledger.close()
})

test('of labels that a snapshot holds the newest 5,000 stay; what it does not hold stays whole', () => {
  const ledger = openLedger({ file: ':memory:' })
  const store = openProofStore(ledger)
  const key = label.certificate
  for (let n = 0; n < 5200; n++) store.append({ ...label, call: `call-${n}` })
  ledger.flush()
  store.prune(key, label.window, 100)
  ledger.flush()
  assert.equal(store.samples(key, 10_000).length, 5100)
  store.prune(key, label.window, 5200)
  ledger.flush()
  assert.equal(store.samples(key, 10_000).length, 5000)
  ledger.close()
})
