/**
 * What a call has at stake where its prompt is warm, for whoever may send it elsewhere.
 * @module
 */
import type { Call, Money } from '../../call.ts'

export interface Stakes {
  /**
   * What the call's input is expected to cost more at another place than where it was meant to go.
   * @param place names the other credential, or endpoint
   */
  lossOf(call: Call, place: string): Money
  /** The call goes there all the same: from now on that is where its prompt is warm. */
  moved(call: Call, place: string): void
}

/** A second of waiting is worth a cent: for less than that nobody is kept waiting. */
const dollarsASecond = 0.01

/** Milliseconds that a call may wait rather than lose so much. */
export function worthMs(loss: Money): number {
  return (Number(loss) / 1e12 / dollarsASecond) * 1000
}
