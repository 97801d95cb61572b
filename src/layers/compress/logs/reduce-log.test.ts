import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as check, constantFrom, integer, property } from 'fast-check'
import { cleanLines, plainText } from './clean-lines.ts'
import { atOnce } from '../in-stretches.ts'
import { isStrong, scoring } from './score-lines.ts'
import { reduceLog, roughTokens } from './reduce-log.ts'
import { signOf } from './line-signs.ts'

const clock = (at: number): string =>
  `2026-05-07T12:00:${String(at % 60).padStart(2, '0')}.1234567Z `

function noisy(count: number, at: number, failure: readonly string[]): string {
  const lines = Array.from(
    { length: count },
    (_, line) => `Compiling crate_${line % 37} v0.${line}.1`,
  )
  lines.splice(at, 0, ...failure)
  return lines.map((line, index) => clock(index) + line).join('\n')
}

const failure = [
  'test cart::tests::rounds_half_up ... FAILED',
  "thread 'cart::tests::rounds_half_up' panicked at src/cart.rs:212:9:",
  'assertion `left == right` failed: never round down',
  '  left: 41',
  ' right: 42',
]

test('the failure is kept word for word wherever it stands, and the rest is counted', () => {
  for (const at of [10, 900, 1500, 2950]) {
    const text = noisy(3000, at, failure)
    const made = reduceLog(text)!
    for (const line of failure) assert.ok(made.text.split('\n').includes(line), `${at}: ${line}`)
    assert.ok(made.text.startsWith('[log reduced: '))
    assert.match(made.text, /clocks from 2026-05-07T12:00:00.1234567Z to /)
    const counted = [...made.text.matchAll(/^\[(\d+) lines?/gm)].map(([, n]) => Number(n))
    const gaps = counted.reduce((sum, n) => sum + n, 0)
    assert.equal(gaps + made.keptLines, 3005)
    assert.ok(made.text.length < text.length / 10)
  }
})

test('colours, overwritten progress and clocks go, indentation stays', () => {
  assert.equal(plainText('\u001b[31mFAIL\u001b[0m: x'), 'FAIL: x')
  assert.equal(plainText('^[[36;1mmake^[[0m'), 'make')
  assert.equal(plainText('/^[[:alpha:]]/'), '/^[[:alpha:]]/')
  assert.equal(plainText(' 10 %\r 55 %\r100 %\r'), '100 %')
  const { lines, from, to } = cleanLines('[12:00:01]   at a\n[12:00:02] b\n')
  assert.deepEqual(
    lines.map(({ text }) => text),
    ['  at a', 'b'],
  )
  assert.deepEqual([from, to], ['[12:00:01]', '[12:00:02]'])
})

test('one cause is kept under hundreds of its consequences', () => {
  const cause = 'pg_ctl: could not bind port 5432: Address already in use'
  const many = Array.from(
    { length: 600 },
    (_, at) => `ERROR tests/a_${at}/b.py::test_${at} - OperationalError: no server`,
  )
  const made = reduceLog(noisy(3000, 1500, [cause, ...many, '600 errors in 4.2s']))!
  assert.ok(made.text.includes(cause))
  assert.ok(made.text.includes('600 errors in 4.2s'))
})

test('words of failure that are none', () => {
  for (const line of [
    'test_raises_error PASSED',
    '  ✓ shows an error when it is missing (3 ms)',
    '0 errors, 3 warnings',
    'Downloading https://repo.example.org/error-prone-2.3.jar',
    '   Compiling thiserror v1.0.50',
    '  if-no-files-found: error',
    'test handles_fatal_errors ... ok',
    'DEBUG request error_code=0',
    '[ 12%] Building CXX object src/parse_error.cc.o',
  ]) {
    assert.ok(!isStrong(signOf(line)), `${line}: ${signOf(line)}`)
  }
})

test('words of failure that are some', () => {
  for (const line of [
    "src/a.ts:5:6 - error TS6196: 'X' is declared but never used.",
    'error[E0308]: mismatched types',
    'FAILED tests/a.py::test_x - AssertionError',
    '--- FAIL: TestX (0.00s)',
    'not ok 12 - keeps order',
    'wget: server returned error: HTTP/1.1 502 Bad Gateway',
    'collect2: error: ld returned 1 exit status',
    '##[error]Process completed with exit code 1.',
    'make: *** [Makefile:146: all] Error 2',
    './run.sh: line 12: TOKEN: unbound variable',
    'npm ERR! code ELIFECYCLE',
    'Caused by: java.net.ConnectException: Connection refused',
    'Fatal Python error: Segmentation fault',
    'Tests:       1 failed, 400 passed, 401 total',
  ]) {
    assert.ok(isStrong(signOf(line)), `${line}: ${signOf(line)}`)
  }
})

test('what the reader asks for is kept though nothing failed there', () => {
  const text = noisy(4000, 20, failure)
  const asked = 'Compiling crate_2 v0.2000.1'
  assert.ok(!reduceLog(text)!.text.includes(asked))
  assert.ok(
    reduceLog(text, { question: 'Who needs v0.2000.1 of it, or a-b/c?' })!.text.includes(asked),
  )
})

test('short logs, reduced logs and logs within the budget stay as they are', () => {
  assert.equal(reduceLog(noisy(300, 20, failure)), undefined)
  const made = reduceLog(noisy(3000, 20, failure))!
  assert.equal(reduceLog(made.text), undefined)
  assert.equal(reduceLog(noisy(500, 20, failure), { budget: 1e6 }), undefined)
})

test('property: kept lines are lines of the log, in order; the budget holds; equal logs come out equal', () => {
  const word = constantFrom(
    'error:',
    'ok',
    'FAILED',
    'src/a.ts:4:2',
    '\u001b[1m',
    'x'.repeat(90),
    '7f3a9c1d',
    'not',
    '\r',
    '\t',
    '🙂',
    '–',
  )
  const line = array(word, { maxLength: 8 }).map((words) => words.join(' '))
  check(
    property(
      array(line, { minLength: 400, maxLength: 900 }),
      integer({ min: 200, max: 4000 }),
      (lines, budget) => {
        const text = lines.join('\n')
        const made = reduceLog(text, { budget })
        assert.deepEqual(reduceLog(text, { budget }), made)
        if (made === undefined) return
        assert.ok(roughTokens(made.text) <= budget)
        const clean = cleanLines(text).lines
        let at = 0
        for (const kept of made.text.split('\n').slice(1)) {
          if (/^\[\d+ lines?(?:,? [^\]]*)?\]$/.test(kept)) continue
          const found = clean.findIndex((line, index) => index >= at && line.text === kept)
          assert.ok(found >= 0, kept)
          at = found + 1
        }
      },
    ),
    { numRuns: 40 },
  )
})

test('hostile texts: linear, and they fail open', () => {
  for (const text of [
    'a'.repeat(20_000),
    '\u001b]'.repeat(50_000),
    '['.repeat(100_000),
    '\n'.repeat(50_000),
    'error '.repeat(40_000),
    'QUJD'.repeat(500_000),
  ]) {
    const made = reduceLog(text, { leastLines: 1, budget: 500 })
    assert.ok(made === undefined || made.text.length <= text.length)
  }
})

test('scores are finite on empty and blank logs', () => {
  const { scores } = atOnce(scoring(cleanLines('\n\n  \n').lines))
  assert.ok([...scores].every(Number.isFinite))
})
