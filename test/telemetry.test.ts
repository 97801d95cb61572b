/**
 * Spans of real calls, as an OpenTelemetry SDK hands them to its exporter.
 */
import assert from 'node:assert/strict'
import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { test, type TestContext } from 'node:test'
import Anthropic from '@anthropic-ai/sdk'
import {
  context,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
} from '@opentelemetry/api'
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base'
import OpenAI from 'openai'
import { standUp } from './library/stand.ts'
import type { SandboxOptions } from '../src/sandbox/sandbox.ts'

async function stand(t: TestContext, sandboxOptions: SandboxOptions = {}) {
  const exporter = new InMemorySpanExporter()
  const tracerProvider = new BasicTracerProvider({
    spanProcessors: [new SimpleSpanProcessor(exporter)],
  })
  const standing = await standUp(
    {
      tracerProvider,
      configuration: { telemetry: { enabled: true }, upstream: { retries: 1 } },
    },
    sandboxOptions,
  )
  t.after(standing.close)
  const { fetch } = standing
  const only = async (): Promise<ReadableSpan> => {
    for (let turn = 0; turn < 400 && exporter.getFinishedSpans().length === 0; turn++)
      await sleep(5)
    const spans = exporter.getFinishedSpans()
    assert.equal(spans.length, 1)
    exporter.reset()
    return spans[0]!
  }
  return {
    ...standing,
    only,
    openai: new OpenAI({ fetch, apiKey: 'farthing', maxRetries: 0 }),
    anthropic: new Anthropic({ fetch, apiKey: 'farthing', maxRetries: 0 }),
  }
}

const secret = 'a question that nobody else may read'
const messages = [{ role: 'user' as const, content: secret }]

/** Attributes that are the same for every run. */
function stable({ attributes }: ReadableSpan) {
  const {
    'farthing.call.id': id,
    'gen_ai.conversation.id': conversation,
    'farthing.own_ms': own,
    ...rest
  } = attributes
  assert.match(String(id), /^fc_/)
  assert.ok(String(conversation).length > 10)
  assert.ok(Number(own) >= 0)
  return rest
}

test('chat: name, kind, times and every attribute; nothing of what was said', async (t) => {
  const { openai, only, fetch } = await stand(t)
  const before = Date.now()
  const { data, response } = await openai.chat.completions
    .create(
      {
        model: 'gpt-4o-mini',
        messages,
        max_tokens: 40,
        temperature: 0.5,
        seed: 7,
        stop: ['secret'],
      },
      { headers: { 'x-farthing-tags': 'team:a' } },
    )
    .withResponse()
  const span = await only()
  assert.equal(span.name, 'chat gpt-4o-mini')
  assert.equal(span.kind, SpanKind.CLIENT)
  assert.equal(span.status.code, SpanStatusCode.UNSET)
  assert.equal(span.parentSpanContext, undefined)
  assert.ok(span.startTime[0] * 1000 + span.startTime[1] / 1e6 >= before - 1)
  assert.ok(span.endTime[0] * 1000 + span.endTime[1] / 1e6 <= Date.now() + 1)
  const { call } = (await fetch.decision(response.headers.get('x-farthing-call')!))!
  assert.equal(span.attributes['farthing.call.id'], call.id)
  const cost = Number(call.cost) / 1e12
  assert.deepEqual(stable(span), {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': 'gpt-4o-mini',
    'gen_ai.request.max_tokens': 40,
    'gen_ai.request.temperature': 0.5,
    'gen_ai.request.seed': 7,
    'gen_ai.response.model': call.served,
    'gen_ai.response.id': data.id,
    'gen_ai.response.finish_reasons': ['length'],
    'gen_ai.usage.input_tokens': call.usage!.input,
    'gen_ai.usage.output_tokens': call.usage!.output,
    'gen_ai.usage.cache_read.input_tokens': 0,
    'gen_ai.usage.cache_creation.input_tokens': 0,
    'gen_ai.usage.reasoning.output_tokens': 0,
    'gen_ai.usage.cost.amount': cost,
    'gen_ai.usage.cost.currency': 'USD',
    'gen_ai.usage.cost.source': 'computed',
    'farthing.baseline.amount': cost,
    'farthing.saved.amount': 0,
    'farthing.mode': 'safe',
    'farthing.route': 'default',
    'farthing.from': 'upstream',
    'farthing.ended': 'complete',
    'farthing.attempts': 1,
    'farthing.tags': ['team:a'],
    'http.response.status_code': 200,
  })
  assert.doesNotMatch(
    JSON.stringify([span.attributes, span.events, span.name]),
    /nobody else|secret|sk-/,
  )
})

test('the other dialects, streamed: one span each, ended with the stream', async (t) => {
  const { openai, anthropic, only } = await stand(t, { eventMs: 3 })
  for await (const _ of await openai.responses.create({
    model: 'gpt-5-mini',
    input: secret,
    stream: true,
  }));
  const responses = await only()
  assert.equal(responses.name, 'chat gpt-5-mini')
  assert.equal(responses.attributes['gen_ai.request.stream'], true)
  assert.equal(responses.attributes['gen_ai.usage.reasoning.output_tokens'], 64)
  assert.ok(Number(responses.attributes['gen_ai.usage.output_tokens']) > 64)

  const stream = anthropic.messages.stream({ model: 'claude-haiku-4-5', max_tokens: 40, messages })
  await stream.finalMessage()
  const claude = await only()
  assert.equal(claude.attributes['gen_ai.provider.name'], 'anthropic')
  assert.equal(claude.attributes['gen_ai.request.max_tokens'], 40)
  assert.equal(claude.attributes['gen_ai.usage.cost.currency'], 'USD')
  const tookMs = claude.duration[0] * 1000 + claude.duration[1] / 1e6
  assert.ok(tookMs > 5, `${tookMs} ms: not the whole stream`)

  await openai.embeddings.create({ model: 'text-embedding-3-small', input: secret })
  assert.equal((await only()).name, 'embeddings text-embedding-3-small')
})

test('a prompt cache: cached tokens are counted into input, and told apart', async (t) => {
  const { anthropic, only } = await stand(t)
  const system = [
    {
      type: 'text' as const,
      text: 'word '.repeat(20_000),
      cache_control: { type: 'ephemeral' as const },
    },
  ]
  const ask = () =>
    anthropic.messages.create({ model: 'claude-haiku-4-5', max_tokens: 20, system, messages })
  await ask()
  const written = (await only()).attributes
  const wrote = Number(written['gen_ai.usage.cache_creation.input_tokens'])
  assert.ok(wrote > 10_000)
  assert.ok(Number(written['gen_ai.usage.input_tokens']) > wrote)
  await ask()
  assert.equal((await only()).attributes['gen_ai.usage.cache_read.input_tokens'], wrote)
})

test('a hit: no attempt, nothing paid, what the cache saved', async (t) => {
  const { openai, only } = await stand(t)
  const ask = () =>
    openai.chat.completions.create({ model: 'gpt-4o-mini', temperature: 0, messages })
  await ask()
  const paid = (await only()).attributes['gen_ai.usage.cost.amount']
  await ask()
  const { attributes } = await only()
  assert.equal(attributes['farthing.from'], 'cache')
  assert.equal(attributes['farthing.attempts'], 0)
  assert.equal(attributes['gen_ai.usage.cost.amount'], 0)
  assert.equal(attributes['farthing.saved.cache.amount'], paid)
  assert.equal(attributes['farthing.baseline.amount'], paid)
})

test('errors of the provider, and of ours, are errors of the span', async (t) => {
  const { openai, sandbox, only, fetch } = await stand(t)
  sandbox.faults.push({ fault: 'server-error', times: 9 })
  await assert.rejects(openai.chat.completions.create({ model: 'gpt-5-mini', messages }))
  const failed = await only()
  assert.equal(failed.status.code, SpanStatusCode.ERROR)
  assert.equal(failed.attributes['http.response.status_code'], 500)
  assert.equal(failed.attributes['farthing.attempts'], 2)
  assert.ok(failed.attributes['error.type'])
  sandbox.faults.clear()
  // There is no key for this one.
  await fetch('https://api.mistral.ai/v1/chat/completions', {
    method: 'POST',
    body: JSON.stringify({ model: 'mistral-small-latest', messages }),
  })
  const refused = await only()
  assert.equal(refused.attributes['error.type'], 'credential_missing')
  assert.equal(refused.attributes['gen_ai.provider.name'], 'mistral_ai')
  assert.equal(refused.status.code, SpanStatusCode.ERROR)
})

test('an abort in the middle of a stream ends the span', async (t) => {
  const { openai, only } = await stand(t, { eventMs: 20 })
  const stream = await openai.chat.completions.create({
    model: 'gpt-5-mini',
    messages,
    stream: true,
  })
  for await (const _ of stream) break
  const { attributes } = await only()
  assert.equal(attributes['farthing.ended'], 'client-left')
  assert.equal(attributes['gen_ai.usage.cost.source'], 'estimated')
})

test('traceparent of the request is the parent', async (t) => {
  const { openai, only } = await stand(t)
  const [traceId, spanId] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331']
  await openai.chat.completions.create(
    { model: 'gpt-4o-mini', messages },
    { headers: { traceparent: `00-${traceId}-${spanId}-01` } },
  )
  const span = await only()
  assert.equal(span.spanContext().traceId, traceId)
  assert.equal(span.parentSpanContext?.spanId, spanId)
})

test('in a program the span that a call is made in is the parent', async (t) => {
  const { openai, only } = await stand(t)
  const storage = new AsyncLocalStorage<Context>()
  context.setGlobalContextManager({
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (given, run, self, ...rest) => storage.run(given, () => run.apply(self, rest)),
    bind: (_, target) => target,
    enable() {
      return this
    },
    disable() {
      return this
    },
  })
  t.after(() => context.disable())
  const outer = new BasicTracerProvider().getTracer('test').startSpan('work')
  await context.with(trace.setSpan(ROOT_CONTEXT, outer), async () => {
    for await (const _ of await openai.chat.completions.create({
      model: 'gpt-4o-mini',
      messages,
      stream: true,
    }));
  })
  assert.equal((await only()).parentSpanContext?.spanId, outer.spanContext().spanId)
})
