/**
 * What a call's span says, in the words of OpenTelemetry's GenAI conventions where they have one, else under
 * `farthing.`. Numbers and names only: nothing of what was asked or answered.
 * @module
 */
import type { Call, Dialect, Money, Usage } from '../call.ts'
import type { Closing } from '../ledger/rows.ts'

export type Attributes = Record<string, string | number | boolean | string[]>

/** Names of the conventions where they differ from ours. */
const providerNames: Readonly<Record<string, string>> = {
  azure: 'azure.ai.openai',
  bedrock: 'aws.bedrock',
  gemini: 'gcp.gemini',
  mistral: 'mistral_ai',
  vertex: 'gcp.vertex_ai',
  xai: 'x_ai',
}

const operations: Readonly<Record<Dialect, string>> = {
  'openai-chat': 'chat',
  'openai-responses': 'chat',
  'openai-embeddings': 'embeddings',
  'anthropic-messages': 'chat',
  'anthropic-count': 'count_tokens',
  gemini: 'generate_content',
  opaque: 'pass',
}

/** Sampling parameters of a body → attribute; only numbers are read. */
const parameters: Readonly<Record<string, string>> = {
  temperature: 'gen_ai.request.temperature',
  top_p: 'gen_ai.request.top_p',
  top_k: 'gen_ai.request.top_k',
  frequency_penalty: 'gen_ai.request.frequency_penalty',
  presence_penalty: 'gen_ai.request.presence_penalty',
  seed: 'gen_ai.request.seed',
  n: 'gen_ai.request.choice.count',
}

/** `gen_ai.operation.name` of a call. */
export function operationOf({ client }: Call): string {
  return operations[client]
}

/** Attributes of a call that is over; `id` is its reply's. Unknown figures are left out: unpriced is not 0. */
export function attributesOf(call: Call, closing: Closing, attempts: number, id = ''): Attributes {
  const { view } = call
  const attributes: Attributes = {
    'gen_ai.operation.name': operationOf(call),
    'gen_ai.provider.name': providerNames[closing.provider] ?? closing.provider,
    'gen_ai.conversation.id': call.conversation,
    'farthing.call.id': call.id,
    'farthing.mode': call.mode,
    'farthing.route': call.route.name,
    'farthing.from': closing.from,
    'farthing.ended': closing.ended,
    'farthing.attempts': attempts,
    'farthing.own_ms': closing.time.own,
    'http.response.status_code': closing.status,
  }
  const asked = view.model || call.target.model
  if (asked !== '') attributes['gen_ai.request.model'] = asked
  if (id !== '') attributes['gen_ai.response.id'] = id
  if (closing.served !== '') attributes['gen_ai.response.model'] = closing.served
  if (view.stream) attributes['gen_ai.request.stream'] = true
  if (view.outputCap !== undefined) attributes['gen_ai.request.max_tokens'] = view.outputCap
  if (closing.stop !== undefined) attributes['gen_ai.response.finish_reasons'] = [closing.stop]
  if (call.tags.length > 0) attributes['farthing.tags'] = [...call.tags]
  for (const [name, attribute] of Object.entries(parameters)) {
    const value = view.json?.[name]
    if (typeof value === 'number') attributes[attribute] = value
  }
  const failure = closing.error ?? (closing.status >= 400 ? String(closing.status) : undefined)
  if (failure !== undefined) attributes['error.type'] = failure
  if (closing.usage !== undefined) addUsage(attributes, closing.usage)
  addMoney(attributes, closing)
  return attributes
}

/** Our classes are disjoint; the conventions count cached tokens into input, and reasoning into output. */
function addUsage(attributes: Attributes, usage: Usage): void {
  const { other = {} } = usage
  const cacheRead =
    usage.cacheRead + sum(other.cacheReadAudio, other.cacheReadImage, other.cacheReadVideo)
  const cacheWrite = usage.cacheWrite + usage.cacheWrite1h + sum(other.cacheWriteAudio)
  const media = sum(other.inputAudio, other.inputImage, other.inputVideo)
  const made = sum(other.outputAudio, other.outputImage, other.outputVideo, other.outputCitation)
  attributes['gen_ai.usage.input_tokens'] = usage.input + media + cacheRead + cacheWrite
  attributes['gen_ai.usage.output_tokens'] = usage.output + usage.reasoning + made
  attributes['gen_ai.usage.cache_read.input_tokens'] = cacheRead
  attributes['gen_ai.usage.cache_creation.input_tokens'] = cacheWrite
  attributes['gen_ai.usage.reasoning.output_tokens'] = usage.reasoning
}

function sum(...counts: readonly (number | undefined)[]): number {
  return counts.reduce<number>((total, count) => total + (count ?? 0), 0)
}

function addMoney(
  attributes: Attributes,
  { cost, costOrigin, baseline, saved = {} }: Closing,
): void {
  if (cost !== undefined) {
    attributes['gen_ai.usage.cost.amount'] = dollars(cost)
    attributes['gen_ai.usage.cost.currency'] = 'USD'
    attributes['gen_ai.usage.cost.source'] = costOrigin
  }
  if (baseline === undefined || cost === undefined) return
  attributes['farthing.baseline.amount'] = dollars(baseline)
  attributes['farthing.saved.amount'] = dollars(
    Object.values(saved).reduce((total, amount) => total + amount, 0n),
  )
  for (const [layer, amount] of Object.entries(saved)) {
    attributes[`farthing.saved.${layer}.amount`] = dollars(amount)
  }
}

/** A span carries doubles: exact to 15 digits. The ledger has every digit. */
function dollars(money: Money): number {
  return Number(money) / 1e12
}
