import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Dialect, View } from '../call.ts'
import { whyNoShadow } from './shadowable.ts'

const why = (dialect: Dialect, json: object | undefined, headers: Record<string, string> = {}) =>
  whyNoShadow({ json } as View, dialect, headers)

const functionTool = { type: 'function', function: { name: 'f' } }

test('calls that only compute may be run twice', () => {
  assert.equal(why('openai-chat', { messages: [] }), undefined)
  assert.equal(why('openai-chat', { store: false, tools: [functionTool] }), undefined)
  assert.equal(
    why('openai-responses', { store: false, input: 'x', tools: [{ type: 'function', name: 'f' }] }),
    undefined,
  )
  assert.equal(why('anthropic-messages', { tools: [{ name: 'f', input_schema: {} }] }), undefined)
  assert.equal(
    why('anthropic-messages', { tools: [{ type: 'bash_20250124', name: 'bash' }] }),
    undefined,
  )
  assert.equal(why('gemini', { tools: [{ functionDeclarations: [] }] }), undefined)
  assert.equal(why('openai-chat', { tools: null, mcp_servers: [] }), undefined)
})

test('server tools: the provider would act, and bill, twice', () => {
  assert.match(why('openai-responses', { store: false, tools: [{ type: 'web_search' }] })!, /tools/)
  assert.match(
    why('openai-responses', {
      store: false,
      tools: [{ type: 'function' }, { type: 'code_interpreter' }],
    })!,
    /tools/,
  )
  assert.match(
    why('anthropic-messages', { tools: [{ type: 'web_search_20250305', name: 'web_search' }] })!,
    /tools/,
  )
  assert.match(
    why('anthropic-messages', { tools: [{ type: 'code_execution_20250825' }] })!,
    /tools/,
  )
  assert.match(why('gemini', { tools: [{ google_search: {} }] })!, /tools/)
  assert.match(why('gemini', { tools: [{ functionDeclarations: [], googleSearch: {} }] })!, /tools/)
  assert.match(why('openai-chat', { web_search_options: {} })!, /tools/)
  assert.match(why('openai-chat', { tools: [{ type: 'something new' }] })!, /tools/)
  assert.match(why('openai-chat', { tools: 'all' })!, /tools/)
})

test('store: a second answer would stay at the provider', () => {
  assert.match(why('openai-chat', { store: true })!, /store/)
  assert.match(why('openai-responses', { input: 'x' })!, /store/)
  assert.match(why('openai-responses', { store: null })!, /store/)
  assert.match(why('openai-responses', { store: false, previous_response_id: 'r' })!, /stored/)
  assert.match(why('openai-responses', { store: false, conversation: 'c' })!, /stored/)
})

test('background and connectors', () => {
  assert.match(why('openai-responses', { store: false, background: true })!, /background/)
  assert.match(why('anthropic-messages', { mcp_servers: [{ url: 'x' }] })!, /connectors/)
  assert.match(why('openai-responses', { store: false, tools: [{ type: 'mcp' }] })!, /tools/)
  assert.match(why('anthropic-messages', { container: 'c' })!, /container/)
})

test('what is not understood is not run twice', () => {
  assert.match(why('openai-chat', undefined)!, /not understood/)
  assert.match(why('openai-embeddings', { input: 'x' })!, /not compared/)
  assert.match(why('opaque', { a: 1 })!, /not compared/)
  assert.match(why('openai-chat', {}, { 'idempotency-key': 'k' })!, /idempotency/)
})
