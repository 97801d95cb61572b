/**
 * Trials of drawn calls: the client's safe answer is recorded as it passes, and after it the second arm runs, is
 * compared, and becomes a label.
 * @module
 */
import { setImmediate as turn } from 'node:timers/promises'
import type { Call, LayerName, Money, Reply } from '../call.ts'
import type { Permit, Watch } from '../layers/layer.ts'
import type { Plan } from '../proof/arms.ts'
import { unitOf } from '../proof/draws.ts'
import type { Answer } from '../proof/labels/equality.ts'
import type { Judges } from '../proof/labels/compare.ts'
import { questionOf } from '../proof/labels/question.ts'
import { readAnswer } from '../proof/labels/read-answer.ts'
import type { Registry } from '../proof/registry.ts'
import { type Labelled, runShadow } from '../proof/shadow.ts'
import type { ShadowBudget } from '../proof/shadow-budget.ts'
import type { Jobs } from './jobs.ts'
import type { Arm, Cheaper, Trial, Tried } from './trial.ts'

/** Longest answer that is compared, in bytes: two of them are held at a time, for each of the jobs that run. */
const mostBytes = 1 << 20

/** Bytes of answers and requests that are held for shadows to come; over this no more are taken up. */
const mostHeld = 64 << 20

export interface TrialParts {
  readonly registry: Pick<Registry, 'plan' | 'record'>
  readonly budget: ShadowBudget
  /** The layers that need a certificate. */
  readonly layers: readonly LayerName[]
  /** Whether this turn of a drawn conversation runs twice; asking counts (`createShadowTurns`). */
  readonly turns: (key: string) => boolean
  readonly judgesOf: (call: Call) => Judges
  /** Price of the second arm, run cold, with the judge's. */
  readonly expected: (call: Call) => Money
  /** The cheaper way for second answers, where one is allowed. */
  readonly cheaper?: Cheaper
  /** A label was recorded, with the two answers behind it. */
  readonly labelled?: (call: Call, plan: Plan, labelled: Labelled) => void
}

const off: Permit = { arm: 'off', probability: 1 }

/** Makes `PipelineParts.trial`. */
export function createTrials(parts: TrialParts): (call: Call) => Trial | undefined {
  const held = { bytes: 0 }
  return (call) => {
    if (call.mode === 'safe' || call.mode === 'observe') return undefined
    let plans: Map<LayerName, Plan> | undefined
    for (const layer of parts.layers) {
      const plan = parts.registry.plan(layer, call)
      if (plan) (plans ??= new Map()).set(layer, plan)
    }
    return plans && trialOf(parts, plans, held)
  }
}

interface Held {
  bytes: number
}

function trialOf(parts: TrialParts, plans: ReadonlyMap<LayerName, Plan>, held: Held): Trial {
  return {
    permit(layer) {
      const plan = plans.get(layer)
      // Also for A/A pairs, so that they are drawn from the calls on which the layer has something to offer.
      return plan ? { arm: 'shadow', probability: plan.probability, setting: plan.value } : off
    },
    take(tried, jobs) {
      const plan = plans.get(tried.layer)
      const { conversation } = tried.call
      const due =
        unitOf(tried.layer) === 'call' || parts.turns(`${plan?.certificate} ${conversation}`)
      if (plan && due) return recorder(parts, plan, tried, jobs, held)
      tried.drop()
      return undefined
    },
  }
}

/** Keeps the safe answer, within its bound, and asks for the second arm where it came whole. */
function recorder(parts: TrialParts, plan: Plan, tried: Tried, jobs: Jobs, held: Held): Watch {
  let chunks: Uint8Array[] = []
  let own = tried.call.bytes.length
  let size = 0
  held.bytes += own
  const letGo = (): void => {
    held.bytes -= own
    own = 0
    chunks = []
  }
  return {
    onBytes(chunk) {
      size += chunk.length
      if (size > mostBytes || held.bytes > mostHeld) {
        size = Infinity
        letGo()
        return
      }
      chunks.push(chunk)
      own += chunk.length
      held.bytes += chunk.length
    },
    onEnd({ ended, status }) {
      const whole = ended === 'complete' && status >= 200 && status < 300 && size <= mostBytes
      const added =
        whole &&
        jobs.add(async (signal) => {
          try {
            // The bytes of a reply are written first: nothing of this may delay them.
            await turn()
            await run(parts, plan, tried, Buffer.concat(chunks), signal)
          } finally {
            letGo()
          }
        })
      if (added) return
      letGo()
      tried.drop()
    },
  }
}

async function run(
  parts: TrialParts,
  plan: Plan,
  tried: Tried,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<void> {
  const { call, offered } = tried
  const safe = readAnswer(call.client, bytes)
  if (!safe) return tried.drop()
  const second = plan.arm === 'treated' && offered?.kind === 'call' ? offered : call
  const answered = plan.arm === 'treated' && offered?.kind === 'reply'
  const task = {
    plan,
    call,
    request: call.view.json,
    question: questionOf(call.view, call.client),
    safe,
    expected: answered ? 0n : parts.expected(second),
    async run(aborted: AbortSignal) {
      const { cheaper } = parts
      const arm = await (plan.arm === 'treated'
        ? tried.treated(aborted, cheaper)
        : tried.again(aborted, cheaper))
      return read(call, arm)
    },
  }
  const { registry, budget } = parts
  const judges = parts.judgesOf(call)
  const labelled = await runShadow(task, { registry, budget, judges }, signal)
  if (labelled) parts.labelled?.(call, plan, labelled)
}

async function read(
  call: Call,
  { reply, bought }: Arm,
): Promise<{ answer: Answer | undefined; cost: Money }> {
  const bytes = await readWhole(reply)
  const cost = bought.reduce((sum, one) => sum + (one.outcome()?.cost ?? 0n), 0n)
  const failed = reply.status < 200 || reply.status >= 300 || bytes === undefined
  return { answer: failed ? undefined : readAnswer(call.client, bytes), cost }
}

/** undefined: it broke off, or is longer than what is compared. */
function readWhole({ body }: Reply): Promise<Uint8Array | undefined> {
  if (body instanceof Uint8Array) {
    return Promise.resolve(body.length <= mostBytes ? body : undefined)
  }
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = []
    let size = 0
    body.pipe({
      data(chunk) {
        size += chunk.length
        if (size > mostBytes) {
          body.cancel(new Error('an answer too long to be compared'))
          resolve(undefined)
        } else chunks.push(chunk)
        return true
      },
      end: () => resolve(Buffer.concat(chunks)),
      fail: () => resolve(undefined),
    })
  })
}
