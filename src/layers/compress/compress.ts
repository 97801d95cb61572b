/**
 * The compress layer: the same content in fewer tokens. Each block is encoded at birth and comes out the same for
 * ever, so that what the provider keeps of a prompt stays good. Rules and figures: docs/layers/compress.md.
 * @module
 */
import type { Call, Edit, Money, Usage } from '../../call.ts'
import { changedCall } from '../changed-call.ts'
import { isSampled } from '../is-sampled.ts'
import { fromAtto } from '../../pricing/money.ts'
import type { PriceList } from '../../pricing/price-list.ts'
import { tokenScale } from '../../pricing/tokens.ts'
import type { MaskPrices } from './logs/mask.ts'
import type { Kit, Layer } from '../layer.ts'
import { editOf, readBlocks } from './blocks.ts'
import { loadCounter } from './counter.ts'
import { encodingVersion } from './encode/encode.ts'
import { createGoesOn } from './goes-on.ts'
import { createMemory, keyOf, type Memory } from './memory.ts'
import { project, type Change } from './project.ts'
import type { CompressSettings } from './settings.ts'
import { lossyTransforms, type Transform } from './transforms.ts'
import { wouldSave } from './would-save.ts'

export interface CompressOptions {
  readonly settings: CompressSettings
  /** Kept over reloads; a new one where absent. */
  readonly memory?: Memory
  /** Absent: nothing is masked, whatever the settings say. */
  readonly prices?: Pick<PriceList, 'rates'>
  /** Absent: those of `transforms.ts`. */
  readonly lossy?: readonly Transform[]
}

/** Floors: the share of what matters that is kept. At 1 nothing is lost, and only what decodes back is done. */
export const floors = [1, 0.99, 0.97, 0.95, 0.9] as const

/** From this floor on old results may go: what they said is lost to the model. */
const maskFloor = 0.97

/** A smaller body has no block worth the work: 40 tokens saved are a hundredth of a cent. */
const leastBytes = 2048
/** One conversation in so many is looked at where the layer may not act. */
const lookedAtOneIn = 16
/** A look at 100 KB takes .3 ms: under load a few of the calls say enough. */
const lookEveryMs = 50
const readable = new Set(['openai-chat', 'openai-responses', 'anthropic-messages', 'gemini'])

export function createCompressLayer(options: CompressOptions): Layer {
  const memory = options.memory ?? createMemory()
  const lossy = options.lossy ?? lossyTransforms
  const lasting = lossy.filter(({ forSingleTurns }) => forSingleTurns !== true)
  const goesOn = createGoesOn()
  let nextLook = -Infinity

  function settingsOf(call: Call): CompressSettings {
    const own = call.route.layers.compress as Partial<CompressSettings> | undefined
    return own ? { ...options.settings, ...own } : options.settings
  }

  /** Without the date: a list whose prices change within a conversation would move what was masked. */
  function maskPrices({ target }: Call): MaskPrices | undefined {
    const rates = options.prices?.rates(target.provider, target.model)
    if (rates === undefined || rates.input === 0n) return undefined
    const fresh = Number(rates.input)
    const written = Number(rates.cacheWrite) / fresh
    return { read: Math.min(1, Number(rates.cacheRead) / fresh || 1), write: written || 1 }
  }

  /** What results that were left out would cost to be read on as many turns as `mask.ts` expects. */
  function laterReads({ target }: Call, taken: readonly Change[]): Money {
    const gone = taken.filter(({ masked }) => masked === true)
    const rates =
      gone.length === 0 ? undefined : options.prices?.rates(target.provider, target.model)
    if (rates === undefined) return 0n
    const tokens = gone.reduce((sum, { saved }) => sum + saved, 0) * tokenScale(target.model)
    const turns = taken.at(-1)!.block.turn / 2
    const each = rates.cacheRead > 0n ? rates.cacheRead : rates.input
    return fromAtto(BigInt(Math.max(0, Math.round(tokens * turns))) * each)
  }

  function down(call: Call, kit: Kit): Call | Promise<Call> {
    if (call.bytes.length < leastBytes || !readable.has(call.client)) return call
    const settings = settingsOf(call)
    if (!settings.enabled) return call
    const { arm } = kit.permit
    if (arm === 'live' || arm === 'shadow') return act(call, kit, settings)
    if (arm === 'off') look(call, kit)
    return call
  }

  function look(call: Call, kit: Kit): void {
    const now = kit.clock.now()
    if (now < nextLook || !isSampled(call.conversation, lookedAtOneIn)) return
    nextLook = now + lookEveryMs
    const words = wouldSave(call)
    if (words) kit.note(words)
  }

  async function act(call: Call, kit: Kit, settings: CompressSettings): Promise<Call> {
    // Loaded once a process: no time of this call's layer.
    const count = await kit.outside(loadCounter())
    const live = kit.permit.arm === 'live'
    const name = `${call.tenant}\0${call.conversation}`
    const begun = live ? memory.beginningOf(name) : undefined
    const allowed = Math.max(kit.permit.setting ?? 1, settings.floor)
    // A dial that goes further does so from the next conversation on; one that goes back holds at once.
    const floor = Math.max(allowed, begun?.floor ?? 0)
    const able = goesOn.expected(kindOf(call)) ? lasting : lossy
    const make = async (since: number): Promise<Made> => {
      const mask = settings.masking && floor <= maskFloor ? maskPrices(call) : undefined
      const changes = await project(call, {
        count,
        memory,
        settings,
        floor,
        since,
        lossy: able,
        mask,
      })
      return { since, ...editsOf(call, changes) }
    }
    let made = await make(begun?.since ?? 0)
    const later = laterReads(call, made.taken)
    const old = made.taken.some(({ block }) => !block.fresh)
    if (live && !begun && old && dearer(call, kit, made, later)) {
      // What was sent as it came lies in the provider's cache as it came.
      made = await make(firstFresh(call))
    }
    const { edits, taken, since } = made
    if (edits.length === 0) return call
    const invested = since === (begun?.since ?? 0) ? later : 0n
    if (invested > 0n) kit.invest(invested)
    if (live) kit.taken(() => memory.keepBeginning(name, { floor, since }))
    const scale = tokenScale(call.target.model)
    const sum = (of: readonly Change[]): number =>
      Math.round(of.reduce((total, { saved }) => total + saved, 0) * scale)
    const fresh = sum(taken.filter(({ block }) => block.fresh))
    const kept = sum(taken) - fresh
    kit.undo((usage) => withSaved(usage, fresh, kept))
    kit.note(`about ${fresh + kept} tokens fewer in ${edits.length} texts, ${fresh} of them new`)
    return changedCall(call, { edits: [...call.edits, ...edits] })
  }

  return {
    name: 'compress',
    needs: 'balanced',
    unit: 'conversation',
    budgetMs: 250,
    dial: floors,
    version: [
      encodingVersion,
      ...lossy.map(({ name, version }) => `${name} ${version}`),
      ...(options.settings.masking === true ? ['mask 1'] : []),
    ].join(', '),
    down,
    up(call, kit) {
      if (
        kit.permit.arm !== 'off' &&
        call.bytes.length >= leastBytes &&
        readable.has(call.client)
      ) {
        const spoken = readBlocks(call).some(({ kind }) => kind === 'assistant')
        goesOn.seen(kindOf(call), `${call.tenant}\0${call.conversation}`, spoken)
      }
      return undefined
    },
  }
}

/** Calls of one use: those of a tenant, route and model under the same words of the system. */
function kindOf(call: Call): string {
  const system = readBlocks(call).flatMap(({ kind, text }) => (kind === 'system' ? [text] : []))
  return keyOf(call.tenant, call.route.name, call.target.model, ...system)
}

interface Made {
  readonly since: number
  readonly edits: readonly Edit[]
  readonly taken: readonly Change[]
}

/** Changes that no other layer's edit stands in the way of. */
function editsOf(call: Call, changes: readonly Change[]): Pick<Made, 'edits' | 'taken'> {
  const edits: Edit[] = []
  const taken: Change[] = []
  for (const change of changes) {
    const edit = editOf(call, change.block, change.text)
    if (!edit) continue
    edits.push(edit)
    taken.push(change)
  }
  return { edits, taken }
}

function dearer(call: Call, kit: Kit, { edits }: Made, later: Money): boolean {
  const before = kit.price(call)
  const after = kit.price(changedCall(call, { edits: [...call.edits, ...edits] }))
  return before !== undefined && after !== undefined && after > before + later
}

/** Position of the first message behind the last turn of the assistant; none is: behind all. */
function firstFresh(call: Call): number {
  return readBlocks(call).find(({ fresh }) => fresh)?.message ?? Infinity
}

/** The bill without the layer: what is old would have been read where this was read, what is new paid as this was. */
function withSaved(usage: Usage, fresh: number, old: number): Usage {
  const paid =
    usage.cacheWrite >= usage.input &&
    usage.cacheWrite >= usage.cacheWrite1h &&
    usage.cacheWrite > 0
      ? 'cacheWrite'
      : usage.cacheWrite1h > usage.input
        ? 'cacheWrite1h'
        : 'input'
  const out = { ...usage, [paid]: usage[paid] + fresh }
  const oldClass = usage.cacheRead > 0 ? 'cacheRead' : paid
  return { ...out, [oldClass]: out[oldClass] + old }
}
