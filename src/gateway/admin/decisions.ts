/**
 * `decisions/:id`: one call's story, for its own tenant and for administrators.
 * @module
 */
import { FarthingError } from '../../errors.ts'
import type { AsyncReader } from '../../ledger/background.ts'
import type { CallRow, Decision } from '../../ledger/query.ts'
import type { Identify } from '../identify.ts'
import type { AdminRequest } from '../routes.ts'
import { bringsKey, isLocal } from './may-administer.ts'
import { json } from './respond.ts'

/** Answers one decision. A call of another tenant looks like one that does not exist. */
export async function showDecision(
  reader: AsyncReader,
  identify: Identify,
  request: AdminRequest,
  id: string,
): Promise<void> {
  json(request.response, toStory(await findDecision(reader, identify, request, id)))
}

/** Throws `record_unknown` where there is no such call, or none that the caller may see. */
export async function findDecision(
  reader: AsyncReader,
  identify: Identify,
  request: AdminRequest,
  id: string,
): Promise<Decision> {
  const decision = await reader.decision(id)
  if (decision === undefined) maySeeAny(identify, request)
  if (decision === undefined || !maySee(decision, identify, request)) {
    throw new FarthingError('record_unknown', {
      what: 'call',
      id: JSON.stringify(id.slice(0, 100)),
      hint: 'It is told once it is closed, and kept for `ledger.retentionDays`.',
    })
  }
  return decision
}

/** An id that does not exist must not answer a stranger differently from one that does. */
function maySeeAny(identify: Identify, request: AdminRequest): void {
  if (bringsKey(request)) identify(request.head)
  else if (!isLocal(request)) throw new FarthingError('key_required')
}

/** Throws `key_required` where nobody says who asks, and it is not someone at this machine. */
function maySee(decision: Decision, identify: Identify, request: AdminRequest): boolean {
  if (!bringsKey(request)) {
    if (isLocal(request)) return true
    throw new FarthingError('key_required')
  }
  const { tenant, key } = identify(request.head)
  const own = decision.call.tenant
  if (key?.admin === true || own === tenant || own.startsWith(`${tenant}/`)) return true
  return key === undefined && isLocal(request)
}

/** The call, its price ladder from baseline to paid, and what was sent for it. */
export function toStory(decision: Decision): unknown {
  const { call, attempts, text } = decision
  return {
    call: toListed(call),
    ladder: ladderOf(call),
    attempts,
    ...(text === undefined ? {} : { text }),
  }
}

/** What lists and live views show of a call. */
export function toListed(call: CallRow): unknown {
  const { row: _row, ...shown } = call
  return shown
}

/** baseline − Σ savings + misses + failures = paid, exactly; where the call is unpriced there is no ladder. */
function ladderOf(call: CallRow): unknown {
  if (call.baseline === undefined || call.cost === undefined) return undefined
  return [
    { step: 'baseline', amount: call.baseline },
    ...Object.entries(call.saved).map(([layer, saved]) => ({
      step: layer,
      amount: -saved,
      reasons: call.notes[layer as keyof typeof call.notes] ?? [],
    })),
    { step: 'misses', amount: call.misses },
    { step: 'failures', amount: call.failures },
    { step: 'paid', amount: call.cost },
  ]
}
