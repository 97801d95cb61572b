/**
 * The recorded coding session, turn by turn. Its client marks for itself: the baseline is that, billed by the sandbox.
 * @module
 */
import { play } from '../prefix/arms.ts'
import { clientMarked, codingAgent } from '../prefix/replay.ts'
import type { Workload } from './workload.ts'

/** Sonnet 4.5, dollars a token. */
const inputPrice = 3e-6
const outputPrice = 15e-6

export const codingAgentWorkload: Workload = {
  name: 'coding-agent',
  title: 'coding agent, recorded session',
  bar: { against: 'uncached', saved: 0.8 },
  run({ data }) {
    const replay = codingAgent(data)
    if (!replay) return undefined
    const cost = (costs: readonly number[]): number => costs.reduce((a, b) => a + b, 0) * inputPrice
    const marked = clientMarked(replay.calls)
    const output = replay.outputTokens * outputPrice
    const baseline = { input: cost(play(marked, 'client').costs), output }
    // The client's markers stand; the layer completes them.
    const safe = { input: cost(play(marked, 'farthing', { misjudged: 1.1 }).costs), output }
    const uncached = { input: cost(play(replay.calls, 'never').costs), output }
    const unmarked = cost(play(replay.calls, 'farthing', { misjudged: 1.1 }).costs)
    return {
      calls: replay.calls.length,
      baseline,
      uncached,
      modes: { safe },
      layers: { prefix: { alone: safe, without: baseline } },
      quality: 'unchanged',
      worstConversation: Math.max(0, safe.input - baseline.input),
      notes: [
        `No caching $${(uncached.input + output).toFixed(2)}; the same client without its own markers $${(unmarked + output).toFixed(2)}; recorded bill $30.33.`,
        'Prompt sizes as billed when recorded; nothing was tuned on it.',
      ],
    }
  },
}
