/**
 * `POST /farthing/feedback`: the user's application says how an answer was.
 *
 * Feedback comes about answers that clients got, and from whoever cares to give it. So it compares live answers with
 * those of holdouts, where the same people speak without knowing which is which: the excess is the harm.
 * @module
 */
import type { Plan } from '../arms.ts'

export interface FeedbackParts {
  /**
   * What the call was drawn for, as a plan of the certificate that counts feedback: `treated` where the layer's answer
   * was served, `control` for a holdout; 'none': neither. undefined: no such call of this tenant.
   */
  find(call: string): { readonly conversation: string; readonly plan: Plan | 'none' } | undefined
  record(
    plan: Plan,
    call: { readonly id: string; readonly conversation: string },
    verdict: { readonly harm: number; readonly source: 'feedback' },
    committed: () => void,
  ): boolean
}

export interface FeedbackReply {
  readonly status: 200 | 202 | 400 | 404
  readonly body: { readonly recorded: boolean; readonly message: string }
}

/** Takes the parsed body `{call, harm: 0 … 1}` or `{call, good: boolean}`. Answers once the label is on disk. */
export async function takeFeedback(json: unknown, parts: FeedbackParts): Promise<FeedbackReply> {
  const feedback = readFeedback(json)
  if (typeof feedback === 'string') return reply(400, false, feedback)
  const { call, harm } = feedback
  const found = parts.find(call)
  if (!found) return reply(404, false, `There is no call ${call}.`)
  const { plan, conversation } = found
  if (plan === 'none') {
    return reply(
      200,
      false,
      'Thank you. This call is part of no comparison, so it counts for no certificate.',
    )
  }
  return new Promise((resolve) => {
    const taken = parts.record(plan, { id: call, conversation }, { harm, source: 'feedback' }, () =>
      resolve(reply(202, true, 'Recorded.')),
    )
    if (!taken) resolve(reply(200, false, 'This call had its feedback already.'))
  })
}

function readFeedback(json: unknown): { readonly call: string; readonly harm: number } | string {
  if (typeof json !== 'object' || json === null)
    return 'Expected an object with `call` and `good` or `harm`.'
  const { call, harm, good } = json as Record<string, unknown>
  if (typeof call !== 'string' || call === '' || call.length > 200) {
    return '`call` must be the id that came in the header `x-farthing-call`.'
  }
  if (typeof good === 'boolean' && harm === undefined) return { call, harm: good ? 0 : 1 }
  if (typeof harm === 'number' && harm >= 0 && harm <= 1) return { call, harm }
  return 'Give `good`: true or false, or `harm`: a number from 0 to 1.'
}

function reply(status: FeedbackReply['status'], recorded: boolean, message: string): FeedbackReply {
  return { status, body: { recorded, message } }
}
