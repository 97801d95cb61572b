/**
 * How quality is proved, and how much of the traffic goes into it.
 * @module
 */
import * as z from 'zod'

const share = z.number().min(0).max(1)

const verifier = z
  .strictObject({
    command: z
      .array(z.string().min(1))
      .min(1)
      .max(50)
      .exactOptional()
      .describe('Program and arguments; the JSON comes on its standard input.'),
    url: z
      .url({ protocol: /^https?$/, error: 'an address that begins with http:// or https://' })
      .exactOptional()
      .describe('Address that the JSON is posted to.'),
  })
  .describe(
    'A check of your own: gets `{"request", "safe", "candidate"}`, answers `{"harm": 0 … 1}` or `{"ok": true}`. Give `command` or `url`.',
  )

const judge = z
  .string()
  .min(1)
  .describe('Model that compares two answers, as `provider/model`; without it, none is asked.')

// Below 0.1 % it takes 3,000 labels without a single harm; above 50 % there is nothing left to promise.
const harm = z
  .number()
  .min(0.001)
  .max(0.5)
  .describe(
    'Share of answers that may become worse, in `balanced`; `max` allows twice that. Without it 0.05 with a judge, else 0.02.',
  )

const labels = z
  .array(z.string().min(1).max(200))
  .max(200)
  .describe('Where answers are one of few words: the words. Case and punctuation do not count.')

const accept = z
  .partialRecord(z.enum(['cache', 'router', 'template', 'compress', 'output']), share)
  .describe(
    'Layers that may act before they are certified, each with the share of harm that you expect at most: `{"compress": 0.01}`. Marked on the page and in decision records; withdrawn on a breach.',
  )

const tiers = z
  .array(z.literal('flex'))
  .max(1)
  .describe(
    "`flex`: second answers of OpenAI's own models are asked for at flex price, about half, where the client chose no `service_tier`.",
  )

const segments = z
  .enum(['model', 'tenant', 'tag'])
  .describe(
    'What the certificates of this route are cut by: the model that the client names, its tenant, or the first of its tags. At most eight segments are cut; the rest stays together.',
  )

export const proof = z
  .strictObject({
    holdout: share
      .max(0.5)
      .default(0.02)
      .describe('Share of conversations that no layer touches: what savings are measured against.'),
    shadow: share
      .default(0.02)
      .describe(
        'Share of conversations, or of calls for the cache and the router, in which a layer is tried beside the answer that is served.',
      ),
    young: share
      .default(0.1)
      .describe('The same while a certificate has fewer than 200 labels and was not given yet.'),
    budgetShare: share
      .default(0.05)
      .describe('Share of the baseline spend that shadow calls and judges may cost.'),
    harm: harm.exactOptional(),
    confidence: z
      .number()
      .min(0.5)
      .max(0.9999)
      .default(0.95)
      .describe('Confidence, at any moment, with which the bound on harm must hold.'),
    idleMs: z
      .int()
      .min(0)
      .max(86_400_000)
      .default(600_000)
      .describe(
        "Silence after which a conversation is over and its labels count, as one. 0: every label counts alone, which is right only where a conversation's answers do not depend on each other.",
      ),
    judge: judge.exactOptional(),
    verifier: verifier.exactOptional(),
    tiers: tiers.default([]),
    webhook: z
      .url({ protocol: /^https?$/, error: 'an address that begins with http:// or https://' })
      .exactOptional()
      .describe('Address that changes of certificates are posted to, as JSON.'),
  })
  .describe('How much of the traffic goes into proving that answers stay as good.')

/** What a route may say otherwise. */
export const routeProof = z
  .strictObject({
    shadow: share.exactOptional().describe('Share of the traffic of this route that runs twice.'),
    young: share.exactOptional().describe('The same while a certificate is young.'),
    harm: harm.exactOptional(),
    judge: judge.exactOptional(),
    verifier: verifier.exactOptional(),
    labels: labels.exactOptional(),
    accept: accept.exactOptional(),
    tiers: tiers.exactOptional(),
    segments: segments.exactOptional(),
    segmentMinimum: z
      .int()
      .min(1)
      .max(1_000_000)
      .exactOptional()
      .describe('Calls with which a segment gets a certificate of its own; without it, 1000.'),
  })
  .describe('How quality is proved on this route; what is not given is as in `proof`.')
