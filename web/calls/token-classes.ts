/**
 * Tokens of a call by class, as billed and as they would have been without the layers.
 * @module
 */
import type { Usage } from '../../src/call.ts'

export interface TokenClass {
  readonly id: 'input' | 'cacheRead' | 'cacheWrite' | 'output' | 'reasoning'
  readonly name: string
  readonly tokens: number
}

type Counted = Pick<
  Usage,
  'input' | 'cacheRead' | 'cacheWrite' | 'cacheWrite1h' | 'output' | 'reasoning'
>

/** The classes that hold any, in the order of a call: what goes in, what comes out. */
export function tokenClasses(usage: Counted): TokenClass[] {
  const all: TokenClass[] = [
    { id: 'cacheRead', name: 'read from cache', tokens: usage.cacheRead },
    { id: 'cacheWrite', name: 'written to cache', tokens: usage.cacheWrite + usage.cacheWrite1h },
    { id: 'input', name: 'fresh input', tokens: usage.input },
    { id: 'reasoning', name: 'reasoning', tokens: usage.reasoning },
    { id: 'output', name: 'output', tokens: usage.output },
  ]
  return all.filter(({ tokens }) => tokens > 0)
}

/**
 * What was billed, and what would have been. A layer that changes the text itself leaves no count of how long it was:
 * then `before` is undefined rather than guessed.
 */
export function beforeAndAfter(
  usage: Counted,
  saved: Readonly<Record<string, unknown>>,
  from: 'upstream' | 'cache' | 'gateway',
): { before: TokenClass[] | undefined; after: TokenClass[] } {
  if (from === 'cache') return { before: tokenClasses(usage), after: [] }
  const after = tokenClasses(usage)
  if (['router', 'template', 'compress', 'output'].some((layer) => Object.hasOwn(saved, layer)))
    return { before: undefined, after }
  if (!Object.hasOwn(saved, 'prefix')) return { before: after, after }
  const input = usage.input + usage.cacheRead + usage.cacheWrite + usage.cacheWrite1h
  return {
    before: tokenClasses({ ...usage, input, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 }),
    after,
  }
}
