/**
 * `POST feedback`: an application says how an answer was. `{"call": "<x-farthing-call>", "good": true}` or `harm`,
 * a number from 0 to 1. Whoever may see the call may judge it.
 * @module
 */
import { FarthingError } from '../../errors.ts'
import type { AsyncReader } from '../../ledger/background.ts'
import type { CallRow } from '../../ledger/query.ts'
import type { Plan } from '../../proof/arms.ts'
import { readFeedback, takeFeedback } from '../../proof/labels/feedback.ts'
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
 * Answers 202 once the label is on disk, 200 where it counts for nothing.
 * @param told - what was said of a call, whether it counts for a certificate or not
 * @throws FarthingError where the body says nothing, or speaks of a call that is not there or somebody else's
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
  const { call: id, harm } = readFeedback(await readJson(request, '/farthing/feedback'))
  const { call } = await findDecision(reader, identify, request, id)
  const { registry } = source
  const reply = await takeFeedback(
    harm,
    { id: call.id, conversation: call.conversation, plans: plansOf(source, call) },
    (...label) => registry.record(...label),
  )
  told(call.id, harm)
  json(request.response, reply.body, reply.status)
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
