/**
 * The compress layer: the same content in fewer tokens. Each block is encoded at birth and comes out the same for
 * ever, so that what the provider keeps of a prompt stays good. Rules and figures: docs/layers/compress.md.
 * @module
 */
import type { Call, Edit, Usage } from '../../call.ts'
import { tokenScale } from '../../pricing/tokens.ts'
import type { Kit, Layer } from '../layer.ts'
import { editOf } from './blocks.ts'
import { loadCounter } from './counter.ts'
import { encodingVersion } from './encode/encode.ts'
import { createMemory, type Memory } from './memory.ts'
import { project, type Change } from './project.ts'
import type { CompressSettings } from './settings.ts'
import { lossyTransforms, type Transform } from './transforms.ts'
import { wouldSave } from './would-save.ts'

export interface CompressOptions {
  readonly settings: CompressSettings
  /** Kept over reloads; a new one where absent. */
  readonly memory?: Memory
  /** Absent: those of `transforms.ts`. */
  readonly lossy?: readonly Transform[]
}

/** Floors: the share of what matters that is kept. At 1 nothing is lost, and only what decodes back is done. */
export const floors = [1, 0.99, 0.97, 0.95, 0.9] as const

/** A smaller body has no block worth the work: 40 tokens saved are a hundredth of a cent. */
const leastBytes = 2048
const readable = new Set(['openai-chat', 'openai-responses', 'anthropic-messages', 'gemini'])

export function createCompressLayer(options: CompressOptions): Layer {
  const memory = options.memory ?? createMemory()
  const lossy = options.lossy ?? lossyTransforms

  function settingsOf(call: Call): CompressSettings {
    const own = call.route.layers.compress as Partial<CompressSettings> | undefined
    return own ? { ...options.settings, ...own } : options.settings
  }

  function down(call: Call, kit: Kit): Call | Promise<Call> {
    if (call.bytes.length < leastBytes || !readable.has(call.client)) return call
    const settings = settingsOf(call)
    if (!settings.enabled) return call
    const { arm } = kit.permit
    if (arm === 'live' || arm === 'shadow') return act(call, kit, settings)
    const words = arm === 'off' ? wouldSave(call) : undefined
    if (words) kit.note(words)
    return call
  }

  async function act(call: Call, kit: Kit, settings: CompressSettings): Promise<Call> {
    // Loaded once a process: no time of this call's layer.
    const count = await kit.outside(loadCounter())
    const floor = floorOf(call, kit, settings)
    const changes = await project(call, { count, memory, settings, floor, lossy })
    const edits: Edit[] = []
    const taken: Change[] = []
    for (const change of changes) {
      const edit = editOf(call, change.block, change.text)
      if (!edit) continue
      edits.push(edit)
      taken.push(change)
    }
    if (edits.length === 0) return call
    const scale = tokenScale(call.target.model)
    const sum = (of: readonly Change[]): number =>
      Math.round(of.reduce((total, { saved }) => total + saved, 0) * scale)
    const fresh = sum(taken.filter(({ block }) => block.fresh))
    const old = sum(taken) - fresh
    kit.undo((usage) => withSaved(usage, fresh, old))
    kit.note(`about ${fresh + old} tokens fewer in ${edits.length} texts, ${fresh} of them new`)
    return { ...call, edits: [...call.edits, ...edits] }
  }

  /**
   * A dial that goes further does so from the next conversation on, or all that was sent of this one would be sent
   * anew. One that goes back holds at once.
   */
  function floorOf(call: Call, kit: Kit, settings: CompressSettings): number {
    const allowed = Math.max(kit.permit.setting ?? 1, settings.floor)
    if (kit.permit.arm !== 'live') return allowed
    const name = `${call.tenant}\0${call.conversation}`
    const floor = Math.max(allowed, memory.floorOf(name) ?? 0)
    kit.taken(() => memory.keepFloor(name, floor))
    return floor
  }

  return {
    name: 'compress',
    needs: 'balanced',
    unit: 'conversation',
    budgetMs: 250,
    dial: floors,
    version: [encodingVersion, ...lossy.map(({ name, version }) => `${name} ${version}`)].join(
      ', ',
    ),
    down,
  }
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
