import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createProviders } from '../providers/provider.ts'
import { createFindProvider } from './find-provider.ts'

const find = createFindProvider(
  createProviders(
    {
      own: { base: 'http://127.0.0.1:9/models/v1' },
      shared: { base: 'https://proxy.example', dialects: ['openai-chat'] },
      also: { base: 'https://proxy.example', dialects: ['anthropic-messages'] },
      openai: { base: 'https://elsewhere.example' },
    },
    { AZURE_OPENAI_ENDPOINT: 'https://me.openai.azure.com' },
  ),
)

const place = (url: string, method = 'POST'): string | undefined => {
  const found = find(method, new URL(url), {})
  return found && `${found.provider.id} ${found.endpoint.dialect} ${found.endpoint.path}`
}

test('an address leads to its provider and dialect', () => {
  const cases: Readonly<Record<string, string | undefined>> = {
    'https://api.openai.com/v1/chat/completions': 'openai openai-chat /v1/chat/completions',
    'https://api.openai.com/v1/responses?a=b': 'openai openai-responses /v1/responses?a=b',
    'https://elsewhere.example/v1/embeddings': 'openai openai-embeddings /v1/embeddings',
    'https://api.anthropic.com/v1/messages': 'anthropic anthropic-messages /v1/messages',
    'https://api.groq.com/openai/v1/chat/completions': 'groq openai-chat /v1/chat/completions',
    'https://api.deepseek.com/chat/completions': 'deepseek openai-chat /v1/chat/completions',
    'https://api.deepseek.com/anthropic/v1/messages': 'deepseek anthropic-messages /v1/messages',
    'https://openrouter.ai/api/v1/chat/completions': 'openrouter openai-chat /v1/chat/completions',
    'https://me.openai.azure.com/openai/deployments/d/chat/completions?api-version=1':
      'azure openai-chat /deployments/d/chat/completions?api-version=1',
    'http://127.0.0.1:9/models/v1/chat/completions': 'own openai-chat /v1/chat/completions',
    'https://proxy.example/v1/chat/completions': 'shared openai-chat /v1/chat/completions',
    'https://proxy.example/v1/messages': 'also anthropic-messages /v1/messages',
    'https://api.openai.com/dashboard': undefined,
    'http://api.openai.com/v1/chat/completions': undefined,
    'https://api.openai.com.evil.example/v1/chat/completions': undefined,
    'https://api.openai.com:8443/v1/chat/completions': undefined,
    'http://127.0.0.1:9/other/v1/chat/completions': undefined,
    'https://example.com/v1/chat/completions': undefined,
  }
  for (const [url, expected] of Object.entries(cases)) assert.equal(place(url), expected, url)
  assert.match(place('https://api.openai.com/v1/files', 'GET')!, /^openai opaque/)
})
