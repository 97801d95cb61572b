import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Certificate } from './certificate.ts'
import type { CertificateEvent, CertificateOptions } from './certificate-types.ts'
import { fingerprint } from './fingerprint.ts'
import { seededRandom } from './random.ts'

const options: CertificateOptions = {
  key: 'router/default',
  target: 0.05,
  alpha: 0.05,
  settings: [1],
  labels: 'judged',
  fingerprint: 'a',
  clusters: { idleMs: 0, longestMs: 0, most: 1, variant: 'mean' },
}

function make(over: Partial<CertificateOptions> = {}) {
  const events: CertificateEvent[] = []
  const certificate = new Certificate(
    { ...options, ...over },
    0,
    (event) => void events.push(event),
  )
  let call = 0
  const label = (
    arm: 'treated' | 'control',
    harm: number,
    setting = 0,
    window = certificate.window,
  ) =>
    certificate.observe({
      certificate: certificate.options.key,
      window,
      call: `call-${call++}`,
      conversation: `c${call}`,
      arm,
      setting,
      harm,
      probability: 0.02,
      weight: 1,
      source: 'judge',
      at: call,
    })
  return { certificate, events, label }
}

test('with a noisy judge a harmless layer stays certified; harm on top of the noise is a breach', () => {
  const { certificate, events, label } = make()
  const random = seededRandom(6)
  const noisy = (harm: number) => (random() < 0.12 + 0.76 * harm ? 1 : 0)
  const feed = (n: number, harm: number) => {
    for (let k = 0; k < n; k++)
      label(k % 2 === 0 ? 'treated' : 'control', noisy(k % 2 === 0 ? harm : 0))
  }
  feed(30_000, 0)
  assert.deepEqual(
    events.map(({ to }) => to),
    ['certified'],
  )
  const { floor, bound, evidence } = certificate.view()
  assert.ok(bound <= 0.05 && evidence < 20)
  assert.ok(floor!.upper > 0.12 && floor!.upper < 0.14, String(floor!.upper))
  feed(6000, 0.15)
  assert.equal(certificate.state, 'breached')
  assert.equal(certificate.live, -1)
  assert.equal(certificate.testing, -1, 'nothing is tried again in this window')
})

test('labels of another window or setting count for nothing', () => {
  const { certificate, label } = make({ labels: 'absolute' })
  const before = certificate.snapshot()
  label('treated', 0, 0, 2)
  label('treated', 0, 5)
  assert.deepEqual({ ...certificate.snapshot(), now: 0 }, { ...before, now: 0 })
})

test('learning anew costs the next window a smaller α', () => {
  const { certificate, events, label } = make({ labels: 'absolute' })
  const until = (state: string) => {
    let n = 0
    while (certificate.state !== state && n < 5000) {
      label('treated', 0)
      n++
    }
    return n
  }
  const first = until('certified')
  certificate.relearn(9)
  assert.equal(certificate.state, 'learning')
  assert.equal(certificate.id, 'router/default#2')
  const second = until('certified')
  assert.ok(second > first && second < first * 1.4, `${first} ${second}`)
  assert.equal(events.length, 3)
})

test('a snapshot of another promise, or of another fingerprint, is not taken over', () => {
  const { certificate, label } = make({ labels: 'absolute' })
  while (certificate.state !== 'certified') label('treated', 0)
  const snapshot = JSON.parse(JSON.stringify(certificate.snapshot())) as ReturnType<
    typeof certificate.snapshot
  >
  const open = (over: Partial<CertificateOptions>) => {
    const next = make({ labels: 'absolute', ...over }).certificate
    next.restore(snapshot)
    return [next.state, next.window, next.live]
  }
  assert.deepEqual(open({}), ['certified', 1, 0])
  for (const over of [
    { target: 0.04 },
    { alpha: 0.01 },
    { settings: [1, 2] },
    { settings: [2] },
    { labels: 'excess' },
    { fingerprint: 'b' },
  ] as const) {
    assert.deepEqual(open(over), ['stale', 2, -1], JSON.stringify(over))
  }
})

test('a fingerprint changes with anything that a promise was learnt on, and with nothing else', () => {
  const learnt = { models: ['a/x', 'b/y'], prices: '1', template: '', layer: '1', judge: '' }
  const same = fingerprint(learnt)
  assert.equal(fingerprint({ ...learnt, models: ['b/y', 'a/x'] }), same)
  for (const [key, value] of Object.entries({
    models: ['a/x'],
    prices: '2',
    template: 't',
    layer: '2',
    judge: 'j',
  })) {
    assert.notEqual(fingerprint({ ...learnt, [key]: value }), same, key)
  }
})
