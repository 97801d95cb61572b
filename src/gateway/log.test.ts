import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLog, withoutSecrets } from './log.ts'

test('keys of every known form are cut out of words', () => {
  const secrets = [
    'sk-proj-abcdefghijklmnop',
    'sk-ant-api03-abcdefghijklmnop',
    'fk_0123456789abcdefghijklmnopq',
    'gsk_abcdefghijklmnop',
    'xai-abcdefghijklmnop',
    'AIzaSyAbcdefghijklmnop',
    'Bearer eyJhbGciOiJIUzI1NiJ9.e30.x',
    '?key=whatever-it-is&',
    'access_token=nothing&api_key=more',
  ]
  for (const secret of secrets) {
    const shown = withoutSecrets(`failed at https://x.example/?a=1&${secret} again`)
    for (const part of ['abcdefghijklmnop', '0123456789', 'Abcdefgh', 'e30', 'whatever', 'more']) {
      assert.ok(!shown.includes(part), `${secret} → ${shown}`)
    }
  }
})

test('levels, and one line an event in both forms', () => {
  for (const format of ['json', 'text'] as const) {
    const lines: string[] = []
    const sink = {
      terminal: false,
      write: (line: string) => void lines.push(line),
      close: () => {},
    }
    const log = createLog({ level: 'warn', format }, sink)
    log.info('quiet')
    log.warn('loud', { path: 'a\nb "c"', gone: undefined, ms: 1 })
    assert.equal(lines.length, 1)
    assert.match(lines[0]!, /^[^\n]*loud[^\n]*a\\nb \\"c\\"[^\n]*\n$/)
    assert.doesNotMatch(lines[0]!, /gone/)
  }
})
