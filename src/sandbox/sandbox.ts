/**
 * A simulated provider: request, state and a clock in; reply, bill and a line in the log out. No sockets here.
 * @module
 */
import type { Money, ServiceTier, Usage } from '../call.ts'
import { answer } from './answer.ts'
import type { SandboxReply, SandboxRequest, Settled } from './exchange.ts'

export type { Delivery, SandboxReply, SandboxRequest, Settled } from './exchange.ts'
import { type Bill, createBill } from './bill.ts'
import { createCaches } from './caches.ts'
import type { Directive } from './directive.ts'
import { createFaultQueue, type FaultQueue } from './fault-queue.ts'
import { shortHash } from './hash.ts'
import { listen, type Listening, type ListenOptions } from './http.ts'
import { openLog } from './log.ts'
import { listPrices, type Prices } from './prices.ts'
import type { Block, Prompt } from './prompt.ts'
import { createTokenCounter, type TokenCounter } from './tokens.ts'

export interface SandboxOptions {
  /** Milliseconds since the epoch; a test gives a virtual clock. */
  readonly clock?: { now(): number }
  /** File of the durable log; none: no log. */
  readonly log?: string
  /** Waits for the disk after every line. */
  readonly logSync?: boolean
  readonly seed?: string
  /** Default: the price list that ships. */
  readonly prices?: Prices
  /** Whether a model exists; unknown ones get the provider's 404. Default: any name of a known family. */
  readonly knows?: (model: string) => boolean
  /** How tokens are counted; a counter that several share knows what any of them has counted. */
  readonly tokens?: 'o200k' | 'bytes' | TokenCounter
  /** Default pace of replies, in milliseconds; 0: at once. */
  readonly firstMs?: number
  readonly eventMs?: number
  /** Directory of recordings that a directive may name. Default: `../shared/data/wire-recordings`. */
  readonly recordings?: string
  /** What every request is answered under, unless its own directive says otherwise. */
  readonly directive?: Directive
}

/** A call without text: the same cache rules and prices in a microsecond. `at` must not decrease from call to call. */
export interface ReducedCall {
  /** Price-list id; guessed from the model where absent. */
  readonly provider?: string
  readonly model: string
  readonly account?: string
  readonly tag?: string
  readonly blocks: readonly Block[]
  readonly outputTokens?: number
  readonly reasoningTokens?: number
  /** Milliseconds of virtual time. */
  readonly at: number
  /** From the call to the first byte of its reply: what a parallel call must wait for to read this one's prefix. */
  readonly firstByteMs?: number
  readonly tier?: ServiceTier
  readonly cache?: Omit<Prompt, 'model' | 'account' | 'blocks'>
}

export interface ReducedBill {
  readonly usage: Usage
  readonly cost: Money | undefined
}

export interface Sandbox {
  /** Takes a request and says how to answer it; the caller delivers, then settles. Never throws. */
  open(request: SandboxRequest): SandboxReply
  /** Takes a request, and bills it as delivered in full. */
  handle(request: SandboxRequest): SandboxReply
  simulate(call: ReducedCall): ReducedBill
  bill(): Bill
  readonly faults: FaultQueue
  /** Serves over HTTP on a free port of the loopback unless told otherwise. */
  listen(options?: ListenOptions | number): Promise<Listening>
  close(): void
}

/** The provider, by price-list id, that a model name belongs to. */
export function providerOf(model: string): string {
  if (model.startsWith('claude')) return 'anthropic'
  if (model.startsWith('gemini')) return 'google'
  if (model.startsWith('deepseek')) return 'deepseek'
  return 'openai'
}

/** The id under which the bill and the log keep the owner of a provider key. */
export function accountOf(key: string): string {
  return shortHash(key)
}

export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const clock = options.clock ?? Date
  const log = options.log === undefined ? undefined : openLog(options.log, options.logSync)
  const prices = options.prices ?? listPrices()
  const bill = createBill()
  const caches = createCaches()
  const faults = createFaultQueue()
  const { tokens } = options
  const counter = typeof tokens === 'object' ? tokens : createTokenCounter(tokens)
  const prefix = clock.now().toString(36)
  let served = 0

  const context = {
    seed: options.seed ?? 'farthing',
    counter,
    caches,
    faults,
    knows: options.knows ?? knownFamily,
    now: () => clock.now(),
    directive: {
      firstMs: options.firstMs ?? 0,
      eventMs: options.eventMs ?? 0,
      ...options.directive,
    },
    recordings: options.recordings ?? '../shared/data/wire-recordings',
    bill: () => bill.read(),
  }

  function open(request: SandboxRequest): SandboxReply {
    const id = `req_${prefix}${(served++).toString(36).padStart(6, '0')}`
    const answered = answer(request, id, context)
    const { account, tag, model, provider, tier } = answered
    const at = clock.now()
    if (answered.counts)
      log?.write({ kind: 'accepted', id, at, account, tag, path: request.path, model })
    let settled: Settled | undefined
    return {
      ...answered,
      id,
      settle(delivery = {}) {
        if (settled !== undefined) return settled
        const usage = answered.usage === null ? null : shorten(answered.usage, delivery.generated)
        const cost = usage === null ? 0n : prices.cost({ provider, model, usage, tier, at })
        settled = { usage, cost }
        if (!answered.counts) return settled
        if (usage !== null) bill.add({ account, tag, model, usage, cost })
        const aborted = delivery.aborted === true
        log?.write({
          kind: 'billed',
          id,
          at: clock.now(),
          account,
          tag,
          model,
          status: answered.status,
          usage,
          cost: cost === undefined ? null : String(cost),
          delivered: !aborted,
          aborted,
        })
        return settled
      },
    }
  }

  const sandbox: Sandbox = {
    open,
    handle(request) {
      const reply = open(request)
      reply.settle()
      return reply
    },
    simulate(call) {
      const { model, account = 'simulated', at, blocks } = call
      const provider = call.provider ?? providerOf(model)
      const prompt: Prompt = { ...call.cache, model, account, blocks }
      const tokens = caches.of(provider, model).bill(prompt, at, at + (call.firstByteMs ?? 0))
      const usage = {
        ...tokens,
        output: call.outputTokens ?? 0,
        reasoning: call.reasoningTokens ?? 0,
      }
      const cost = prices.cost({
        provider,
        model,
        usage,
        tier: call.tier ?? 'standard',
        at,
      })
      bill.add({ account, tag: call.tag ?? '', model, usage, cost })
      return { usage, cost }
    },
    bill: () => bill.read(),
    faults,
    listen: (how) => listen(sandbox, typeof how === 'number' ? { port: how } : how),
    close: () => log?.close(),
  }
  return sandbox
}

/** Usage of a reply that ended after `generated` output tokens: the input is billed all the same. */
function shorten(usage: Usage, generated: number | undefined): Usage {
  const all = usage.output + usage.reasoning
  if (generated === undefined || generated >= all) return usage
  const reasoning = Math.min(usage.reasoning, generated)
  return { ...usage, reasoning, output: generated - reasoning }
}

function knownFamily(model: string): boolean {
  return /^(ft:)?(gpt-\d|o\d|chatgpt|claude-|gemini-|deepseek-|text-embedding-|sandbox)/.test(model)
}
