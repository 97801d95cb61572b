/**
 * Anthropic's prompt cache: breakpoints in the order tools, system, messages. Table of rules: docs/sandbox.md.
 * @module
 */
import { createChain, extendChain } from './hash.ts'
import { createExpiringMap } from './expiring-map.ts'
import type { Block, InputTokens, Prompt, PromptCache, Ttl } from './prompt.ts'
import { invalidRequest } from './provider-error.ts'

const ttlMs: Record<Ttl, number> = { '5m': 300_000, '30m': 1_800_000, '1h': 3_600_000 }
const maximumMarkers = 4
/** The breakpoint's own position counts as the first of the 20. */
const lookBack = 20

/** Shortest prefix that is cached, by model. */
export function anthropicMinimum(model: string): number {
  const name = model.replaceAll('.', '-')
  if (/(opus|fable|mythos)-5/.test(name)) return 512
  if (/haiku-4-5|opus-4-[56]/.test(name)) return 4096
  if (/opus-4-7|3-5-haiku|haiku-3|3-haiku/.test(name)) return 2048
  return 1024
}

interface Entry {
  readyAt: number
  readonly ttl: number
}

export function createAnthropicCache(): PromptCache {
  const entries = createExpiringMap<Entry>()

  return {
    size: entries.size,
    bill(prompt, at, readyAt) {
      const { blocks } = prompt
      const marks = markers(prompt)
      if (marks.length === 0) return fresh(blocks)
      const { keys, ends } = prefixes(prompt)
      const readable = (position: number) => {
        const entry = entries.get(keys[position]!, at)
        return entry !== undefined && entry.readyAt <= at
      }
      let hit = -1
      for (const { position } of marks) {
        let positions = 0
        for (let candidate = position; candidate > hit; candidate--) {
          if (!sameRun(blocks[candidate]!, blocks[candidate + 1], candidate < position)) positions++
          if (positions > lookBack) break
          if (readable(candidate)) hit = candidate
        }
      }
      // Reading a prefix uses every shorter prefix inside it, which is what refreshes them.
      for (let position = 0; position <= hit; position++) {
        const entry = entries.get(keys[position]!, at)
        if (entry !== undefined && entry.readyAt <= at) {
          entries.set(keys[position]!, entry, readyAt + entry.ttl)
        }
      }
      const read = hit < 0 ? 0 : ends[hit]!
      const minimum = anthropicMinimum(prompt.model)
      let written = read
      let writtenHour = 0
      for (const { position, ttl } of marks) {
        const end = ends[position]!
        if (end < minimum) continue
        const existing = entries.get(keys[position]!, at)
        if (end > read) {
          if (ttl === '1h') writtenHour += end - written
          written = end
        }
        // A parallel start pays its own write; the entry becomes readable with the earliest reply.
        if (existing === undefined) {
          entries.set(keys[position]!, { readyAt, ttl: ttlMs[ttl] }, readyAt + ttlMs[ttl])
        } else if (position > hit) {
          existing.readyAt = Math.min(existing.readyAt, readyAt)
        }
      }
      const total = ends.at(-1) ?? 0
      return {
        input: total - written,
        cacheRead: read,
        cacheWrite: written - read - writtenHour,
        cacheWrite1h: writtenHour,
      }
    },
  }
}

/** A run of calls, or of results, of tools counts as one of the positions looked at. */
function sameRun(block: Block, next: Block | undefined, inside: boolean): boolean {
  return (
    inside &&
    (block.kind === 'tool_use' || block.kind === 'tool_result') &&
    block.kind === next?.kind
  )
}

function fresh(blocks: readonly Block[]): InputTokens {
  let input = 0
  for (const block of blocks) input += block.tokens
  return { input, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 }
}

interface Marker {
  readonly position: number
  readonly ttl: Ttl
}

/** The markers in order of position. @throws ProviderError where the provider refuses them. */
function markers(prompt: Prompt): Marker[] {
  const marks: Marker[] = []
  const { blocks, automatic } = prompt
  for (const [position, block] of blocks.entries()) {
    if (block.cacheControl === undefined) continue
    if (block.kind === 'thinking') {
      throw invalidRequest('cache_control cannot be set for thinking blocks')
    }
    if (block.empty === true)
      throw invalidRequest('cache_control cannot be set for empty text blocks')
    marks.push({ position, ttl: block.cacheControl })
  }
  if (automatic !== undefined) addAutomatic(marks, blocks, automatic)
  if (marks.length > maximumMarkers) {
    throw invalidRequest(
      `A maximum of ${maximumMarkers} blocks with cache_control may be provided. Found ${marks.length}.`,
    )
  }
  for (let i = 1; i < marks.length; i++) {
    if (marks[i]!.ttl === '1h' && marks[i - 1]!.ttl === '5m') {
      throw invalidRequest(
        "a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block",
      )
    }
  }
  return marks
}

/** Top-level `cache_control` takes a slot on the last block that can be marked; none: silently nothing. */
function addAutomatic(marks: Marker[], blocks: readonly Block[], ttl: Ttl): void {
  let position = blocks.length - 1
  while (
    position >= 0 &&
    (blocks[position]!.kind === 'thinking' || blocks[position]!.empty === true)
  ) {
    position--
  }
  if (position < 0) return
  const same = marks.find((mark) => mark.position === position)
  if (same === undefined) marks.push({ position, ttl })
  else if (same.ttl !== ttl) {
    throw invalidRequest('cache_control at the top level and on the last block differ in ttl')
  }
}

/** Key and token count of every prefix. Switches enter the chain where the part that they invalidate begins. */
function prefixes(prompt: Prompt): { keys: number[]; ends: number[] } {
  const chain = createChain()
  extendChain(chain, `${prompt.account}\n${prompt.model}`)
  const keys: number[] = []
  const ends: number[] = []
  let end = 0
  let section = 0
  for (const block of prompt.blocks) {
    const own = block.section === 'tools' ? 0 : block.section === 'system' ? 1 : 2
    for (; section < own; section++) {
      extendChain(chain, (section === 0 ? prompt.systemSwitches : prompt.messageSwitches) ?? '')
    }
    end += block.tokens
    keys.push(extendChain(chain, block.hash))
    ends.push(end)
  }
  return { keys, ends }
}
