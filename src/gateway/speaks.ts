/**
 * Which SDK asks: errors are worded for it.
 * @module
 */
import type { Dialect } from '../call.ts'
import type { Endpoint, Family } from '../dialects/paths.ts'
import type { Head } from './head.ts'

/** The dialect of an error: also a path that leads nowhere is asked by some SDK. */
export function dialectOf(endpoint: Endpoint | undefined, pathname: string, head: Head): Dialect {
  if (endpoint !== undefined && endpoint.dialect !== 'opaque') return endpoint.dialect
  const family = endpoint?.family ?? familyOf(pathname, head)
  if (family === 'anthropic') return 'anthropic-messages'
  return family === 'gemini' ? 'gemini' : 'openai-chat'
}

function familyOf(pathname: string, head: Head): Family {
  if (pathname.startsWith('/anthropic/')) return 'anthropic'
  if (pathname.startsWith('/gemini/')) return 'gemini'
  const anthropic =
    typeof head.headers['anthropic-version'] === 'string' ||
    typeof head.headers['x-api-key'] === 'string'
  return anthropic ? 'anthropic' : 'openai'
}
