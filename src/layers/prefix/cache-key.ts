/**
 * `prompt_cache_key`: keeps the calls of a prefix on the machine that holds it, and spreads them where they are many.
 * @module
 */
import { hash } from 'node:crypto'
import type { Digest } from './digest.ts'

/** The guide: above about 15 calls a minute of one prefix and key, calls spill over to machines that are cold. */
const callsPerMinute = 15
/** Growing before the limit is met costs a shard one cold start; meeting it costs one for every call that spills. */
const grownAt = 0.8
const mostShards = 256
/** By then every machine has forgotten. */
const idleMs = 600_000
const mostFamilies = 5_000

interface Family {
  shards: number
  /** Calls of the current minute and of the one before. */
  minute: number
  calls: number
  before: number
  lastAt: number
}

export interface CacheKeys {
  /** The key for a call of a family. Calls of one conversation keep theirs while the family does not grow. */
  keyOf(family: Digest, tenant: string, conversation: string): string
  /** Counts a call that was sent. */
  count(family: Digest, tenant: string, at: number): void
}

/** @param secret so that keys tell the provider nothing, and differ between instances' tenants */
export function createCacheKeys(secret: Uint8Array): CacheKeys {
  const families = new Map<string, Family>()
  const salt = Buffer.from(secret).toString('base64')
  const nameOf = (family: Digest, tenant: string): string => `${tenant}\0${family}`
  return {
    keyOf(family, tenant, conversation) {
      const shards = families.get(nameOf(family, tenant))?.shards ?? 1
      const shard =
        shards === 1
          ? 0
          : Number.parseInt(hash('sha256', `${salt}\0${conversation}`).slice(0, 8), 16) % shards
      return hash('sha256', `${salt}\0${tenant}\0${family}\0${shards === 1 ? 0 : shard}`).slice(
        0,
        32,
      )
    },
    count(family, tenant, at) {
      const name = nameOf(family, tenant)
      const known = families.get(name)
      const minute = Math.floor(at / 60_000)
      if (known === undefined || at - known.lastAt > idleMs) {
        families.delete(name)
        families.set(name, { shards: 1, minute, calls: 1, before: 0, lastAt: at })
        if (families.size > mostFamilies) families.delete(families.keys().next().value!)
        return
      }
      if (minute !== known.minute) {
        known.before = minute === known.minute + 1 ? known.calls : 0
        known.calls = 0
        known.minute = minute
      }
      known.calls++
      known.lastAt = at
      const rate = Math.max(known.calls, known.before)
      while (rate > callsPerMinute * grownAt * known.shards && known.shards < mostShards) {
        known.shards *= 2
      }
    },
  }
}
