import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as check, constantFrom, jsonValue, property, uint8Array } from 'fast-check'
import type { Dialect } from '../call.ts'
import { createView } from './view.ts'

const view = (text: string, dialect: Dialect = 'openai-chat') =>
  createView(Buffer.from(text), dialect)

test('model, stream and cap, each dialect by its own name', () => {
  const chat = view('{"model":"m","stream":true,"max_tokens":5,"max_completion_tokens":7}')
  assert.deepEqual([chat.model, chat.stream, chat.outputCap], ['m', true, 7])
  assert.equal(view('{"max_tokens":5}').outputCap, 5)
  assert.equal(view('{"max_output_tokens":6,"max_tokens":1}', 'openai-responses').outputCap, 6)
  assert.equal(view('{"max_tokens":8}', 'anthropic-messages').outputCap, 8)
  assert.equal(view('{"generationConfig":{"maxOutputTokens":9}}', 'gemini').outputCap, 9)
  assert.equal(view('{"generation_config":{"max_output_tokens":9}}', 'gemini').outputCap, 9)
  for (const cap of ['null', '"5"', '-1', '1e999', '{}']) {
    assert.equal(view(`{"max_tokens":${cap}}`).outputCap, undefined, cap)
  }
})

test('where the path says model and stream, the body does not', () => {
  const gemini = createView(Buffer.from('{"model":"x","stream":true}'), 'gemini', {
    model: 'g',
    stream: false,
  })
  assert.deepEqual([gemini.model, gemini.stream], ['g', false])
})

test('what is no JSON object is an empty view', () => {
  for (const text of ['', '[1]', 'null', '"x"', '{"model":', '\ufeff{}', '['.repeat(100_000)]) {
    const empty = view(text)
    assert.deepEqual(
      [empty.json, empty.model, empty.stream, empty.outputCap, empty.span()],
      [undefined, '', false, undefined, undefined],
      text.slice(0, 20),
    )
  }
  const odd = view('{"model":5,"stream":"true"}')
  assert.deepEqual([odd.model, odd.stream], ['', false])
})

test('spans of any depth, asked in any order', () => {
  const text = '{"model":"m","a":[{"b":[{"c":[{"d":[{"e":[1, 2.50]}]}]}]}],"model":"n"}'
  const body = view(text)
  const at = (...path: (string | number)[]) => {
    const span = body.span(...path)
    return span && text.slice(span.start, span.end)
  }
  assert.equal(at('model'), '"n"')
  assert.equal(at('a', 0, 'b', 0, 'c', 0, 'd', 0, 'e', 1), '2.50')
  assert.equal(at('a', 0, 'b', 0, 'c', 0, 'd', 0, 'e', 2), undefined)
  assert.equal(at('a', 'b'), undefined)
  assert.equal(at('x'), undefined)
  assert.equal(at(), text)
})

test('property: never throws, and json is what JSON.parse gives', () => {
  check(
    property(jsonValue(), (value) => {
      const text = JSON.stringify(value)
      const { json } = view(text)
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
      assert.deepEqual(json, isObject ? (JSON.parse(text) as unknown) : undefined)
    }),
  )
  const dialects: Dialect[] = ['openai-chat', 'gemini', 'anthropic-messages', 'opaque']
  check(
    property(uint8Array({ maxLength: 100 }), constantFrom(...dialects), (bytes, dialect) => {
      const body = createView(bytes, dialect)
      assert.equal(typeof body.model, 'string')
      assert.equal(body.span('a', 0), undefined)
      assert.equal(body.outputCap, undefined)
    }),
  )
})

test('a large body is read as a small one is, and its first turns alone', () => {
  const messages = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'hi' },
    { role: 'assistant', content: 'x'.repeat(20_000) },
  ]
  const text = JSON.stringify({ model: 'm', n: 2, max_tokens: 7, messages, stream: true })
  const view = createView(Buffer.from(text), 'openai-chat')
  const isUser = (message: unknown): boolean => (message as { role: string }).role === 'user'
  assert.deepEqual(view.leading('messages', 16, isUser), messages.slice(0, 2))
  assert.deepEqual(view.leading('messages', 1, isUser), messages.slice(0, 1))
  assert.deepEqual(view.leading('model', 9, isUser), [])
  assert.deepEqual(view.leading('missing', 9, isUser), [])
  assert.deepEqual([view.model, view.stream, view.outputCap], ['m', true, 7])
  const span = view.span('messages', 1, 'content')!
  assert.equal(text.slice(span.start, span.end), '"hi"')
  assert.deepEqual(view.json, JSON.parse(text))
})
