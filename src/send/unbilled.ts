/**
 * Answers that are made in the background: the POST says `queued` and no usage, and a GET of the same id says it later.
 * Until then their attempt stays open, and what the budget held back for it stays held back. A process that ends before
 * leaves the attempt open in the ledger, whose next start closes it with what was held back, for good: to take it up
 * again, its id would have to be kept, its attempt left open by the recovery, and its money held back anew.
 * @module
 */

import type { Call, Money, Outcome } from '../call.ts'
import type { Reading } from '../dialects/reading.ts'
import type { Settlement } from '../ledger/rows.ts'

/** Past this, what was held back is taken for the cost. Deep research runs for tens of minutes. */
const longestMs = 6 * 3_600_000
const mostAnswers = 10_000

/** An attempt whose usage is still to be said. */
export interface Unsaid {
  /** The price-list id of its provider. */
  readonly provider: string
  /** Id of the answer, as the provider names it. */
  readonly id: string
  /** As the request named it. */
  readonly model: string
  /** When it was sent, in milliseconds since the epoch. */
  readonly at: number
  settle(cost: Money | undefined, how: Omit<Settlement, 'at' | 'cost'>): void
  /** Nobody asked for it in time: closes it with an estimate. */
  expire(): void
}

/** The answers that wait, oldest first. */
export class Unbilled {
  readonly #answers = new Map<string, Unsaid>()
  readonly #most: number

  constructor(most = mostAnswers) {
    this.#most = most
  }

  get size(): number {
    return this.#answers.size
  }

  add(answer: Unsaid): void {
    const key = keyOf(answer.provider, answer.id)
    // An id that is told twice is no id; the first one's money is counted all the same.
    this.#expire(key)
    this.#answers.set(key, answer)
    if (this.#answers.size > this.#most) this.#expire(this.#answers.keys().next().value!)
  }

  get(provider: string, id: string): Unsaid | undefined {
    return this.#answers.get(keyOf(provider, id))
  }

  remove({ provider, id }: Unsaid): void {
    this.#answers.delete(keyOf(provider, id))
  }

  /** Closes those that have waited for too long. */
  sweep(now: number): void {
    for (const [key, { at }] of this.#answers) {
      if (now - at < longestMs) return
      this.#expire(key)
    }
  }

  #expire(key: string): void {
    const answer = this.#answers.get(key)
    this.#answers.delete(key)
    answer?.expire()
  }
}

function keyOf(provider: string, id: string): string {
  return `${provider}\n${id}`
}

/** The id of the answer that a path asks for: `/v1/responses/:id`, and what cancels it. */
export function answerIdIn(path: string): string | undefined {
  return /^\/v1\/responses\/([\w-]{1,256})(?:\/cancel)?(?:\?|$)/.exec(path)?.[1]
}

/** Whether a reply says that its answer is made in the background, and not yet what it costs. */
export function isUnderWay(call: Call, ended: Outcome['ended'], reading: Reading): boolean {
  if (call.target.dialect !== 'openai-responses' || reading.usage !== undefined) return false
  const { id, stop } = reading
  if (call.method !== 'POST' || id === '' || (stop !== 'queued' && stop !== 'in_progress'))
    return false
  // A stream that is left says so too; only in the background it is finished all the same.
  return ended === 'complete' || call.view.json?.['background'] === true
}
