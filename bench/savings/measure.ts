/**
 * Everything that is measured on one workload: each mode, each provider's prices, each layer alone and left out.
 * @module
 */
import type { BenchOptions } from '../bars.ts'
import { buildNow } from './build.ts'
import { dollarsOf, expectedOver, type Dollars } from './expectation.ts'
import { layersThere, tableName, type Arm, type TableName } from './rig/gateway.ts'
import { sellers, type Seller } from './rig/prompt.ts'
import { run, type Ran, type RunOptions, type Served } from './rig/run.ts'
import { createTeller, type Story } from './story.ts'
import type { ArmName, Loaded, Quality, Workload } from './workload.ts'

export interface ArmResult {
  readonly dollars: Dollars
  readonly saved: { readonly input: number; readonly bill: number; readonly mean: number }
  /** Of the input of each part, where a workload has several. */
  readonly parts?: Readonly<Record<string, number>>
  readonly quality: Quality
  readonly hits: number
  /** The conversation that lost most against the client as recorded, in dollars; 0: none lost. */
  readonly worstConversation: number
  /** What losing conversations lost together, of what all saved together. */
  readonly losers: number
  /** CPU of the gateway a call, in milliseconds. */
  readonly cpuMs: number
  readonly skipped: Readonly<Record<string, number>>
}

export interface SellerResult {
  readonly id: Seller['id']
  readonly title: string
  readonly model: string
  readonly baseline: Dollars
  readonly uncached?: Dollars
  readonly arms: Readonly<Partial<Record<ArmName, ArmResult>>>
}

export interface WorkloadResult {
  readonly name: string
  readonly title: string
  readonly family: string
  readonly what: string
  readonly rule: string
  readonly calls: number
  readonly conversations: number
  readonly sellers: readonly SellerResult[]
  /** Shares of input saved when certified, of the first seller, without draws. */
  readonly layers: Readonly<Record<string, { readonly alone: number; readonly without: number }>>
  readonly story: Story | undefined
  readonly notes: readonly string[]
  /** CPU that measuring it took. */
  readonly seconds?: number
  /** The commit that was measured. */
  readonly build?: string
}

/**
 * Which conversations are held out or tried twice is luck that moves a row by points: all rows are run without draws,
 * and the expectation over them is taken. Shadows that were sent with this many conversations say what proof costs.
 */
const enoughConversations = 50

/**
 * Settings of the dials that are taken to be certified. Highest chance of being wrong of a reused answer (cache), share of what matters that is
 * kept (compress), how far tool lists are cut (template: 2, tools left out; 3, first sentences only). On live traffic
 * the certificates choose; `max` allows twice the harm.
 */
export const dials = {
  certified: { cache: 0.05, compress: 0.99, template: 2 },
  max: { cache: 0.1, compress: 0.97, template: 3 },
} as const

const armOf: Readonly<Record<ArmName, Arm>> = {
  safe: { mode: 'safe', proof: 'certified' },
  learning: { mode: 'balanced', proof: 'learning' },
  certified: { mode: 'balanced', proof: 'certified', settings: dials.certified },
  max: { mode: 'max', proof: 'certified', settings: dials.max },
}

export interface MeasureOptions extends BenchOptions {
  /** Of the usual sellers; all where absent. */
  readonly sellers?: readonly string[]
  /** Safe and certified at the first seller's prices, nothing else. */
  readonly brief?: boolean
  readonly progress: (words: string) => void
}

export async function measure(
  workload: Workload,
  options: MeasureOptions,
): Promise<WorkloadResult | undefined> {
  const from = process.cpuUsage()
  const loaded = workload.load(options)
  const brief = options.quick || options.brief === true
  if (loaded === undefined) return undefined
  const chosen = sellers
    .filter(({ id }) => options.sellers?.includes(id) ?? true)
    .map((seller) => ({ ...seller, model: workload.models?.[seller.id] ?? seller.model }))
  const results: SellerResult[] = []
  let first: Ran | undefined
  let whole: Ran | undefined
  let story: Story | undefined
  for (const [place, seller] of (brief ? chosen.slice(0, 1) : chosen).entries()) {
    options.progress(`${workload.name} ${seller.id}`)
    const baseline = await run(loaded.calls(seller), undefined)
    first ??= baseline
    const arms: Partial<Record<ArmName, ArmResult>> = {}
    const few = baseline.conversations.size < enoughConversations
    const all: ArmName[] = few
      ? ['safe', 'certified', 'learning', 'max']
      : ['safe', 'learning', 'certified', 'max']
    const names =
      place > 0 || brief ? all.filter((name) => name === 'safe' || name === 'certified') : all
    let safe: Ran | undefined
    let proofAtYoung: number | undefined
    let acts = true
    for (const name of names) {
      options.progress(`${workload.name} ${seller.id} ${name}`)
      const tell = createTeller()
      if (name === 'learning') {
        // The layers of `safe` are live; what is tried beside them is all that is new.
        const learnt = few ? undefined : await runArm(loaded, seller, name, false, tell.see)
        proofAtYoung = learnt?.ran.beside
        const dollars = expectedOver(name, safe!, baseline, safe!, proofAtYoung, acts)
        const quality = learnt?.quality ?? loaded.judge().result()
        arms[name] = resultOf(safe!, dollars, quality, baseline)
        continue
      }
      const { ran, quality } = await runArm(loaded, seller, name, true, tell.see)
      if (name === 'safe') safe = ran
      if (name === 'certified' && place === 0) whole = ran
      if (name === 'certified') acts = ran.input + ran.output < safe!.input + safe!.output - 1e-9
      const dollars = expectedOver(name, ran, baseline, safe ?? ran, proofAtYoung, acts)
      arms[name] = resultOf(ran, dollars, quality, baseline)
      if (name === 'certified' && place === 0) story = tell.story()
    }
    // Elsewhere nobody sets marks.
    const uncached =
      place === 0 && loaded.uncached && (await run(loaded.uncached(seller), undefined))
    results.push({
      ...seller,
      baseline: dollarsOf(baseline),
      ...(uncached ? { uncached: dollarsOf(uncached) } : {}),
      arms,
    })
  }
  const layers = brief ? {} : await ablate(workload, loaded, chosen[0]!, first!, whole!, options)
  const build = buildNow()
  const { user, system } = process.cpuUsage(from)
  return {
    name: workload.name,
    title: workload.title,
    family: workload.name.replace(/-\d+$/, ''),
    what: workload.what,
    rule: workload.rule,
    calls: first!.calls,
    conversations: first!.conversations.size,
    sellers: results,
    layers,
    story,
    notes: loaded.notes,
    seconds: Math.round((user + system) / 1e6),
    ...(build === undefined ? {} : { build }),
  }
}

async function runArm(
  loaded: Loaded,
  seller: Seller,
  name: ArmName,
  undrawn: boolean,
  see: (served: Served) => void,
): Promise<{ ran: Ran; quality: Quality }> {
  const judge = loaded.judge()
  const lossy = name === 'certified' || name === 'max'
  const calls = (lossy && loaded.lossyCalls?.(seller)) || loaded.calls(seller)
  const ran = await run(
    calls,
    { ...armOf[name], undrawn },
    {
      ...(lossy ? proofOf(loaded, seller) : {}),
      see(served) {
        judge.see(served)
        see(served)
      },
    },
  )
  return { ran, quality: judge.result() }
}

/** What came before, and who judges. */
function proofOf(loaded: Loaded, seller: Seller): RunOptions {
  const before = loaded.before?.(seller)
  const sameAnswer = loaded.sameAnswer?.bind(loaded)
  return {
    ...(before === undefined ? {} : { before }),
    ...(sameAnswer === undefined ? {} : { sameAnswer }),
  }
}

function resultOf(ran: Ran, dollars: Dollars, quality: Quality, baseline: Ran): ArmResult {
  const extra = quality.extraDollars ?? 0
  const input = dollars.input + dollars.proof + extra
  const whole = input + dollars.output
  let lost = 0
  let won = 0
  let worst = 0
  for (const [conversation, before] of baseline.conversations) {
    const change = (ran.conversations.get(conversation) ?? 0) - before
    if (change > 1e-9) lost += change
    else won -= change
    worst = Math.max(worst, change)
  }
  const parts = Object.fromEntries(
    [...baseline.groups]
      .map(([group, before]) => [group, 1 - (ran.groups.get(group) ?? 0) / before] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
  const shares = Object.values(parts)
  return {
    dollars: { ...dollars, input: dollars.input + extra },
    saved: {
      input: 1 - input / baseline.input,
      bill: 1 - whole / (baseline.input + baseline.output),
      mean: shares.reduce((a, b) => a + b, 0) / shares.length,
    },
    ...(shares.length > 1 ? { parts } : {}),
    quality,
    hits: ran.hits,
    worstConversation: worst < 1e-9 ? 0 : worst,
    losers: won === 0 ? 0 : lost / won,
    cpuMs: ran.cpuMs ?? 0,
    skipped: ran.skipped,
  }
}

/**
 * Each layer alone, and all but it, live on every call. Layers that did nothing in any call are not run again, nor is
 * alone the only one that did something.
 */
async function ablate(
  workload: Workload,
  loaded: Loaded,
  seller: Seller,
  baseline: Ran,
  all: Ran,
  options: MeasureOptions,
): Promise<WorkloadResult['layers']> {
  const layers: Record<string, { alone: number; without: number }> = {}
  const runWith = async (keep: (name: TableName) => boolean): Promise<Ran> => {
    const calls = loaded.lossyCalls?.(seller) ?? loaded.calls(seller)
    const arm = {
      ...armOf.certified,
      undrawn: true,
      keep: (layer: Parameters<typeof tableName>[0]) => keep(tableName(layer)),
    }
    return run(calls, arm, proofOf(loaded, seller))
  }
  const share = (ran: Ran): number =>
    1 - (ran.input + ran.output) / (baseline.input + baseline.output)
  const did = (name: TableName): boolean =>
    Math.abs(all.saved[name === 'semantic' ? 'cache' : name] ?? 0) >= 1e-9
  const names = layersThere()
  const single = names.filter(did).length === 1
  for (const name of names) {
    if (!did(name)) {
      layers[name] = { alone: 0, without: share(all) }
      continue
    }
    options.progress(`${workload.name} ${name} alone, left out`)
    const alone = single ? all : await runWith((other) => other === name)
    layers[name] = {
      alone: share(alone),
      without: share(await runWith((other) => other !== name)),
    }
  }
  layers['all'] = { alone: share(all), without: 0 }
  return layers
}
