/**
 * The hosts that are known without configuration. A host is data: adding one is adding an entry.
 * docs/providers.md lists each; a test compares them.
 * @module
 */
import type { Dialect } from '../call.ts'
import type { Host } from './host.ts'
import { ownHosts } from './own-hosts.ts'
import { usual } from './usual-paths.ts'

export type { AuthHeader, Host } from './host.ts'

export const hosts: readonly Host[] = [
  {
    id: 'openai',
    name: 'OpenAI',
    base: 'https://api.openai.com',
    dialects: usual('openai-chat', 'openai-responses', 'openai-embeddings'),
    auth: 'authorization',
    variables: ['OPENAI_API_KEY'],
    includeUsage: true,
    promptCacheKey: true,
    tested: 'recordings',
    documentation: 'https://platform.openai.com/docs/api-reference',
  },
  {
    id: 'anthropic',
    name: 'Anthropic',
    base: 'https://api.anthropic.com',
    dialects: usual('anthropic-messages', 'anthropic-count'),
    auth: 'x-api-key',
    variables: ['ANTHROPIC_API_KEY'],
    includeUsage: false,
    promptCacheKey: false,
    tested: 'recordings',
    documentation: 'https://docs.claude.com/en/api/overview',
  },
  {
    id: 'gemini',
    name: 'Google Gemini',
    base: 'https://generativelanguage.googleapis.com',
    dialects: {
      gemini: '',
      'openai-chat': '/v1beta/openai/chat/completions',
      'openai-embeddings': '/v1beta/openai/embeddings',
    },
    auth: 'x-goog-api-key',
    authOf: { 'openai-chat': 'authorization', 'openai-embeddings': 'authorization' },
    variables: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    includeUsage: true,
    promptCacheKey: false,
    // The price list has one Google, which sells Claude too: that is Vertex, and not this host.
    serves: /(?:^|\/)(?:gemini|gemma)/i,
    tested: 'documentation only',
    documentation: 'https://ai.google.dev/api',
  },
  {
    id: 'azure',
    name: 'Azure OpenAI',
    base: '',
    baseVariable: 'AZURE_OPENAI_ENDPOINT',
    below: '/openai',
    dialects: usual('openai-chat', 'openai-responses', 'openai-embeddings'),
    auth: 'api-key',
    variables: ['AZURE_OPENAI_API_KEY'],
    includeUsage: true,
    promptCacheKey: true,
    tested: 'recordings',
    documentation: 'https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle',
  },
  {
    id: 'openrouter',
    name: 'OpenRouter',
    base: 'https://openrouter.ai/api',
    dialects: usual('openai-chat', 'openai-responses', 'openai-embeddings', 'anthropic-messages'),
    auth: 'authorization',
    variables: ['OPENROUTER_API_KEY'],
    includeUsage: true,
    promptCacheKey: false,
    tested: 'documentation only',
    documentation: 'https://openrouter.ai/docs/api-reference/overview',
  },
  {
    id: 'mistral',
    name: 'Mistral',
    base: 'https://api.mistral.ai',
    dialects: usual('openai-chat', 'openai-embeddings'),
    auth: 'authorization',
    variables: ['MISTRAL_API_KEY'],
    // Unknown fields are refused with 422, and usage comes in the last chunk unasked.
    includeUsage: false,
    promptCacheKey: false,
    tested: 'documentation only',
    documentation: 'https://docs.mistral.ai/api',
  },
  {
    id: 'deepseek',
    name: 'DeepSeek',
    base: 'https://api.deepseek.com',
    dialects: { ...usual('openai-chat'), 'anthropic-messages': '/anthropic/v1/messages' },
    auth: 'authorization',
    authOf: { 'anthropic-messages': 'x-api-key' },
    variables: ['DEEPSEEK_API_KEY'],
    includeUsage: true,
    promptCacheKey: false,
    tested: 'documentation only',
    documentation: 'https://api-docs.deepseek.com',
  },
  {
    id: 'xai',
    name: 'xAI',
    base: 'https://api.x.ai',
    dialects: usual('openai-chat', 'openai-responses'),
    auth: 'authorization',
    variables: ['XAI_API_KEY'],
    includeUsage: true,
    promptCacheKey: false,
    tested: 'recordings',
    documentation: 'https://docs.x.ai/docs/api-reference',
  },
  {
    id: 'groq',
    name: 'Groq',
    base: 'https://api.groq.com/openai',
    dialects: usual('openai-chat', 'openai-responses'),
    auth: 'authorization',
    variables: ['GROQ_API_KEY'],
    includeUsage: true,
    promptCacheKey: false,
    tested: 'documentation only',
    documentation: 'https://console.groq.com/docs/api-reference',
  },
  {
    id: 'together',
    name: 'Together AI',
    base: 'https://api.together.xyz',
    dialects: usual('openai-chat', 'openai-embeddings'),
    auth: 'authorization',
    variables: ['TOGETHER_API_KEY'],
    includeUsage: true,
    promptCacheKey: false,
    tested: 'documentation only',
    documentation: 'https://docs.together.ai/reference',
  },
  {
    id: 'fireworks',
    name: 'Fireworks AI',
    base: 'https://api.fireworks.ai/inference',
    dialects: usual('openai-chat', 'openai-responses', 'openai-embeddings', 'anthropic-messages'),
    auth: 'authorization',
    variables: ['FIREWORKS_API_KEY'],
    includeUsage: true,
    promptCacheKey: false,
    tested: 'documentation only',
    documentation: 'https://docs.fireworks.ai/api-reference',
  },
  ...ownHosts,
  {
    id: 'bedrock',
    name: 'Amazon Bedrock',
    base: '',
    dialects: {},
    auth: 'authorization',
    variables: [],
    includeUsage: false,
    promptCacheKey: false,
    tested: 'documentation only',
    documentation:
      'https://docs.aws.amazon.com/bedrock/latest/userguide/inference-chat-completions.html',
    wayOut:
      "Bedrock's OpenAI-compatible endpoint takes a Bedrock API key: configure it as a provider with `base` https://bedrock-runtime.REGION.amazonaws.com/openai and `dialects` openai-chat.",
  },
  {
    id: 'vertex',
    name: 'Google Vertex AI',
    base: '',
    dialects: {},
    auth: 'authorization',
    variables: [],
    includeUsage: false,
    promptCacheKey: false,
    tested: 'documentation only',
    documentation: 'https://cloud.google.com/vertex-ai/generative-ai/docs/start/openai',
    wayOut:
      'The same Gemini models answer at the provider gemini with an API key; for Vertex itself run a proxy that signs the calls and configure it as a provider.',
  },
]

const byId = new Map(hosts.map((host) => [host.id, host]))

/** The entry of a host, by id. */
export const findHost = (id: string): Host | undefined => byId.get(id)

/** Ids of all entries, those that cannot be called included. */
export const hostIds: readonly string[] = hosts.map(({ id }) => id)

/** Whose API a dialect is: where calls go that name no other provider, and whom a client's own key is meant for. */
export const defaultHost: Readonly<Record<Dialect, string>> = {
  'openai-chat': 'openai',
  'openai-responses': 'openai',
  'openai-embeddings': 'openai',
  'anthropic-messages': 'anthropic',
  'anthropic-count': 'anthropic',
  gemini: 'gemini',
  opaque: 'openai',
}
