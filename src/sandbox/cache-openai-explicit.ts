/**
 * The prompt cache of GPT-5.6 and later: exact matches at breakpoints, writes at 1.25 times the input price.
 * @module
 */
import { callsPerMachineAndMinute } from './cache-openai.ts'
import { createChain, extendChain } from './hash.ts'
import { createExpiringMap } from './expiring-map.ts'
import type { Prompt, PromptCache } from './prompt.ts'
import { invalidRequest } from './provider-error.ts'
import { createRouting } from './routing.ts'

const minimum = 1024
const ttlMs = 1_800_000
const maximumWrites = 4
/** The guide says 50, the specification 80: the smaller number cannot flatter a plan. */
const readCandidates = 50

/** Whether a model bills by these rules. */
export function hasBreakpoints(model: string): boolean {
  const version = /^(?:ft:)?gpt-(\d+)(?:[.-](\d{1,2})(?!\d))?/.exec(model)
  if (version === null) return false
  const major = Number(version[1])
  return major > 5 || (major === 5 && Number(version[2] ?? 0) >= 6)
}

export function createBreakpointCache(): PromptCache {
  const entries = createExpiringMap<{ readyAt: number }>()
  const route = createRouting(callsPerMachineAndMinute)

  return {
    size: entries.size,
    bill(prompt, at, readyAt) {
      if (prompt.retention !== undefined && prompt.cacheMode !== undefined) {
        throw invalidRequest(
          'prompt_cache_retention and prompt_cache_options cannot be used together.',
          'prompt_cache_retention',
        )
      }
      const { keys, ends } = prefixes(prompt, route(prompt, at).place)
      const { reads, writes } = breakpoints(prompt)
      const total = ends.at(-1) ?? 0
      let read = 0
      for (let i = reads.length - 1; i >= 0; i--) {
        const position = reads[i]!
        const entry = entries.get(keys[position]!, at)
        if (entry === undefined || entry.readyAt > at) continue
        read = ends[position]!
        entries.set(keys[position]!, entry, readyAt + ttlMs)
        break
      }
      let written = read
      for (const position of writes) {
        const end = ends[position]!
        if (end < minimum) continue
        written = Math.max(written, end)
        const existing = entries.get(keys[position]!, at)
        entries.set(
          keys[position]!,
          { readyAt: Math.min(existing?.readyAt ?? readyAt, readyAt) },
          readyAt + ttlMs,
        )
      }
      return {
        input: total - written,
        cacheRead: read,
        cacheWrite: written - read,
        cacheWrite1h: 0,
      }
    },
  }
}

/**
 * Positions where a read is tried and where entries are written, ascending.
 * Implicit mode writes at the newest message and at the latest three markers, and also reads where an earlier
 * call of the conversation had its newest message, that is at ends of messages.
 */
function breakpoints(prompt: Prompt): { reads: number[]; writes: number[] } {
  const explicit: number[] = []
  const ends: number[] = []
  for (const [position, block] of prompt.blocks.entries()) {
    if (block.cacheControl !== undefined) explicit.push(position)
    if (block.cacheControl !== undefined || block.endsMessage !== false) ends.push(position)
  }
  if (prompt.cacheMode === 'explicit') {
    return { reads: explicit.slice(-readCandidates), writes: explicit.slice(-maximumWrites) }
  }
  // At the end of the latest user or tool message; a prompt without one is not written.
  const newest = ends.findLast((position) => prompt.blocks[position]!.endsMessage !== false)
  if (newest === undefined) return { reads: ends, writes: explicit.slice(-maximumWrites) }
  const marked = explicit.filter((position) => position !== newest).slice(1 - maximumWrites)
  return { reads: ends.slice(-readCandidates), writes: [...marked, newest] }
}

function prefixes(prompt: Prompt, place: string): { keys: number[]; ends: number[] } {
  const chain = createChain()
  extendChain(chain, place)
  const keys: number[] = []
  const ends: number[] = []
  let end = 0
  for (const block of prompt.blocks) {
    end += block.tokens
    keys.push(extendChain(chain, block.hash))
    ends.push(end)
  }
  return { keys, ends }
}
