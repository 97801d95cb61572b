/**
 * Recorded conversations under four ways of marking, billed by one sandbox.
 * @module
 */
import { play } from './arms.ts'
import { clairvoyant } from './bound.ts'
import { clientMarked, codingAgent, toolAgent } from './replay.ts'

export interface Replayed {
  readonly name: string
  readonly what: string
  /** Input side, at $3 a million fresh tokens. `beside`: the layer completes the client's own markers. */
  readonly dollars: {
    readonly naive: number
    readonly client: number
    readonly farthing: number
    readonly beside: number
    readonly bound: number
  }
  readonly outputTokens: number
}

const dollarsPerToken = 3e-6

export function replayArms(data: string, quick = false): Replayed[] {
  const replays = [codingAgent(data), toolAgent(data, quick ? 20 : undefined)]
  return replays
    .filter((replay) => replay !== undefined)
    .map(({ name, what, calls, outputTokens }) => {
      const cost = (costs: readonly number[]): number =>
        costs.reduce((a, b) => a + b, 0) * dollarsPerToken
      const marked = clientMarked(calls)
      return {
        name,
        what,
        outputTokens,
        dollars: {
          naive: cost(play(calls, 'never').costs),
          client: cost(play(marked, 'client').costs),
          // Its estimates are a tenth off, as those of bytes are.
          farthing: cost(play(calls, 'farthing', { misjudged: 1.1 }).costs),
          beside: cost(play(marked, 'farthing', { misjudged: 1.1 }).costs),
          bound: clairvoyant(calls) * dollarsPerToken,
        },
      }
    })
}
