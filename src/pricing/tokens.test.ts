import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { countTokens, loadTokenizer, pieces } from './tokens.ts'

test('OpenAI’s models are counted, others estimated and marked', async () => {
  assert.deepEqual(await countTokens('hello world', 'gpt-5'), { tokens: 2, origin: 'computed' })
  assert.deepEqual(await countTokens('hello world', 'openai/gpt-4o-mini'), {
    tokens: 2,
    origin: 'computed',
  })
  assert.equal((await countTokens('hello world', 'gpt-3.5-turbo')).origin, 'estimated')
  assert.deepEqual(await countTokens('hello world', 'claude-sonnet-4-5'), {
    tokens: 3,
    origin: 'estimated',
  })
  assert.equal((await countTokens('', 'gpt-5')).tokens, 0)
})

test('words of the tokenizer’s own are text', async () => {
  assert.ok((await countTokens('a <|endoftext|> b <|im_start|>', 'gpt-5')).tokens > 4)
})

test('texts without long runs are counted exactly as whole', async () => {
  const whole = await loadTokenizer()
  const text =
    'The quick brown fox jumps over 13 lazy dogs.\n\n\t{"a": [1, 2, "drei"], "ü": "漢字"} '.repeat(
      50,
    )
  assert.equal((await countTokens(text, 'gpt-5')).tokens, whole(text))
})

const units = ['a', ' ', '=', '漢', '\n\t', 'deadbeef01', '👩‍👧', 'e\u0301']

test('long runs are cut, within 3 % of the whole', async () => {
  const whole = await loadTokenizer()
  for (const unit of units) {
    const text = unit.repeat(Math.ceil(3000 / unit.length))
    const cut = (await countTokens(text, 'gpt-5')).tokens
    const wrong = Math.abs(cut - whole(text))
    assert.ok(wrong <= Math.max(3, whole(text) * 0.03), `${JSON.stringify(unit)} off by ${wrong}`)
  }
})

test('no piece holds a run that merging is quadratic in, and nothing is lost', () => {
  const run = fc
    .tuple(fc.constantFrom(...units), fc.nat(2000))
    .map(([unit, count]) => unit.repeat(count))
  fc.assert(
    fc.property(fc.array(fc.oneof(run, fc.string()), { maxLength: 8 }), (parts) => {
      const text = parts.join('')
      const cut = [...pieces(text)]
      assert.equal(cut.join(''), text)
      for (const piece of cut) {
        assert.ok(!/[a-z\u0080-\uffff]{520}|\s{520}|={520}/i.test(piece))
        assert.ok(!/[\ud800-\udbff]$/.test(piece) || !piece.isWellFormed() === !text.isWellFormed())
      }
    }),
  )
})
