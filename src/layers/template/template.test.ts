import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call, Dialect } from '../../call.ts'
import type { StaticEmbedding } from '../../learned/static-embedding.ts'
import { loadPriceList } from '../../pricing/price-list.ts'
import type { Layer } from '../layer.ts'
import { bodyOf, callOf, kitOf, sentBody, toolsOf } from './fake-call.ts'
import { createTemplateLayer, levels } from './template.ts'

const prices = loadPriceList()
const dialects: readonly Dialect[] = ['openai-chat', 'openai-responses', 'anthropic-messages']
const ask = 'Which flight goes to Lisbon tomorrow?'

function layerOf(most: 'tidy' | 'select' | 'brief' = 'brief'): Layer {
  return createTemplateLayer({ prices, settings: { enabled: true, most } })
}

function run(layer: Layer, call: Call, setting: number = levels.select): Call {
  const kit = kitOf(setting)
  const after = layer.down(call, kit) as Call
  layer.up?.(after, kit)
  return after
}

const namesOf = (body: Record<string, unknown>): string[] =>
  (body['tools'] as Record<string, Record<string, string>>[]).map(
    (tool) => (tool['function']?.['name'] ?? tool['name']) as string,
  )

test('tools that the request is not about go; those that stay keep their bytes but for annotations', () => {
  for (const client of dialects) {
    const call = callOf(bodyOf(client, ask, toolsOf(client)), client)
    const body = sentBody(run(layerOf(), call))
    assert.deepEqual(namesOf(body), ['find_flight'])
    const tool = (body['tools'] as Record<string, Record<string, unknown>>[])[0]!
    const facts = (tool['function'] ?? tool) as Record<string, Record<string, unknown>>
    const schema = (facts['parameters'] ?? facts['input_schema'])!
    assert.equal(schema['title'], undefined)
    assert.equal(schema['additionalProperties'], false)
    assert.deepEqual(Object.keys(schema['properties'] as object), ['query', 'title'])
    const properties = schema['properties'] as Record<string, Record<string, unknown>>
    assert.deepEqual(properties['title'], {
      type: 'string',
      description: 'A property of that name.',
    })
  }
})

test('the most careful setting leaves out no tool', () => {
  const call = callOf(bodyOf('openai-chat', ask, toolsOf('openai-chat')))
  const after = run(layerOf(), call, levels.tidy)
  assert.equal(namesOf(sentBody(after)).length, 10)
  assert.ok(after.edits.length > 0)
})

test('the configuration bounds what a certificate allows', () => {
  const call = callOf(bodyOf('openai-chat', ask, toolsOf('openai-chat')))
  assert.equal(namesOf(sentBody(run(layerOf('tidy'), call, levels.brief))).length, 10)
  const brief = sentBody(run(layerOf('brief'), call, levels.brief))
  assert.ok(!JSON.stringify(brief).includes('newest first'))
  const select = sentBody(run(layerOf('select'), call, levels.brief))
  assert.ok(JSON.stringify(select).includes('newest first'))
})

test('a tool that was called, forced, named in the system text or marked stays', () => {
  const layer = layerOf()
  const tools = toolsOf('anthropic-messages') as Record<string, unknown>[]
  tools[9]!['cache_control'] = { type: 'ephemeral' }
  const body = {
    model: 'claude-sonnet-4-5',
    max_tokens: 10,
    system: 'Use find_weather before you answer.',
    tool_choice: { type: 'tool', name: 'find_song' },
    messages: [
      { role: 'user', content: ask },
      {
        role: 'assistant',
        content: [{ type: 'tool_use', id: 'a', name: 'find_hotel', input: {} }],
      },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: 'none' }] },
    ],
    tools,
  }
  const sent = sentBody(run(layer, callOf(body, 'anthropic-messages')))
  assert.deepEqual(namesOf(sent), [
    'find_weather',
    'find_flight',
    'find_hotel',
    'find_song',
    'find_contract',
  ])
  assert.deepEqual((sent['tools'] as Record<string, unknown>[]).at(-1)!['cache_control'], {
    type: 'ephemeral',
  })
})

test('nothing is left out before something was asked, nor where nothing fits', () => {
  for (const text of ['Hello!', 'yes please', 'Qu’en pense Zoroastre, philosophe perse ?']) {
    const call = callOf(bodyOf('openai-chat', text, toolsOf('openai-chat')))
    assert.equal(namesOf(sentBody(run(layerOf(), call))).length, 10, text)
  }
})

test('later turns only add, and every turn comes to the same list', () => {
  const layer = layerOf()
  const tools = toolsOf('openai-chat')
  const messages: object[] = [{ role: 'user', content: ask }]
  const first = namesOf(sentBody(run(layer, callOf({ model: 'gpt-4o', messages, tools }))))
  messages.push({ role: 'assistant', content: 'At nine.' }, { role: 'user', content: 'thanks' })
  assert.deepEqual(
    namesOf(sentBody(run(layer, callOf({ model: 'gpt-4o', messages, tools })))),
    first,
  )
  messages.push({ role: 'user', content: 'And a hotel near the airport?' })
  const third = callOf({ model: 'gpt-4o', messages, tools })
  assert.deepEqual(namesOf(sentBody(run(layer, third))), ['find_flight', 'find_hotel'])
  assert.deepEqual(namesOf(sentBody(run(layerOf(), third))), ['find_flight', 'find_hotel'])
})

test('a list that the provider defers, or of which the call allows some, is left alone', () => {
  const layer = layerOf()
  const deferred = toolsOf('anthropic-messages').map((tool) => ({ ...tool, defer_loading: true }))
  const search = { type: 'tool_search_tool_bm25_20251119', name: 'tool_search_tool_bm25' }
  const body = bodyOf('anthropic-messages', ask, [search, ...deferred])
  const call = callOf(body, 'anthropic-messages')
  assert.equal(run(layer, call), call)
  const allowed = callOf({
    ...bodyOf('openai-chat', ask, toolsOf('openai-chat')),
    tool_choice: { type: 'allowed_tools', allowed_tools: { mode: 'auto', tools: [] } },
  })
  assert.equal(run(layer, allowed), allowed)
})

test('a tool of the provider is never left out or rewritten', () => {
  const search = { type: 'web_search_20250305', name: 'web_search', max_uses: 3 }
  const body = bodyOf('anthropic-messages', ask, [...toolsOf('anthropic-messages'), search])
  const sent = sentBody(run(layerOf(), callOf(body, 'anthropic-messages'), levels.brief))
  assert.deepEqual((sent['tools'] as unknown[]).at(-1), search)
})

test('a whole list that many conversations read from the cache is cheaper than one cut to each', () => {
  const layer = layerOf()
  const system = 'You are the desk of a travel agency. '.repeat(40)
  const long =
    'It knows the places of the world by their names and codes, and asks when two are alike. '
  const questions = ['a flight to Rome', 'the weather in Bern', 'a hotel in Oslo', 'a song by Brel']
  const sizes = questions.map((question, at) => {
    const body = {
      model: 'claude-sonnet-4-5',
      max_tokens: 10,
      system,
      messages: [{ role: 'user', content: `Find ${question}.` }],
      tools: toolsOf('anthropic-messages').map((tool) => ({
        ...tool,
        description: `${String((tool as { description?: string }).description)} ${long.repeat(12)}`,
      })),
    }
    const target = {
      provider: 'anthropic',
      model: 'claude-sonnet-4-5',
      dialect: 'anthropic-messages' as const,
      path: '/v1/messages',
    }
    const call = callOf(body, 'anthropic-messages', { conversation: `v${at}`, target })
    return namesOf(sentBody(run(layer, call))).length
  })
  // Whether it is shared soon after is known with the second conversation, and used from the third on.
  assert.deepEqual(sizes, [1, 1, 10, 10])
})

test('a list that is hardly shorter is not worth a prefix of its own', () => {
  const layer = layerOf()
  const body = {
    model: 'claude-sonnet-4-5',
    max_tokens: 10,
    system: 'You are the desk of a travel agency. '.repeat(400),
    messages: [{ role: 'user', content: 'Find a flight to Rome.' }],
    tools: toolsOf('anthropic-messages'),
  }
  const target = {
    provider: 'anthropic',
    model: 'claude-sonnet-4-5',
    dialect: 'anthropic-messages' as const,
    path: '/v1/messages',
  }
  const call = callOf(body, 'anthropic-messages', { target })
  assert.equal(namesOf(sentBody(run(layer, call))).length, 10)
})

test('a list of which next to nothing can go is left as it came', () => {
  const plain = (noun: string, title?: string) => ({
    type: 'function',
    function: {
      name: `find_${noun}`,
      description: `Looks up one ${noun} by what is known of it. ${'It is found by its words. '.repeat(12)}`,
      parameters: { type: 'object', ...(title ? { title } : {}), properties: {} },
    },
  })
  const tools = ['hotel', 'song', 'parcel', 'ticket', 'recipe'].map((noun) => plain(noun))
  const bodyWith = (first: object) => bodyOf('openai-chat', ask, [first, ...tools])
  const little = callOf(bodyWith(plain('flight', 'A')))
  assert.deepEqual(run(layerOf(), little, levels.tidy).edits, [])
  const more = callOf(bodyWith(plain('flight', 'A title of more than a hundredth. '.repeat(3))))
  assert.ok(run(layerOf(), more, levels.tidy).edits.length > 0)
})

test('vectors are loaded once, when tools are first chosen, and count beside the words', async () => {
  let loads = 0
  const near = (text: string): Float32Array =>
    /weather|rain/.test(text) ? Float32Array.of(1, 0) : Float32Array.of(0, 1)
  const layer = createTemplateLayer({
    prices,
    settings: { enabled: true, most: 'select' },
    loadEmbedding: async () => {
      loads++
      return { embed: near } as unknown as StaticEmbedding
    },
  })
  const text = 'Is rain likely when the flight lands?'
  const call = callOf(bodyOf('openai-chat', text, toolsOf('openai-chat')))
  assert.ok(!(layer.down(call, kitOf(levels.tidy)) instanceof Promise))
  for (let at = 0; at < 3; at++) {
    const after = (await layer.down(call, kitOf(levels.select))) as Call
    assert.deepEqual(namesOf(sentBody(after)), ['find_weather', 'find_flight'])
  }
  assert.equal(loads, 1)
})

test('in safe it only says what it would save', () => {
  const kit = kitOf(undefined, 'off')
  const body = bodyOf('openai-chat', ask, toolsOf('openai-chat'))
  for (let at = 0; at < 64; at++) {
    layerOf('select').down(callOf(body, 'openai-chat', { conversation: `v${at}` }), kit)
  }
  assert.ok(kit.notes.length > 0 && kit.notes.length < 32, String(kit.notes.length))
  assert.match(kit.notes.join(), /1 of 10 tools kept, the list would be \d+ % shorter/)
})
