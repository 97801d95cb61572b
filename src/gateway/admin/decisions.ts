/**
 * `decisions/:id`: one call's story, for its own tenant and for administrators.
 * @module
 */
import { FarthingError } from '../../errors.ts'
import type { AsyncReader } from '../../ledger/background.ts'
import type { CallRow, Decision } from '../../ledger/query.ts'
import type { Identify } from '../identify.ts'
import type { AdminRequest } from '../routes.ts'
import { mayAdminister } from './may-administer.ts'
import { json } from './respond.ts'

/** Answers one decision. A call of another tenant looks like one that does not exist. */
export async function showDecision(
  reader: AsyncReader,
  identify: Identify,
  request: AdminRequest,
  id: string,
): Promise<void> {
  const decision = await reader.decision(id)
  if (decision === undefined || !maySee(decision, identify, request)) {
    throw new FarthingError('endpoint_unknown', {
      path: JSON.stringify(request.pathname.slice(0, 200)),
    })
  }
  json(request.response, toStory(decision))
}

function maySee(decision: Decision, identify: Identify, request: AdminRequest): boolean {
  try {
    mayAdminister(request, identify)
    return true
  } catch {
    const { tenant } = identify(request.head)
    return decision.call.tenant === tenant || decision.call.tenant.startsWith(`${tenant}/`)
  }
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
