/**
 * `POST /farthing/feedback`: the user's application says how an answer was.
 *
 * Feedback comes about answers that clients got, and from whoever cares to give it. So it compares live answers with
 * those of holdouts, where the same people speak without knowing which is which: the excess is the harm.
 * @module
 */
import { FarthingError } from '../../errors.ts'
import type { Plan } from '../arms.ts'

export interface Feedback {
  /** Id of the call that was answered. */
  readonly call: string
  /** 0: as good as could be … 1: of no use. */
  readonly harm: number
}

export interface JudgedCall {
  readonly id: string
  readonly conversation: string
  /** What the call was drawn for in each certificate that counts feedback: `treated` where the layer's answer was
   * served, `control` for a holdout. */
  readonly plans: readonly Plan[]
}

/** Keeps one label. False where the call has one already; else `committed` is told once it is on disk. */
export type RecordFeedback = (
  plan: Plan,
  call: { readonly id: string; readonly conversation: string },
  verdict: { readonly harm: number; readonly source: 'feedback' },
  committed: () => void,
) => boolean

export interface FeedbackReply {
  readonly status: 200 | 202
  readonly body: { readonly recorded: boolean; readonly message: string }
}

const path = '/farthing/feedback'

/**
 * Reads the parsed body `{call, harm: 0 … 1}` or `{call, good: boolean}`.
 * @throws FarthingError `body_not_json` where it is no object, `parameter_invalid` where a field is not as it must be
 */
export function readFeedback(json: unknown): Feedback {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    const detail = 'Expected an object with `call`, and `good` or `harm`.'
    throw new FarthingError('body_not_json', { path, detail })
  }
  const { call, harm, good } = json as Record<string, unknown>
  if (typeof call !== 'string' || call === '' || call.length > 200)
    throw invalid('`call` must be the id that came in the header `x-farthing-call`.')
  if (good !== undefined && harm !== undefined) throw invalid('Give `good` or `harm`, not both.')
  if (typeof good === 'boolean') return { call, harm: good ? 0 : 1 }
  if (typeof harm === 'number' && harm >= 0 && harm <= 1) return { call, harm }
  throw invalid('Give `good`: true or false, or `harm`: a number from 0 to 1.')
}

/** Records it for each of the call's plans. Answers once the labels are on disk. */
export async function takeFeedback(
  harm: number,
  { plans, ...call }: JudgedCall,
  record: RecordFeedback,
): Promise<FeedbackReply> {
  if (plans.length === 0) {
    return reply(
      200,
      false,
      'Thank you. This call is part of no comparison, so it counts for no certificate.',
    )
  }
  return new Promise((resolve) => {
    const committed = (): void => resolve(reply(202, true, 'Recorded.'))
    // One answer may have been shaped by several layers: it speaks for each of them.
    const taken = plans.map((plan) => record(plan, call, { harm, source: 'feedback' }, committed))
    if (!taken.includes(true)) resolve(reply(200, false, 'This call had its feedback already.'))
  })
}

function invalid(detail: string): FarthingError {
  return new FarthingError('parameter_invalid', { path, detail })
}

function reply(status: FeedbackReply['status'], recorded: boolean, message: string): FeedbackReply {
  return { status, body: { recorded, message } }
}
