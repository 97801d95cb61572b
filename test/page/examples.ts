/**
 * Answers of the gateway that take weeks of traffic to come about, in their own types.
 * @module
 */
import type { PrefixReport } from '../../src/layers/prefix/report.ts'
import type { ProofReport } from '../../src/proof/report.ts'

export const prefixExample: PrefixReport = {
  gapBounds: [30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000, 86_400_000],
  families: [
    {
      tenant: 'product',
      provider: 'anthropic',
      model: 'claude-sonnet-4-5',
      route: 'agents',
      tokens: 14_210,
      calls: 1840,
      repeats: 1729,
      gaps: [912, 401, 210, 120, 61, 40, 22, 9, 1],
      billed: { fresh: 1_920_400, read: 22_104_000, written: 1_204_100 },
      plan: '1h and 5m',
      expectedTokens: 4120,
      breakers: [
        {
          kind: 'timestamp',
          place: 'system 0',
          times: 61,
          dollars: 2_410_000_000_000n,
          lastAt: 1,
          excerpt: 'Today is 2026-11-21T11:04:09Z. You are',
        },
        { kind: 'lapse', place: 'time', times: 50, dollars: 911_000_000_000n, lastAt: 1 },
      ],
      lastAt: 1,
    },
    {
      tenant: 'product',
      provider: 'openai',
      model: 'gpt-5-mini',
      route: 'support',
      tokens: 1180,
      calls: 402,
      repeats: 400,
      gaps: [300, 60, 21, 9, 5, 4, 2, 0, 0],
      billed: { fresh: 98_000, read: 371_000, written: 0 },
      plan: 'read',
      expectedTokens: 96,
      breakers: [],
      lastAt: 1,
    },
  ],
  stepDowns: [
    {
      provider: 'azure',
      model: 'gpt-5',
      reason: 'marks were refused',
      until: 1_795_300_000_000,
    },
  ],
}

const history = Array.from({ length: 60 }, (_, index): readonly [number, number] => {
  const units = 20 * (index + 1)
  return [units, Math.min(1, 0.004 + 4.2 / units)]
})

const certificate: ProofReport['certificates'][number] = {
  key: 'compress/agents',
  layer: 'compress',
  route: 'agents',
  segment: null,
  kind: 'shadow',
  id: 'compress/agents#3',
  state: 'certified',
  acting: true,
  accepted: null,
  target: 0.02,
  alpha: 0.05,
  bound: 0.0075,
  units: 1200,
  mean: 0.004,
  waiting: 3,
  floor: { units: 240, mean: 0.031, upper: 0.052 },
  labels: 'excess',
  sources: {},
  window: 3,
  since: 1_795_000_000_000,
  horizon: 2000,
  evidence: 0.01,
  settings: [],
  history,
  needed: null,
}

export const proofExample: ProofReport = {
  at: 1_795_261_645_684,
  rates: { holdout: 0.02, shadow: 0.02, young: 0.1, judge: 'openai/gpt-5-mini', verifier: true },
  budget: { balance: '1.20', open: true },
  certificates: [
    certificate,
    {
      ...certificate,
      key: 'router/support',
      layer: 'router',
      route: 'support',
      id: 'router/support#1',
      state: 'breached',
      acting: false,
      bound: 0.061,
      units: 400,
      history: history.slice(0, 20).map(([units, bound]) => [units, bound + 0.05] as const),
      needed: { labels: 360, calls: 18_000, rate: 0.02, words: '360 labels = 18,000 calls at 2 %' },
    },
  ],
  savings: {
    units: 5200,
    holdouts: 104,
    needed: 100,
    measured: { mean: '0.0123', low: '0.0101', high: '0.0145' },
    claimed: '0.0127',
    gap: { mean: '0.0004', low: '-0.001', high: '0.0018' },
    confidence: 0.95,
  },
  events: [
    {
      key: 'router/support',
      id: 'router/support#1',
      from: 'certified',
      to: 'breached',
      setting: null,
      reason: 'The bound passed the target with 400 labels.',
      at: 1_795_200_000_000,
    },
  ],
}
