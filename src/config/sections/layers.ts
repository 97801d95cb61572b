/**
 * What the layers may do, and how their quality is proved.
 * @module
 */
import * as z from 'zod'

export const cache = z
  .strictObject({
    enabled: z.boolean().default(true).describe('Off: no answer is kept or reused.'),
    scope: z
      .enum(['deterministic', 'all'])
      .default('deterministic')
      .describe(
        '`deterministic` reuses an answer only where the call asks for the same answer every time (temperature 0, a seed, embeddings); `all` reuses it for any equal call.',
      ),
    ttlSeconds: z
      .int()
      .min(1)
      .max(31_536_000)
      .default(86_400)
      .describe('Age at which an answer is forgotten, in seconds.'),
    maximumBytes: z
      .int()
      .min(0)
      .default(256 * 1024 * 1024)
      .describe('Bytes that kept answers may take up; the least useful go first.'),
  })
  .describe('The answer cache: equal calls of one tenant are answered without the provider.')

export const prefix = z
  .strictObject({
    enabled: z
      .boolean()
      .default(true)
      .describe('Off: no cache marker or cache key is added to a call.'),
  })
  .describe("The provider's own prompt cache: which breakpoints, for how long, whether at all.")

export const layers = z
  .strictObject({
    cache: cache.prefault({}).describe(cache.description ?? ''),
    prefix: prefix.prefault({}).describe(prefix.description ?? ''),
  })
  .describe('Settings of the layers, wherever a route does not say otherwise.')

const share = z.number().min(0).max(1)

export const proof = z
  .strictObject({
    holdout: share
      .default(0.02)
      .describe('Share of conversations that no layer touches: what savings are measured against.'),
    shadow: share
      .default(0.02)
      .describe(
        'Share of conversations in which an uncertified layer is tried beside the answer that is served.',
      ),
    budgetShare: share
      .default(0.05)
      .describe('Share of the money saved that shadow calls and judges may cost.'),
    harm: share
      .default(0.02)
      .describe('Share of answers that may become worse, in `balanced`; `max` allows twice that.'),
    confidence: z
      .number()
      .min(0.5)
      .max(0.9999)
      .default(0.95)
      .describe('Confidence, at any moment, with which the bound on harm must hold.'),
    judge: z
      .string()
      .min(1)
      .exactOptional()
      .describe('Model that compares two answers, as `provider/model`; without it, none is asked.'),
  })
  .describe('How much of the traffic goes into proving that answers stay as good.')
