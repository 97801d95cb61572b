/**
 * What a request itself says about the conversation that it belongs to.
 * @module
 */
import type { Dialect, View } from '../call.ts'

/**
 * `conversation`, `session`: names the conversation (a session may hold several: an agent and its helpers).
 * `previous-response`: names the turn before; whoever remembers that id knows the conversation.
 * `cache-key`: groups calls of like beginning, perhaps many conversations.
 */
export interface ConversationHint {
  readonly kind: 'conversation' | 'session' | 'previous-response' | 'cache-key'
  readonly value: string
}

/**
 * The strongest hint in a request: conversation, then session, then the turn before, then the cache key.
 * Values are what a client sent: they tell calls of one tenant apart and never cross tenants.
 * @param headers lower-case names
 */
export const conversationHint = (
  view: View,
  dialect: Dialect,
  headers: Readonly<Record<string, string>>,
): ConversationHint | undefined => {
  const { json } = view
  const conversation = dialect === 'openai-responses' ? json?.['conversation'] : undefined
  const id = toId(conversation) ?? toId((conversation as { id?: unknown } | null | undefined)?.id)
  if (id !== undefined) return { kind: 'conversation', value: id }

  for (const name of sessionHeaders) {
    const session = toId(headers[name])
    if (session !== undefined) return { kind: 'session', value: session }
  }
  const session = toId(json?.['session_id']) ?? readUserId(json?.['metadata'])
  if (session !== undefined) return { kind: 'session', value: session }

  const previous = dialect === 'openai-responses' ? toId(json?.['previous_response_id']) : undefined
  if (previous !== undefined) return { kind: 'previous-response', value: previous }

  const cacheKey = toId(json?.['prompt_cache_key'])
  return cacheKey === undefined ? undefined : { kind: 'cache-key', value: cacheKey }
}

/** Claude Code, Codex (both spellings), and the common form of agents and gateways. */
const sessionHeaders = [
  'x-claude-code-session-id',
  'session_id',
  'session-id',
  'x-session-id',
] as const

const longest = 256

const toId = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= longest ? value : undefined

/**
 * Claude Code's `metadata.user_id`: `user_…_account_…_session_<uuid>`, in later versions a JSON text with a
 * `session_id`. Any other user id names a person, not a conversation.
 */
const readUserId = (metadata: unknown): string | undefined => {
  const userId = (metadata as { user_id?: unknown } | null | undefined)?.user_id
  if (typeof userId !== 'string' || userId.length > 1024) return undefined
  const named = /_session_([0-9a-fA-F-]{16,64})$/.exec(userId)
  if (named !== null) return named[1]
  if (!userId.startsWith('{')) return undefined
  try {
    return toId((JSON.parse(userId) as { session_id?: unknown }).session_id)
  } catch {
    return undefined
  }
}
