/**
 * The configuration without a file. Written by `npm run generate` from schema.ts, so that a start without a file
 * need not load zod.
 * @module
 */
import type { Configuration } from './schema.ts'

export const defaultConfiguration: Configuration = {
  mode: 'safe',
  server: {
    host: '127.0.0.1',
    port: 4114,
    hosts: [],
    origins: [],
    dataDirectory: '~/.farthing',
    drainMs: 30000,
    turnAwayMs: 15000,
  },
  limits: {
    bodyBytes: 67108864,
    headerBytes: 32768,
    headerMs: 20000,
    unreadMs: 120000,
    openCalls: 2048,
  },
  routes: [],
  models: {},
  providers: {},
  upstream: {
    timeouts: {
      connectMs: 10000,
      firstByteMs: 600000,
      idleMs: 300000,
      totalMs: 3600000,
    },
    retries: 2,
    retryWaitMs: 60000,
    breakerFailures: 5,
    breakerMs: 15000,
    concurrency: 1024,
    connections: 1024,
  },
  layers: {
    template: {
      enabled: true,
      most: 'select',
      moveTimes: true,
    },
    cache: {
      enabled: true,
      scope: 'deterministic',
      ttlSeconds: 86400,
      maximumBytes: 268435456,
      semantic: {
        enabled: true,
        serve: 'certified',
        ttlSeconds: 86400,
        wrongAnswers: 0.01,
        maximumAnswers: 100000,
        maximumBytes: 268435456,
        principalShare: 0.5,
        masterKeys: [],
      },
    },
    compress: {
      enabled: true,
      encodings: true,
      references: true,
      logs: true,
      masking: false,
      selection: true,
      floor: 0.97,
    },
    prefix: {
      enabled: true,
      leaderWaitMs: 300,
    },
  },
  proof: {
    holdout: 0.02,
    shadow: 0.02,
    young: 0.1,
    budgetShare: 0.05,
    confidence: 0.95,
    idleMs: 600000,
    tiers: [],
  },
  ledger: {
    file: 'ledger.db',
    retentionDays: 30,
    maximumBytes: 1073741824,
  },
  budgets: [],
  prices: {
    models: {},
    discounts: {},
    unpriced: 'allow',
  },
  log: {
    level: 'warn',
    format: 'auto',
  },
  telemetry: {
    enabled: false,
  },
}
