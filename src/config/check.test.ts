import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { checkConfiguration } from './check.ts'
import { readTags } from '../gateway/request-options.ts'
import { defaultConfiguration } from './defaults.ts'
import { ConfigurationError } from './problems.ts'

/** Checks a text; what is wrong with it must be told in words and lie inside it. */
function checked(text: string): void {
  try {
    checkConfiguration(text, 'f.json', { SET: '1' })
  } catch (error) {
    assert.ok(error instanceof ConfigurationError, String(error))
    const lines = text.split('\n')
    for (const { line, column, message } of error.problems) {
      assert.ok(line >= 1 && line <= lines.length)
      assert.ok(column >= 1 && column <= lines[line - 1]!.length + 1)
      assert.doesNotMatch(message, /undefined|\[object/)
    }
  }
}

test('the defaults, written out, are a valid file', () => {
  const text = JSON.stringify(defaultConfiguration)
  assert.deepEqual(checkConfiguration(text, 'f.json', {}), defaultConfiguration)
})

test('no JSON makes the check fail in another way than by its problems', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => checked(JSON.stringify(value, null, 1))),
    { numRuns: 300 },
  )
})

test('nor does any value at any known place', () => {
  const section = fc.constantFrom(...Object.keys(defaultConfiguration))
  const key = fc.constantFrom(
    'x',
    'enabled',
    'host',
    'port',
    'scope',
    'cache',
    'openai',
    'models',
    '$SET',
    'constructor',
    'toString',
  )
  const inner = fc.dictionary(
    key,
    fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constant('$SET'), fc.constant('${UNSET}')),
  )
  fc.assert(
    fc.property(
      section,
      fc.oneof(inner, fc.array(inner), fc.dictionary(key, inner)),
      (name, value) => {
        fc.pre(!JSON.stringify(value).includes('__proto__'))
        checked(JSON.stringify({ [name]: value }, null, 1))
      },
    ),
    { numRuns: 1000 },
  )
})

test('a deep and a wide file are refused or read in bounded time', () => {
  checked(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`)
  checked(
    JSON.stringify({
      models: Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`m${index}`, index])),
    }),
  )
})

test('substitutes are models that there may be: `provider/model`, or a name of `models`', () => {
  const check = (substitutes: string[]) =>
    checkConfiguration(
      JSON.stringify({
        models: { fast: 'openai/gpt-5-mini' },
        routes: [{ name: 'a', substitutes }],
      }),
      'f',
      {},
    )
  assert.doesNotThrow(() => check(['openai/gpt-5', 'fast', 'openrouter/meta/llama']))
  assert.throws(() => check(['zzz']), /substitutes\[0\]: "zzz" is neither `provider\/model` nor/)
  assert.throws(() => check(['fast', 'fats']), /substitutes\[1\]: .*did you mean "fast"\?/)
  assert.throws(() => check(['opnai/gpt-5']), /no provider "opnai"; did you mean "openai"\?/)
})

test('a budget for a tag that no header can carry would never count: it is refused in words', () => {
  const check = (tag: string) =>
    checkConfiguration(JSON.stringify({ budgets: [{ scope: { tag }, limit: '1' }] }), 'f.json', {})
  for (const tag of ['team a', 'a,b', 'größe', '', ' a', 'x'.repeat(129)])
    assert.throws(
      () => check(tag),
      (error: unknown) =>
        error instanceof ConfigurationError &&
        /a tag that `x-farthing-tags` can carry.*128 letters/.test(error.problems[0]!.message),
      tag,
    )
  for (const tag of ['team-a', 'cost:42/eu@x+y=z_.', 'x'.repeat(128)]) {
    assert.deepEqual(check(tag).budgets[0]!.scope, { tag })
    assert.deepEqual(readTags(tag), [tag])
  }
})
