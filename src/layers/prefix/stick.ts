/**
 * Which of a provider's credentials a conversation uses: accounts share no prompt cache, so it keeps one.
 * @module
 */
import type { Call } from '../../call.ts'
import { digestText } from './digest.ts'

export interface Account {
  readonly id: string
  readonly weight?: number | undefined
}

/**
 * The credential of a conversation: weighted rendezvous hashing, so that nothing is remembered, a new credential takes
 * its share and no more, and a lost one leaves the others' conversations alone. undefined: there is no choice, or the
 * call's is made. It is a preference: failover still goes elsewhere, and pays the write that it costs there. Where a
 * credential has several endpoints, its wish keeps the conversation at one of them (providers/candidates.ts).
 */
export function accountOf(
  call: Call,
  accounts: readonly Account[],
  endpoints = 1,
): string | undefined {
  if (call.target.credential !== undefined) return undefined
  if (accounts.length < 2) return endpoints > 1 ? accounts[0]?.id : undefined
  let best: string | undefined
  let least = Infinity
  for (const { id, weight = 1 } of accounts) {
    if (weight <= 0) continue
    const uniform = (digestText(`${call.conversation}\0${id}`) + 1) / 2 ** 53
    const key = -Math.log(uniform) / weight
    if (key < least) {
      least = key
      best = id
    }
  }
  return best
}
