/**
 * Servers that users run themselves, at the ports that they come with.
 * @module
 */
import type { Host } from './host.ts'
import { usual } from './usual-paths.ts'

export const ownHosts: readonly Host[] = [
  {
    id: 'ollama',
    name: 'Ollama',
    base: 'http://127.0.0.1:11434',
    dialects: usual('openai-chat', 'openai-responses', 'openai-embeddings', 'anthropic-messages'),
    auth: 'authorization',
    variables: ['OLLAMA_API_KEY'],
    keyless: true,
    includeUsage: true,
    promptCacheKey: false,
    tested: 'documentation only',
    documentation: 'https://docs.ollama.com/api/openai-compatibility',
  },
  {
    id: 'vllm',
    name: 'vLLM',
    base: 'http://127.0.0.1:8000',
    dialects: usual('openai-chat', 'openai-responses', 'openai-embeddings', 'anthropic-messages'),
    auth: 'authorization',
    variables: ['VLLM_API_KEY'],
    keyless: true,
    includeUsage: true,
    promptCacheKey: false,
    tested: 'documentation only',
    documentation: 'https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html',
  },
  {
    id: 'sglang',
    name: 'SGLang',
    base: 'http://127.0.0.1:30000',
    dialects: usual('openai-chat', 'openai-embeddings'),
    auth: 'authorization',
    variables: ['SGLANG_API_KEY'],
    keyless: true,
    includeUsage: true,
    promptCacheKey: false,
    tested: 'documentation only',
    documentation: 'https://docs.sglang.ai/basic_usage/openai_api.html',
  },
  {
    id: 'llama-server',
    name: 'llama.cpp server',
    base: 'http://127.0.0.1:8080',
    dialects: usual(
      'openai-chat',
      'openai-responses',
      'openai-embeddings',
      'anthropic-messages',
      'anthropic-count',
    ),
    auth: 'authorization',
    variables: ['LLAMA_API_KEY'],
    keyless: true,
    includeUsage: true,
    promptCacheKey: false,
    tested: 'documentation only',
    documentation: 'https://github.com/ggml-org/llama.cpp/tree/master/tools/server',
  },
]
