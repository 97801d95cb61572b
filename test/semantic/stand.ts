/**
 * Both caches in a real gateway over the sandbox, with the models that the test gives.
 * @module
 */
import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { createCacheLayer } from '../../src/layers/cache/cache.ts'
import type { Models } from '../../src/layers/cache/semantic/models.ts'
import { openSemantic } from '../../src/layers/cache/semantic/open-semantic.ts'
import { openAnswerStore } from '../../src/layers/cache/store.ts'
import { startStand, type Stand, type StandOptions } from '../proof/stand.ts'

const secret = Buffer.alloc(32, 3)

export interface CacheStandOptions extends Partial<Omit<StandOptions, 'layers'>> {
  readonly models: Models
  /** Share of all calls. */
  readonly wrongAnswers: number
}

/** Closed when the test ends. */
export async function startCacheStand(
  t: TestContext,
  { models, wrongAnswers, ...options }: CacheStandOptions,
): Promise<Stand> {
  const semantic = openSemantic({
    models,
    secret,
    folder: undefined,
    maximumAnswers: 1000,
    maximumBytes: 1e7,
    principalShare: 1,
    masterKeys: [],
    failed: (error) => assert.fail(String(error)),
  })
  const exact = createCacheLayer({
    store: openAnswerStore({ maximumBytes: 1e6 }),
    secret,
    settings: { enabled: true, scope: 'deterministic', ttlSeconds: 60 },
  })
  const reused = semantic.layer({ enabled: true, ttlSeconds: 3600, wrongAnswers })
  // However slow the machine is: no layer is given up for its time.
  const stand = await startStand({ ...options, layers: [exact, { ...reused, budgetMs: 1e6 }] })
  t.after(async () => {
    await stand.close()
    semantic.close()
  })
  return stand
}

export interface CacheAnswer {
  /** The cache that answered, or `upstream`. */
  readonly from: string
  readonly id: string
}

export async function askCaches(
  { gateway, quiet }: Stand,
  system: string,
  content: string,
): Promise<CacheAnswer> {
  const reply = await fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'gpt-5-mini',
      messages: [
        { role: 'system', content: system },
        { role: 'user', content },
      ],
    }),
  })
  assert.equal(reply.status, 200, await reply.text())
  await quiet()
  return {
    from: reply.headers.get('x-farthing-cache') ?? 'upstream',
    id: reply.headers.get('x-farthing-call')!,
  }
}
