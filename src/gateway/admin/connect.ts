/**
 * `api/connect`: one line per client, with this gateway's address.
 * @module
 */
import type { AsyncReader } from '../../ledger/background.ts'
import type { AdminRequest } from '../routes.ts'
import { readParameters } from './parameters.ts'
import { json } from './respond.ts'

interface Client {
  readonly id: string
  readonly name: string
  readonly dialect: 'openai' | 'anthropic' | 'gemini'
  readonly language: 'shell' | 'python' | 'typescript' | 'toml'
  readonly line: (url: string) => string
}

const clients: readonly Client[] = [
  {
    id: 'openai-env',
    name: 'OpenAI SDKs, by environment',
    dialect: 'openai',
    language: 'shell',
    line: (url) => `export OPENAI_BASE_URL=${url}/v1`,
  },
  {
    id: 'openai-python',
    name: 'OpenAI, Python',
    dialect: 'openai',
    language: 'python',
    line: (url) => `client = OpenAI(base_url="${url}/v1")`,
  },
  {
    id: 'openai-node',
    name: 'OpenAI, TypeScript',
    dialect: 'openai',
    language: 'typescript',
    line: (url) => `const client = new OpenAI({ baseURL: '${url}/v1' })`,
  },
  {
    id: 'claude-code',
    name: 'Claude Code',
    dialect: 'anthropic',
    language: 'shell',
    line: (url) => `ANTHROPIC_BASE_URL=${url} claude`,
  },
  {
    id: 'anthropic-python',
    name: 'Anthropic, Python',
    dialect: 'anthropic',
    language: 'python',
    line: (url) => `client = Anthropic(base_url="${url}")`,
  },
  {
    id: 'anthropic-node',
    name: 'Anthropic, TypeScript',
    dialect: 'anthropic',
    language: 'typescript',
    line: (url) => `const client = new Anthropic({ baseURL: '${url}' })`,
  },
  {
    id: 'codex',
    name: 'Codex',
    dialect: 'openai',
    language: 'shell',
    // OPENAI_BASE_URL went out of use in April 2026 (openai/codex#16720).
    line: (url) => `codex -c 'openai_base_url="${url}/v1"'`,
  },
  {
    id: 'vercel-ai',
    name: 'Vercel AI SDK',
    dialect: 'openai',
    language: 'typescript',
    line: (url) => `const openai = createOpenAI({ baseURL: '${url}/v1' })`,
  },
  {
    id: 'langchain',
    name: 'LangChain, Python',
    dialect: 'openai',
    language: 'python',
    line: (url) => `model = ChatOpenAI(base_url="${url}/v1")`,
  },
  {
    id: 'gemini',
    name: 'Google Gen AI, by environment',
    dialect: 'gemini',
    language: 'shell',
    line: (url) => `export GOOGLE_GEMINI_BASE_URL=${url}/gemini`,
  },
  {
    id: 'curl',
    name: 'curl',
    dialect: 'openai',
    language: 'shell',
    line: (url) =>
      `curl ${url}/v1/chat/completions -H 'content-type: application/json' -H "authorization: Bearer $OPENAI_API_KEY" -d '{"model":"gpt-5-mini","messages":[{"role":"user","content":"hi"}]}'`,
  },
]

/** Answers the lines, with the address by which the page itself was asked for, and what has arrived so far. */
export async function showConnect(
  reader: AsyncReader,
  request: AdminRequest,
  fallback: string,
  needsKey: boolean,
): Promise<void> {
  readParameters(request, [])
  const { host } = request.head
  // The host has been checked: only names of this gateway come so far.
  const url = host === '' ? fallback : `http://${host}`
  const arrived = await reader.by('dialect', {})
  json(request.response, {
    url,
    needsKey,
    arrived: arrived.reduce((sum, row) => sum + row.totals.calls, 0),
    dialects: arrived.map((row) => ({ dialect: row.name, calls: row.totals.calls })),
    clients: clients.map(({ line, ...client }) => ({ ...client, line: line(url) })),
  })
}
