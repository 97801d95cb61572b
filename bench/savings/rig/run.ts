/**
 * One run of a workload: its calls in order of time, through the gateway or straight to the sandbox, and the bill.
 * @module
 */
import { createHash } from 'node:crypto'
import type { LayerName, Money, Usage } from '../../../src/call.ts'
import { emptyUsage } from '../../../src/pricing/classes.ts'
import { loadPriceList } from '../../../src/pricing/price-list.ts'
import { createSandbox } from '../../../src/sandbox/sandbox.ts'
import { createTokenCounter } from '../../../src/sandbox/tokens.ts'
import { createAnswerKey } from './answer-key.ts'
import { openGateway, type Arm } from './gateway.ts'
import type { Request } from './prompt.ts'
import { linkTo, type Carried } from './sandbox-link.ts'
import { moveTo, restart } from './virtual-clock.ts'

/** One call of a workload. */
export interface WorkloadCall {
  /** Milliseconds since the workload's start; must not decrease. */
  readonly at: number
  readonly tenant: string
  readonly conversation: string
  /** Part of the workload whose share counts by itself in the mean; absent: one part. */
  readonly group?: string
  readonly request: () => Request
  readonly outputTokens: number
}

/** What became of a call. */
export interface Served {
  readonly index: number
  readonly status: number
  readonly from: string
  /** The body that the provider got for the client's answer; undefined: no attempt was made. */
  readonly sent: Uint8Array | undefined
  /** The call whose answer the client got; of those from before the time that is measured, the n-th is -2 - n. */
  readonly answeredBy: number
  /** US dollars. `beside`: shadows. */
  readonly input: number
  readonly output: number
  readonly beside: number
  readonly usage: Usage
  /** By the ledger's account. */
  readonly saved: Readonly<Partial<Record<LayerName, number>>>
  readonly notes: Readonly<Partial<Record<LayerName, readonly string[]>>>
}

export interface Ran {
  readonly calls: number
  readonly input: number
  readonly output: number
  readonly beside: number
  /** Tokens of the client's answers, shadows apart. */
  readonly usage: Usage
  /** Dollars by conversation. Shadows are left out: they are what proof costs, not what a layer did. */
  readonly conversations: ReadonlyMap<string, number>
  /** Dollars of the first three calls of each conversation: the turns that a drawn one sends twice. */
  readonly openings: number
  /** Dollars by part, input and shadows. */
  readonly groups: ReadonlyMap<string, number>
  /** Dollars that layers saved by the ledger's account. */
  readonly saved: Readonly<Partial<Record<LayerName, number>>>
  readonly hits: number
  /** CPU of the gateway a call, in milliseconds; undefined without a gateway. */
  readonly cpuMs: number | undefined
  /** Layers that threw or were late, by name: none is expected. */
  readonly skipped: Readonly<Record<string, number>>
  /** Replies that were not 200. */
  readonly failed: number
}

/** From the call to the first byte of its reply. */
const firstByteMs = 500
/** From traffic before to the time that is measured: what a provider held is gone. */
const settleMs = 8 * 3_600_000
const dayMs = 24 * 3_600_000
/** The same texts are billed in every run. */
const tokens = createTokenCounter()
const prices = loadPriceList()
const dollars = (money: Money | undefined): number => Number(money ?? 0n) / 1e12

export interface RunOptions {
  readonly see?: (served: Served) => void
  /** Traffic from before: every call is drawn for proof, nothing of it is counted. */
  readonly before?: readonly WorkloadCall[]
  /** Whether one answer serves both questions, as far as it was recorded. */
  readonly sameAnswer?: (asked: string, kept: string) => boolean | undefined
}

/** `arm` undefined: the client as recorded, without a gateway. */
export async function run(
  calls: Iterable<WorkloadCall>,
  arm: Arm | undefined,
  { see = () => {}, before: warmUp = [], sameAnswer }: RunOptions = {},
): Promise<Ran> {
  restart()
  const key = sameAnswer && createAnswerKey(sameAnswer)
  let warming = warmUp.length > 0
  const sandbox = createSandbox({ clock: { now: () => Date.now() }, tokens })
  let carried: Carried[] = []
  let directive = ''
  const skipped: Record<string, number> = {}
  let closing: { saved: Served['saved']; notes: Served['notes'] } = { saved: {}, notes: {} }
  const link = linkTo({
    sandbox,
    directive: () => directive,
    carried(one) {
      carried.push(one)
      if (one.status === 200) key?.answered(one.request.body, one.body)
    },
    waited: () => moveTo(Date.now() - origin + firstByteMs),
  })
  const origin = Date.now()
  const gateway =
    arm &&
    openGateway({
      arm,
      connections: link.connections,
      warming: () => warming,
      ...(key === undefined ? {} : { verifier: key.verifier }),
      skipped: (layer, why) => {
        const name = `${layer} ${why}`
        skipped[name] = (skipped[name] ?? 0) + 1
      },
      closed(_, row) {
        const saved: Partial<Record<LayerName, number>> = {}
        for (const [layer, amount] of Object.entries(row.saved ?? {}))
          saved[layer as LayerName] = dollars(amount)
        closing = { saved, notes: row.notes ?? {} }
      },
    })
  const answers = new Map<string, number>()
  for (const [at, call] of gateway === undefined ? [] : warmUp.entries()) {
    moveTo(call.at)
    directive = JSON.stringify({ outputTokens: call.outputTokens })
    const { body } = await gateway!.ask(call.request(), call.tenant)
    const mark = markOf(body)
    if (!answers.has(mark)) answers.set(mark, -2 - at)
    await gateway!.quiet()
  }
  warming = false
  // At the same time of day: some providers are cheaper at night.
  const from = warmUp.length === 0 ? 0 : Math.ceil((warmUp.at(-1)!.at + settleMs) / dayMs) * dayMs
  const billedBefore = dollars(sandbox.bill().cost)
  const conversations = new Map<string, number>()
  const groups = new Map<string, number>()
  const turns = new Map<string, number>()
  let openings = 0
  const total = { input: 0, output: 0, beside: 0, hits: 0, failed: 0 }
  const savedBy: Partial<Record<LayerName, number>> = {}
  let usage = emptyUsage
  let index = 0
  let own = 0
  for (const call of calls) {
    moveTo(from + call.at)
    const request = call.request()
    directive = JSON.stringify({ outputTokens: call.outputTokens })
    carried = []
    closing = { saved: {}, notes: {} }
    const before = process.cpuUsage()
    const sandboxBefore = link.cpu
    const reply = gateway
      ? await gateway.ask(request, call.tenant)
      : straight(sandbox, request, directive, carried, () =>
          moveTo(Date.now() - origin + firstByteMs),
        )
    const spent = process.cpuUsage(before)
    own += spent.user + spent.system - (link.cpu - sandboxBefore)
    const served = carried.length
    await gateway?.quiet()
    const bill = { input: 0, output: 0, beside: 0 }
    for (const [at, one] of carried.entries()) {
      const whole = dollars(one.settled.cost)
      if (at >= served) bill.beside += whole
      else {
        const input = inputOf(one)
        bill.input += input
        bill.output += whole - input
      }
    }
    const used = carried.slice(0, served).at(-1)?.settled.usage ?? emptyUsage
    const mark = markOf(reply.body)
    if (served > 0 && !answers.has(mark)) answers.set(mark, index)
    see({
      index,
      status: reply.status,
      from: reply.from,
      sent: served > 0 ? carried[served - 1]!.request.body : undefined,
      answeredBy: served > 0 ? index : (answers.get(mark) ?? -1),
      ...bill,
      usage: used,
      ...closing,
    })
    total.input += bill.input
    total.output += bill.output
    total.beside += bill.beside
    if (served === 0) total.hits++
    if (reply.status !== 200) total.failed++
    usage = add(usage, used)
    for (const [layer, amount] of Object.entries(closing.saved))
      savedBy[layer as LayerName] = (savedBy[layer as LayerName] ?? 0) + amount
    addTo(conversations, call.conversation, bill.input + bill.output)
    addTo(turns, call.conversation, 1)
    if (turns.get(call.conversation)! <= 3) openings += bill.input + bill.output
    addTo(groups, call.group ?? '', bill.input + bill.beside)
    index++
  }
  await gateway?.close()
  const billed = dollars(sandbox.bill().cost) - billedBefore
  const counted = total.input + total.output + total.beside
  if (Math.abs(billed - counted) > 1e-6 * Math.max(1e-3, billed))
    throw new Error(`The sandbox billed $${billed}, counted were $${counted}`)
  return {
    calls: index,
    ...total,
    usage,
    conversations,
    openings,
    groups,
    saved: savedBy,
    cpuMs: gateway && own / 1000 / Math.max(1, index),
    skipped,
  }
}

function markOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('base64')
}

function straight(
  sandbox: ReturnType<typeof createSandbox>,
  { path, headers, body }: Request,
  directive: string,
  carried: Carried[],
  waited: () => void,
): { body: Uint8Array; status: number; from: string } {
  const model = (JSON.parse(body.toString('utf8')) as { model: string }).model
  const named: Record<string, string> = { 'x-sandbox': directive }
  for (let at = 0; at + 1 < headers.length; at += 2) named[headers[at]!] = headers[at + 1]!
  const prefix = model.startsWith('deepseek') ? '/deepseek' : ''
  const request = { method: 'POST', path: prefix + path, headers: named, body }
  const reply = sandbox.open(request)
  const { status, provider } = reply
  const answer = reply.body as Uint8Array
  carried.push({ request, status, body: answer, provider, model, settled: reply.settle() })
  waited()
  return { body: answer, status, from: 'upstream' }
}

function inputOf({ provider, model, settled: { usage } }: Carried): number {
  if (usage === null) return 0
  const only = { ...usage, output: 0, reasoning: 0 }
  return dollars(
    prices.cost({ provider, model, usage: only, tier: 'standard', at: Date.now() })?.total,
  )
}

function addTo(sums: Map<string, number>, key: string, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount)
}

function add(a: Usage, b: Usage): Usage {
  return {
    input: a.input + b.input,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite: a.cacheWrite + b.cacheWrite,
    cacheWrite1h: a.cacheWrite1h + b.cacheWrite1h,
    output: a.output + b.output,
    reasoning: a.reasoning + b.reasoning,
  }
}
