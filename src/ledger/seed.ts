/**
 * Ledgers that look like a month of a small company's traffic, for tests of pages and reports. Deterministic by seed.
 * @module
 */
import type { LayerName, Money, Usage } from '../call.ts'
import { callId, firstNumber } from './call-id.ts'
import { openDatabase } from './database.ts'
import { createNames } from './names.ts'
import { createRollup } from './rollup.ts'
import type { Attempt, CallFacts, Closing } from './rows.ts'
import { prepareStatements } from './statements.ts'
import type { Statements } from './statements.ts'

export interface SeedOptions {
  readonly file: string
  readonly calls: number
  /** The calls lie in the days before this time (milliseconds since the epoch). */
  readonly until: number
  readonly days: number
  readonly seed?: number
}

/** Dollars per million tokens: fresh input, cache read, cache write, output. */
const models = [
  {
    provider: 'openai',
    asked: 'gpt-5-mini',
    served: 'gpt-5-mini-2025-08-07',
    rates: [0.25, 0.025, 0.25, 2],
    weight: 38,
  },
  {
    provider: 'openai',
    asked: 'gpt-5',
    served: 'gpt-5-2025-08-07',
    rates: [1.25, 0.125, 1.25, 10],
    weight: 14,
  },
  {
    provider: 'anthropic',
    asked: 'claude-sonnet-4-5',
    served: 'claude-sonnet-4-5-20250929',
    rates: [3, 0.3, 3.75, 15],
    weight: 26,
  },
  {
    provider: 'anthropic',
    asked: 'claude-haiku-4-5',
    served: 'claude-haiku-4-5-20251001',
    rates: [1, 0.1, 1.25, 5],
    weight: 12,
  },
  {
    provider: 'openai',
    asked: 'text-embedding-3-small',
    served: 'text-embedding-3-small',
    rates: [0.02, 0, 0, 0],
    weight: 8,
  },
  { provider: 'ollama', asked: 'llama3.2', served: 'llama3.2', rates: undefined, weight: 2 },
] as const

const keys = [
  'support',
  'search',
  'agents',
  'research',
  'website',
  'batch',
  'evals',
  'internal',
].map((name, index) => ({
  key: `key_${name}`,
  tenant: index < 5 ? 'product' : 'platform',
  route: ['support', 'default', 'agents', 'agents', 'default', 'batch', 'evals', 'default'][index]!,
  tags: [
    ['team-a'],
    ['team-a', 'search'],
    ['team-b'],
    ['team-b'],
    [],
    ['nightly'],
    ['nightly', 'evals'],
    [],
  ][index]!,
}))

/**
 * Writes a ledger with `calls` calls, sums included, and closes it. About 8 µs a call.
 * Every call keeps the identity baseline − Σ saved + misses + failures = cost.
 */
export function seedLedger(options: SeedOptions): void {
  const database = openDatabase(options.file)
  const statements = prepareStatements(database, createNames(database))
  const rollup = createRollup(database)
  const random = generator(options.seed ?? 1)
  const span = options.days * 86_400_000
  const batch = 5000
  let previous = 0
  for (let first = 0; first < options.calls; first += batch) {
    database.exec('BEGIN')
    for (let i = first; i < Math.min(options.calls, first + batch); i++) {
      const at = Math.floor(options.until - span + (span * i) / options.calls)
      previous = Math.max(previous + 1, firstNumber(at))
      writeCall(statements, i + 1, previous, at, random)
    }
    while (rollup.advance(batch) > 0);
    database.exec('COMMIT')
  }
  database.close()
}

function writeCall(
  statements: Statements,
  row: number,
  number: number,
  at: number,
  random: () => number,
): void {
  const model = pick(models, random)
  const who = keys[Math.floor(random() ** 2 * keys.length)]!
  const facts: CallFacts = {
    ...who,
    id: callId(number),
    conversation: Math.floor(random() * 2 ** 40).toString(36),
    asked: model.asked,
    dialect:
      model.provider === 'anthropic'
        ? 'anthropic-messages'
        : model.asked.startsWith('text')
          ? 'openai-embeddings'
          : 'openai-chat',
    mode: 'safe',
    streamed: random() < 0.6,
  }
  const usage = usageLike(random)
  const rates: readonly number[] | undefined = model.rates
  const paid = rates && costOf(usage, rates)
  const saved: Partial<Record<LayerName, Money>> = {}
  const failed = random() < 0.01
  const hit = !failed && random() < 0.08
  const prefix =
    rates === undefined
      ? 0n
      : costOf({ ...usage, input: usage.input + usage.cacheRead, cacheRead: 0 }, rates) - paid!
  if (hit && paid !== undefined) saved.cache = paid
  if (!hit && prefix > 0n) saved.prefix = prefix
  const misses = !hit && !failed && paid !== undefined && random() < 0.3 ? paid / 50n : 0n
  const cost = paid === undefined ? undefined : hit || failed ? 0n : paid
  const baseline =
    cost === undefined
      ? undefined
      : cost + (saved.cache ?? 0n) + (failed ? 0n : (saved.prefix ?? 0n)) - misses
  if (failed) delete saved.prefix
  const total = hit ? 0.3 : 200 + random() ** 3 * 20_000
  const closing: Closing = {
    served: model.served,
    provider: model.provider,
    from: hit ? 'cache' : 'upstream',
    status: failed ? pick(failures, random).status : 200,
    ended: failed ? 'upstream-failed' : random() < 0.02 ? 'client-left' : 'complete',
    stop: failed ? undefined : 'stop',
    usage: failed ? undefined : usage,
    usageOrigin: 'provider',
    tier: 'standard',
    baseline,
    cost,
    costOrigin: 'computed',
    saved,
    misses,
    failures: 0n,
    time: {
      total,
      upstream: hit ? 0 : total - 0.4,
      own: hit ? 0.3 : 0.4,
      firstByte: hit ? 0.3 : total / 5,
    },
  }
  const attempt: Attempt = {
    id: row,
    call: number,
    facts,
    kind: 'serve',
    provider: model.provider,
    model: model.asked,
    credential: `${model.provider}-1`,
    reserved: cost === undefined ? undefined : cost * 2n,
    at,
    settlement: {
      at,
      status: closing.status,
      usage: closing.usage,
      usageOrigin: 'provider',
      tier: 'standard',
      cost,
      costOrigin: 'computed',
    },
    detached: true,
    over: true,
    stored: false,
  }
  statements.call(row, number, facts, closing, hit ? 0 : 1, hit ? undefined : attempt, false)
}

const failures = [
  { status: 429, weight: 5 },
  { status: 500, weight: 2 },
  { status: 529, weight: 3 },
] as const

function usageLike(random: () => number): Usage {
  const prompt = Math.floor(200 + random() ** 4 * 60_000)
  const warm = random() < 0.5 ? Math.floor((prompt * 0.8) / 128) * 128 : 0
  const output = Math.floor(10 + random() ** 3 * 2000)
  return {
    input: prompt - warm,
    cacheRead: warm,
    cacheWrite: 0,
    cacheWrite1h: 0,
    output,
    reasoning: random() < 0.3 ? output * 2 : 0,
  }
}

/** Picodollars: dollars per million tokens are 1e6 picodollars a token. */
function costOf(usage: Usage, rates: readonly number[]): Money {
  const [input = 0, read = 0, , output = 0] = rates.map((rate) => Math.round(rate * 1000))
  const thousandths =
    usage.input * input + usage.cacheRead * read + (usage.output + usage.reasoning) * output
  return BigInt(thousandths) * 1000n
}

function pick<T extends { readonly weight: number }>(from: readonly T[], random: () => number): T {
  let left = random() * from.reduce((sum, { weight }) => sum + weight, 0)
  return from.find(({ weight }) => (left -= weight) < 0) ?? from[0]!
}

/** Uniform in [0, 1): mulberry32, 32 bits of state. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
