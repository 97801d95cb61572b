/**
 * `POST feedback`: an application says how an answer was. `{"call": "<x-farthing-call>", "good": true}` or `harm`,
 * a number from 0 to 1. Whoever may see the call may judge it.
 * @module
 */
import { FarthingError } from '../../errors.ts'
import type { AsyncReader } from '../../ledger/background.ts'
import type { CallRow } from '../../ledger/query.ts'
import type { Plan } from '../../proof/arms.ts'
import { takeFeedback } from '../../proof/labels/feedback.ts'
import type { Registry } from '../../proof/registry.ts'
import type { Identify } from '../identify.ts'
import type { AdminRequest } from '../routes.ts'
import { findDecision } from './decisions.ts'
import { readJson } from './read-json.ts'
import { json } from './respond.ts'

export interface FeedbackSource {
  readonly registry: Registry
  /** The certificates of the configuration that holds. */
  readonly wanted: readonly {
    readonly key: string
    readonly kind: 'shadow' | 'feedback'
    readonly layer: string
    readonly route: string
  }[]
}

/**
 * Answers 202 once the label is on disk, 200 where it counts for nothing, 400, or 404 for a call of somebody else.
 * @param told - what was said of a call, whether it counts for a certificate or not
 */
export async function takeFeedbackOf(
  source: FeedbackSource,
  reader: AsyncReader,
  identify: Identify,
  request: AdminRequest,
  told: (call: string, harm: number) => void = () => {},
): Promise<void> {
  if (request.request.method !== 'POST') {
    throw new FarthingError('method_unsupported', {
      path: request.pathname.slice(0, 200),
      method: request.request.method ?? '',
    })
  }
  const body = await readJson(request, 'feedback')
  const id = (body as { call?: unknown } | null)?.call
  const found =
    typeof id === 'string' && id.length <= 200
      ? (await findDecision(reader, identify, request, id)).call
      : undefined
  const { registry } = source
  const plans = found ? plansOf(source, found) : []
  const reply = await takeFeedback(body, {
    find: () => found && { conversation: found.conversation, plan: plans[0] ?? ('none' as const) },
    // One answer may have been shaped by several layers: it speaks for each of them.
    record: (_, call, verdict, committed) =>
      plans
        .map((plan) => registry.record(plan, call, verdict, committed))
        .some((recorded) => recorded),
  })
  const harm = harmOf(body)
  if (found && harm !== undefined) told(found.id, harm)
  json(request.response, reply.body, reply.status)
}

function harmOf(body: unknown): number | undefined {
  const { good, harm } = body as { good?: unknown; harm?: unknown }
  if (typeof good === 'boolean') return good ? 0 : 1
  return typeof harm === 'number' ? harm : undefined
}

/** What a call was drawn for, as plans of the certificates that count feedback. */
function plansOf({ registry, wanted }: FeedbackSource, call: CallRow): readonly Plan[] {
  if (call.mode === 'observe' || call.mode === 'safe') return []
  const held = registry.isHoldout(call)
  const served = new Set<string | undefined>(call.certificates.map((id) => id.split(' ')[0]))
  return wanted.flatMap(({ key, kind, layer, route }): Plan[] => {
    if (kind !== 'feedback' || route !== call.route) return []
    const own = registry.certificate(key)
    const treated = wanted.some(
      (one) =>
        one.kind === 'shadow' &&
        one.layer === layer &&
        one.route === route &&
        served.has(registry.certificate(one.key)?.id),
    )
    if (!own || (!held && !treated)) return []
    const arm = held ? 'control' : 'treated'
    const { window } = own
    return [{ certificate: key, window, arm, setting: 0, value: 1, probability: 1, weight: 1 }]
  })
}
