/**
 * What a server says it serves: `/v1/models` of the providers that the price list cannot know, asked when someone
 * wants the list.
 * @module
 */
import type { Dialect } from '../call.ts'
import { startAttempt } from './exchange.ts'
import type { Connections } from './pool.ts'
import type { Provider } from './provider.ts'
import { TimerWheel, type Timeouts } from './timeouts.ts'

/** The names of a provider's models; undefined where it does not say. Never rejects. */
export type AskModels = (provider: Provider) => Promise<readonly string[] | undefined>

/** A list that takes longer is left out: whoever asked waits for all of them. */
const patienceMs = 1000
const timeouts: Timeouts = {
  connectMs: patienceMs,
  firstByteMs: patienceMs,
  idleMs: patienceMs,
  totalMs: 2 * patienceMs,
}
/** Pages and SDKs ask again and again; models come and go by hand. */
const rememberedMs = 30_000
const longestName = 256
const mostNames = 2000

/** Whether a provider is asked: its address is the user's own, and a call could go there without a client's key. */
export function tellsItsModels(provider: Provider): boolean {
  return (
    provider.endpoints.length > 0 &&
    provider.wayOut === undefined &&
    (provider.keyless || (!provider.atHome && provider.credentials.length > 0))
  )
}

/** Makes the asker. Each provider is asked once in 30 s at most, however many want to know. */
export function createAskModels(connections: Connections): AskModels {
  const wheel = new TimerWheel(100)
  const known = new Map<string, { at: number; names: Promise<readonly string[] | undefined> }>()
  return (provider) => {
    const now = performance.now()
    const last = known.get(provider.id)
    if (last !== undefined && now - last.at < rememberedMs) return last.names
    const names = ask(provider, connections, wheel)
    known.set(provider.id, { at: now, names })
    return names
  }
}

async function ask(
  provider: Provider,
  connections: Connections,
  wheel: TimerWheel,
): Promise<readonly string[] | undefined> {
  const { origin, prefix, credential: only } = provider.endpoints[0]!
  const { dialect, path } = listOf(provider)
  const credential = provider.credentials.find(({ id }) => only === undefined || id === only)
  const auth = provider.authOf[dialect] ?? provider.auth
  const headers = [...provider.headers, 'accept-encoding', 'identity']
  if (dialect === 'anthropic-messages') headers.push('anthropic-version', '2023-06-01')
  if (credential !== undefined) {
    const secret = credential.secret.reveal()
    headers.push(auth, auth === 'authorization' ? `Bearer ${secret}` : secret)
  }
  const attempt = startAttempt(
    connections.dispatcher(origin, provider.timeouts.connectMs),
    origin,
    { provider: provider.name, method: 'GET', path: prefix + path, headers, body: [], timeouts },
    wheel,
    () => undefined,
  )
  const result = await attempt.result
  if (result.kind === 'failed') return undefined
  if (!(result.body instanceof Uint8Array)) {
    // No list of models is a megabyte long.
    attempt.cancel(new Error('too long'))
    return undefined
  }
  return result.head.status === 200 ? namesIn(result.body) : undefined
}

/** Where the list lies, beside the paths that the provider has, and in whose words it is asked for. */
function listOf({ dialects }: Provider): { dialect: Dialect; path: string } {
  const chat = dialects['openai-chat']
  if (chat?.endsWith('/chat/completions')) {
    return { dialect: 'openai-chat', path: chat.replace(/\/chat\/completions$/, '/models') }
  }
  if (dialects['anthropic-messages'] !== undefined) {
    return { dialect: 'anthropic-messages', path: '/v1/models?limit=1000' }
  }
  return dialects.gemini === undefined
    ? { dialect: 'openai-chat', path: '/v1/models' }
    : { dialect: 'gemini', path: '/v1beta/models?pageSize=1000' }
}

/** The ids of a list in any maker's form (`data[].id`, `models[].name`); undefined where it is none. */
function namesIn(bytes: Uint8Array): readonly string[] | undefined {
  let body: { data?: unknown; models?: unknown } | null
  try {
    body = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString())
  } catch {
    return undefined
  }
  const list = body?.data ?? body?.models
  if (!Array.isArray(list)) return undefined
  const names = new Set<string>()
  for (const entry of list.slice(0, mostNames) as ({ id?: unknown; name?: unknown } | null)[]) {
    const said = entry?.id ?? entry?.name
    if (typeof said !== 'string') continue
    const name = said.replace(/^models\//, '')
    if (name !== '' && name.length <= longestName && !hasControl.test(name)) names.add(name)
  }
  return [...names]
}

// oxlint-disable-next-line no-control-regex
const hasControl = /[\x00-\x1f\x7f]/
