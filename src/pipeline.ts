/**
 * The way of a call: one ordered list of layers, each drawn, timed, guarded and priced, then the provider.
 * @module
 */
import type { AttemptKind, Call, LayerName, Mode, Outcome, Reply, Usage } from './call.ts'
import { FarthingError } from './errors.ts'
import type { Awaitable, Layer, Permit, Watch } from './layers/layer.ts'
import { discard, guard, type Guarded } from './pipeline/guard.ts'
import { createJobs, type Jobs } from './pipeline/jobs.ts'
import { LayerKit, type KitHost } from './pipeline/kit.ts'
import type { CloseStory, Story, Verdict } from './pipeline/story.ts'
import type { Step } from './pricing/account.ts'
import { allOff, type Trial, type Tried } from './pipeline/trial.ts'
import { tryLayer } from './pipeline/try-layer.ts'
import { endAll, isUntouched, watchReply } from './pipeline/watched-flow.ts'

/** The order of the layers. A layer that is left out (`layers.filter`) leaves the rest as it was. */
export const layerOrder: readonly LayerName[] = [
  'cache',
  'router',
  'template',
  'compress',
  'output',
  'prefix',
]

const modeRank: Readonly<Record<Mode, number>> = { observe: 0, safe: 1, balanced: 2, max: 3 }

/** The permit of a layer whose mode is not reached: it runs to say what it would save, nothing is used. */
const reportOnly: Permit = { arm: 'off', probability: 1 }
const none: readonly LayerName[] = []

type Rest = (call: Call, why: AttemptKind) => Promise<Reply>

export interface PipelineParts extends Omit<KitHost, 'later'> {
  readonly layers: readonly Layer[]
  readonly send: Rest
  readonly expect: (call: Call) => Usage
  /** Writes the call's row; called exactly once a call, before the client hears the end of its reply. */
  readonly close: CloseStory
  /** A layer was skipped, or a watcher or job failed: counted and logged by the owner. */
  readonly skipped: (what: LayerName | 'job', why: 'threw' | 'late', error: unknown) => void
  /** The permit of a layer that needs no certificate; absent: as `may` says. */
  readonly permit?: (layer: Layer, call: Call) => Permit
  /** Whether a call was drawn for proof; asked once a call. */
  readonly trial?: (call: Call) => Trial | undefined
  /** A watch on what the client gets, outside all layers; asked once a call. */
  readonly record?: (call: Call) => Watch | undefined
}

export interface Pipeline {
  /** Answers a call. Rejects with a FarthingError where no reply could be had; the row is written all the same. */
  run(call: Call): Promise<Reply>
  readonly jobs: Jobs
}

/** One way down the list: the whole call, or what a layer sent from inside its `down`. */
interface Descent {
  readonly story: Story
  /** The call was drawn for proof: layers under certificate stay out of the client's answer. */
  readonly trial: Trial | undefined
  /** Of replies that a layer sent for: made with the first, since most calls have none. */
  stepsOf: Map<Reply, readonly Step[]> | undefined
  readonly steps: Step[]
  readonly watches: Watch[]
}

/**
 * Joins layers, in `layerOrder`, and the provider into one function.
 * Every watch hears `onEnd` exactly once, `close` is called exactly once a call, and a result that is not used
 * leaves no effect and no open stream.
 */
export function createPipeline(parts: PipelineParts): Pipeline {
  const layers = [...parts.layers].sort(
    (a, b) => layerOrder.indexOf(a.name) - layerOrder.indexOf(b.name),
  )
  const jobs = createJobs({ failed: (error) => parts.skipped('job', 'threw', error) })
  const host: KitHost = { ...parts, later: (job) => jobs.add(job) }
  const watchFailed = (_: Watch, error: unknown): void => parts.skipped('job', 'threw', error)
  const expectation = (call: Call) => ({ target: call.target, usage: parts.expect(call) })

  function run(call: Call): Promise<Reply> {
    const story: Story = { call, lines: [], steps: [], reply: undefined, answeredAt: 0 }
    const trial = parts.trial?.(call)
    const record = parts.record?.(call)
    const watches = record === undefined ? [] : [record]
    const descent: Descent = { story, trial, stepsOf: undefined, steps: [], watches }
    return descend(0, call, 'serve', descent, (outcome) => parts.close(story, outcome))
  }

  async function descend(
    from: number,
    first: Call,
    kind: AttemptKind,
    descent: Descent,
    finished: (outcome: Outcome) => void,
  ): Promise<Reply> {
    const { story, watches } = descent
    let reply: Reply | undefined
    try {
      let call = first
      for (let at = from; at < layers.length; at++) {
        // No turn for a layer that has nothing to wait for: each costs a call 1 µs.
        const passed = pass(at, call, descent)
        const result = passed instanceof Promise ? await passed : passed
        if (result.kind === 'reply') {
          reply = result
          break
        }
        call = result
      }
      reply ??= await parts.send(call, kind)
    } catch (error) {
      endAll(outcomeOf(error, first), watches.toReversed(), [], finished, watchFailed)
      throw error
    }
    story.reply = reply
    story.steps = descent.steps
    story.answeredAt = parts.clock.now()
    const used = descent.steps.length === 0 ? none : descent.steps.map((step) => step.layer)
    const outward = watches.length < 2 ? watches : watches.toReversed()
    return watchReply(reply, outward, used, finished, watchFailed)
  }

  /** Runs one layer and decides whether its result is used. Gives back `call` itself where it is not. */
  function pass(at: number, call: Call, descent: Descent): Awaitable<Call | Reply> {
    const layer = layers[at]!
    const reached = modeRank[call.mode] >= modeRank[layer.needs]
    const { trial } = descent
    const permit = reached ? permitOf(layer, call, trial) : reportOnly
    const sent: Reply[] = []
    const rest = permit.arm === 'live' ? restOf(at, call, descent, sent) : undefined
    const kit = new LayerKit(trial ? hostOf(trial) : host, call, permit, rest)
    const running = guard(layer, call, kit)
    return running instanceof Promise
      ? running.then((guarded) => weigh(at, call, descent, guarded, kit, sent, reached))
      : weigh(at, call, descent, running, kit, sent, reached)
  }

  function weigh(
    at: number,
    call: Call,
    descent: Descent,
    guarded: Guarded,
    kit: LayerKit,
    sent: readonly Reply[],
    reached: boolean,
  ): Call | Reply {
    const layer = layers[at]!
    const { trial } = descent
    const { permit } = kit
    kit.close()
    const { verdict, offered } = judge(call, guarded, kit, reached)
    const taken = verdict === 'taken' || verdict === 'answered'
    const skipped = guarded.ended === 'threw' || guarded.ended === 'late'
    if (skipped) parts.skipped(layer.name, guarded.ended, guarded.error)
    // A layer that fails after it sent: what it bought is served, not bought again.
    const rescued = skipped ? sent.findLast(isUntouched) : undefined
    const result = rescued ?? guarded.result
    const used = taken || rescued !== undefined
    descent.story.lines.push({
      layer: layer.name,
      verdict,
      ms: kit.ownMs,
      offered,
      permit,
      notes: kit.notes,
    })
    const served = used && result?.kind === 'reply' ? (result.of ?? result) : undefined
    for (const reply of sent) if (reply !== served) discard(reply)
    if (trial && verdict === 'shadow') {
      const watch = trial.take(tried(at, call, result, kit), jobs)
      if (watch) descent.watches.push(watch)
    } else if (!used && result && result !== call) discard(result)
    const after = used && result?.kind === 'call' ? result : call
    try {
      const watch = layer.up?.(after, kit)
      if (watch) descent.watches.push(watch)
    } catch (error) {
      parts.skipped(layer.name, 'threw', error)
    }
    // What was sent once and failed is not sent again: a POST is not idempotent.
    if (guarded.ended === 'send-failed') throw guarded.error
    if (!used || !result) return call
    if (taken) for (const effect of kit.effects) safely(layer.name, effect)
    if (result.kind === 'reply') descent.steps.push(...(descent.stepsOf?.get(served!) ?? []))
    else descent.steps.push(stepOf(layer.name, call, result, kit))
    return result
  }

  function permitOf(layer: Layer, call: Call, trial: Trial | undefined): Permit {
    const certified = modeRank[layer.needs] > modeRank.safe
    if (trial && certified) return trial.permit(layer.name)
    return certified || !parts.permit ? parts.may(layer.name, call) : parts.permit(layer, call)
  }

  function hostOf(trial: Trial): KitHost {
    return { ...host, may: (layer) => trial.permit(layer) }
  }

  function tried(at: number, call: Call, offered: Call | Reply | undefined, kit: LayerKit): Tried {
    const rest = (next: Call): Promise<Reply> => {
      // A story of its own: the client's is written, or about to be.
      const story: Story = { call: next, lines: [], steps: [], reply: undefined, answeredAt: 0 }
      const own: Descent = { story, trial: allOff, stepsOf: undefined, steps: [], watches: [] }
      return descend(at + 1, next, 'shadow', own, () => {})
    }
    const failed = (error: unknown): void => parts.skipped('job', 'threw', error)
    return tryLayer({ layer: layers[at]!, call, offered, kit, host: hostOf(allOff), rest, failed })
  }

  /** What `kit.send` does: the rest of the list, on a descent of its own. */
  function restOf(at: number, call: Call, outer: Descent, sent: Reply[]): Rest {
    return async (next, why) => {
      const inner: Descent = { ...outer, stepsOf: undefined, steps: [], watches: [] }
      // What a layer sends below a trial serves nobody.
      const kind = outer.trial === allOff ? 'shadow' : why
      const reply = await descend(at + 1, next, kind, inner, () => {})
      const same = next.edits === call.edits && next.target === call.target
      const own = same ? [] : [stepOf(layers[at]!.name, call, next)]
      outer.stepsOf ??= new Map()
      outer.stepsOf.set(reply, [...own, ...inner.steps])
      sent.push(reply)
      return reply
    }
  }

  function stepOf(layer: LayerName, before: Call, after: Call, kit?: LayerKit): Step {
    const step = { layer, before: expectation(before), after: expectation(after) }
    return kit?.reverted ? { ...step, undo: kit.reverted } : step
  }

  /** A result is used when the layer may act and the expected bill, investments counted, does not rise. */
  function judge(
    call: Call,
    { ended, result }: Guarded,
    kit: LayerKit,
    reached: boolean,
  ): { verdict: Verdict; offered: bigint | undefined } {
    const held: Verdict = reached && kit.permit.arm !== 'live' ? kit.permit.arm : 'mode'
    if (ended === 'would-send') return { verdict: held, offered: undefined }
    if (ended !== 'in-time') return { verdict: ended, offered: undefined }
    if (!result || result === call) return { verdict: 'nothing', offered: undefined }
    // What an answer saves is not weighed, and its call's account prices it: asking here costs a hit 2 µs.
    if (result.kind === 'reply' && kit.permit.arm === 'live') {
      return { verdict: 'answered', offered: undefined }
    }
    const before = parts.price(call)
    const after = result.kind === 'reply' ? 0n : parts.price(result)
    const offered = before === undefined || after === undefined ? undefined : before - after
    if (result.kind === 'call' && offered !== undefined && offered + kit.invested < 0n) {
      return { verdict: 'dearer', offered }
    }
    if (kit.permit.arm !== 'live') return { verdict: held, offered }
    return { verdict: 'taken', offered }
  }

  function safely(layer: LayerName, effect: () => void): void {
    try {
      effect()
    } catch (error) {
      parts.skipped(layer, 'threw', error)
    }
  }

  return { run, jobs }
}

/** How a call ended that got no reply at all. */
function outcomeOf(error: unknown, { signal }: Call): Outcome {
  const known = error instanceof FarthingError
  const left = !known && signal.aborted
  return {
    status: known ? error.status : left ? 0 : 500,
    ended: left
      ? 'client-left'
      : known && error.code.startsWith('upstream')
        ? 'upstream-failed'
        : 'refused',
    stop: undefined,
    usage: undefined,
    usageOrigin: 'computed',
    cost: 0n,
    costOrigin: 'computed',
    tier: 'standard',
    model: '',
    bytes: 0,
    error: known ? error.code : left ? 'client_left' : 'internal',
  }
}
