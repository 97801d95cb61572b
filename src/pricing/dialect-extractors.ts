/**
 * The usual usage fields of each dialect: for hosts that the price list does not know, and for Anthropic's and
 * Gemini's dialects everywhere.
 * @module
 */
import type { Dialect } from '../call.ts'
import type { Extractor, Mapping, Step } from './price-file.ts'

const must = (to: string, ...path: Step[]): Mapping => ({ to, path, required: true })
const may = (to: string, ...path: Step[]): Mapping => ({ to, path })

const chat: Extractor = {
  flavour: 'usual-chat',
  root: ['usage'],
  mappings: [
    must('input_tokens', 'prompt_tokens'),
    may('cache_read_tokens', 'prompt_tokens_details', 'cached_tokens'),
    may('cache_write_tokens', 'prompt_tokens_details', 'cache_write_tokens'),
    may('input_audio_tokens', 'prompt_tokens_details', 'audio_tokens'),
    may('output_audio_tokens', 'completion_tokens_details', 'audio_tokens'),
    may('output_reasoning_tokens', 'completion_tokens_details', 'reasoning_tokens'),
    may('output_tokens', 'completion_tokens'),
  ],
}

const responses: Extractor = {
  flavour: 'usual-responses',
  root: ['usage'],
  mappings: [
    must('input_tokens', 'input_tokens'),
    may('cache_read_tokens', 'input_tokens_details', 'cached_tokens'),
    may('cache_write_tokens', 'input_tokens_details', 'cache_write_tokens'),
    may('output_reasoning_tokens', 'output_tokens_details', 'reasoning_tokens'),
    may('output_tokens', 'output_tokens'),
  ],
}

const embeddings: Extractor = {
  flavour: 'usual-embeddings',
  root: ['usage'],
  mappings: [must('input_tokens', 'prompt_tokens')],
}

const anthropic: Extractor = {
  flavour: 'usual-anthropic',
  root: ['usage'],
  mappings: [
    must('input_tokens', 'input_tokens'),
    may('input_tokens', 'cache_creation_input_tokens'),
    may('input_tokens', 'cache_read_input_tokens'),
    may('cache_write_tokens', 'cache_creation_input_tokens'),
    may('cache_write_5m_tokens', 'cache_creation', 'ephemeral_5m_input_tokens'),
    may('cache_write_1h_tokens', 'cache_creation', 'ephemeral_1h_input_tokens'),
    may('cache_read_tokens', 'cache_read_input_tokens'),
    may('web_searches', 'server_tool_use', 'web_search_requests'),
    may('output_reasoning_tokens', 'output_tokens_details', 'thinking_tokens'),
    may('output_tokens', 'output_tokens'),
  ],
}

const bedrock: Extractor = {
  flavour: 'usual-bedrock',
  root: ['usage'],
  mappings: [
    must('input_tokens', 'inputTokens'),
    may('input_tokens', 'cacheReadInputTokens'),
    may('input_tokens', 'cacheWriteInputTokens'),
    may('cache_read_tokens', 'cacheReadInputTokens'),
    may('cache_write_tokens', 'cacheWriteInputTokens'),
    may('output_tokens', 'outputTokens'),
  ],
}

// Documents count as images: so do Google's own bills.
const modalities = [
  ['AUDIO', 'audio'],
  ['IMAGE', 'image'],
  ['DOCUMENT', 'image'],
  ['VIDEO', 'video'],
] as const
const modality = (equals: string): Step => ({ field: 'modality', equals })

const gemini: Extractor = {
  flavour: 'usual-gemini',
  root: ['usageMetadata'],
  mappings: [
    may('input_tokens', 'promptTokenCount'),
    may('input_tokens', 'toolUsePromptTokenCount'),
    may('cache_read_tokens', 'cachedContentTokenCount'),
    may('output_tokens', 'candidatesTokenCount'),
    may('output_tokens', 'thoughtsTokenCount'),
    may('output_reasoning_tokens', 'thoughtsTokenCount'),
    ...modalities.flatMap(([name, ours]) => [
      may(`cache_${ours}_read_tokens`, 'cacheTokensDetails', modality(name), 'tokenCount'),
      may(`input_${ours}_tokens`, 'promptTokensDetails', modality(name), 'tokenCount'),
      may(`input_${ours}_tokens`, 'toolUsePromptTokensDetails', modality(name), 'tokenCount'),
      may(`output_${ours}_tokens`, 'candidatesTokensDetails', modality(name), 'tokenCount'),
    ]),
  ],
}

/** Images, transcriptions, realtime: counts by modality, under either spelling of the details. */
export const mediaExtractor: Extractor = {
  flavour: 'usual-media',
  root: ['usage'],
  mappings: [
    must('input_tokens', 'input_tokens'),
    may('output_tokens', 'output_tokens'),
    ...['input_tokens_details', 'input_token_details'].flatMap((details) => [
      may('input_audio_tokens', details, 'audio_tokens'),
      may('input_image_tokens', details, 'image_tokens'),
      may('cache_read_tokens', details, 'cached_tokens'),
      may('cache_audio_read_tokens', details, 'cached_tokens_details', 'audio_tokens'),
      may('cache_image_read_tokens', details, 'cached_tokens_details', 'image_tokens'),
    ]),
    ...['output_tokens_details', 'output_token_details'].flatMap((details) => [
      may('output_audio_tokens', details, 'audio_tokens'),
      may('output_image_tokens', details, 'image_tokens'),
    ]),
  ],
}

/** Whether a usage object counts by modality, as only `mediaExtractor` reads it. */
export function countsMedia(raw: unknown): boolean {
  if (typeof raw !== 'object' || raw === null || !('input_tokens' in raw)) return false
  if ('input_token_details' in raw || 'output_token_details' in raw) return true
  const details = (raw as Record<string, unknown>)['input_tokens_details']
  return typeof details === 'object' && details !== null && 'image_tokens' in details
}

export const dialectExtractors: Readonly<Record<Dialect, Extractor>> = {
  'openai-chat': chat,
  'openai-responses': responses,
  'openai-embeddings': embeddings,
  'anthropic-messages': anthropic,
  'anthropic-count': anthropic,
  gemini,
  opaque: bedrock,
}

/** Whose words a usage object of a passed-through reply speaks; `opaque` stands for Bedrock's. */
export function guessDialect(raw: unknown): Dialect | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined
  if ('promptTokenCount' in raw || 'candidatesTokenCount' in raw) return 'gemini'
  if ('prompt_tokens' in raw)
    return 'completion_tokens' in raw ? 'openai-chat' : 'openai-embeddings'
  if ('inputTokens' in raw) return 'opaque'
  if (!('input_tokens' in raw)) return undefined
  // Anthropic never states a total, and the Responses API always does.
  return 'total_tokens' in raw || 'input_tokens_details' in raw
    ? 'openai-responses'
    : 'anthropic-messages'
}
