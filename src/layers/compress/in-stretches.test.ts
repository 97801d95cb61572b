import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atOnce, inStretches, type Work } from './in-stretches.ts'
import { encodeBlock } from './encode/encode.ts'
import { readingHtml } from './logs/html-to-text.ts'
import { reducing } from './logs/reduce-log.ts'
import { shownTo } from './select/shown.ts'
import { splitSentences } from './select/sentences.ts'
import { mostUnitsOf, unlikeUnits } from './select/gate.ts'

function pauses(work: Work<unknown>): number {
  let count = 0
  while (!work.next().done) count++
  return count
}

test('work comes to the same at once and in stretches, and others have their turn', async () => {
  function* slow(): Work<number> {
    let sum = 0
    for (let at = 0; at < 6; at++) {
      const end = performance.now() + 5
      while (performance.now() < end) sum++
      yield
    }
    return sum > 0 ? 6 : 0
  }
  let turns = 0
  let going = true
  const others = (): void => {
    turns++
    if (going) setImmediate(others)
  }
  setImmediate(others)
  assert.equal(await inStretches(slow()), 6)
  going = false
  assert.ok(turns >= 4, `${turns} turns`)
  assert.equal(atOnce(slow()), 6)
})

test('a long log and a long page pause again and again', () => {
  const log = Array.from({ length: 20_000 }, (_, at) => `10:00:00 step ${at} of the build ran\n`)
  assert.ok(pauses(reducing(log.join(''))) > 100)
  const page = `<html><body>${'<p>one <b>two</b></p>'.repeat(20_000)}</body></html>`
  assert.ok(pauses(readingHtml(page)) > 100)
})

test('texts of very many lines or units are told by their shape', () => {
  const lines = 'A\n'.repeat(93_000)
  assert.equal(
    encodeBlock(lines, (text) => text.length / 4),
    undefined,
  )
  const most = mostUnitsOf(lines.length)
  const units = splitSentences(lines, most)
  assert.ok(units.length <= most + 1)
  assert.equal(unlikeUnits([units], lines.length), 'too many units')
  assert.equal(unlikeUnits([splitSentences('A b c d e f. '.repeat(1400))], 18_200), undefined)
})

test('the transformer reads a hundred units of a call at most, however short they are', () => {
  const count = 50_000
  const shown = shownTo(new Float32Array(count).fill(1), new Float64Array(count).fill(0.5))
  assert.ok(shown.length <= 100, String(shown.length))
})
