import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openLedger } from '../ledger/ledger.ts'
import { openArchive } from './archive.ts'
import type { CertificateEvent } from './certificate-types.ts'

const event = (at: number, key = 'compress/a'): CertificateEvent => ({
  key,
  id: `${key}#1`,
  from: 'learning',
  to: 'certified',
  setting: 0,
  reason: 'x',
  at,
})

test('events, newest first, in all and of one certificate, at most a thousand', () => {
  const ledger = openLedger({ file: ':memory:' })
  const archive = openArchive(ledger)
  for (let at = 0; at < 1100; at++) archive.addEvent(event(at, at % 2 ? 'compress/a' : 'router/a'))
  ledger.flush()
  assert.deepEqual(
    archive.events(2).map(({ at }) => at),
    [1099, 1098],
  )
  assert.deepEqual(
    archive.events(2, 'router/a').map(({ at }) => at),
    [1098, 1096],
  )
  assert.equal(archive.events(5000).length, 1000)
  ledger.close()
})

test('texts are cut to a length and to a number, values are replaced', () => {
  const ledger = openLedger({ file: ':memory:' })
  const archive = openArchive(ledger)
  const long = 'x'.repeat(50_000)
  for (let n = 0; n < 130; n++) {
    archive.keepText('compress/a', `call-${n}`, { question: 'q', safe: long, candidate: `${n}` })
  }
  archive.keepText('router/a', 'call-0', { question: 'q', safe: 's', candidate: 'c' })
  archive.keepValue('budget', '1')
  archive.keepValue('budget', '2')
  ledger.flush()
  assert.equal(archive.textOf('compress/a', 'call-0'), undefined)
  assert.equal(archive.textOf('compress/a', 'call-30')?.candidate, '30')
  assert.ok(archive.textOf('compress/a', 'call-129')!.safe.length <= 20_001)
  assert.equal(archive.textOf('router/a', 'call-0')?.safe, 's')
  assert.equal(archive.value('budget'), '2')
  assert.equal(archive.value('savings'), undefined)
  ledger.close()
})
