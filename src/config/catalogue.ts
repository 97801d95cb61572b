/**
 * Ids of the built-in providers, until `providers/catalogue.ts` gives them.
 * @module
 */
export const catalogueIds: readonly string[] = [
  'openai',
  'anthropic',
  'gemini',
  'azure',
  'openrouter',
  'mistral',
  'deepseek',
  'xai',
  'groq',
  'together',
  'fireworks',
  'ollama',
  'vllm',
  'sglang',
  'llama-server',
]
