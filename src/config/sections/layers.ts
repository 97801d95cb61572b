/**
 * What the layers may do.
 * @module
 */
import * as z from 'zod'

/** What a route may say for itself about answers across wordings. */
export const semanticOfRoute = z.strictObject({
  enabled: z.boolean().default(true).describe('Off: an answer is reused for the same words only.'),
  serve: z
    .enum(['certified', 'at-once'])
    .default('certified')
    .describe(
      '`certified` serves once shadowed calls have shown that few enough answers are worse; `at-once` serves from the first call what the shipped calibration is sure of, and stops when they show otherwise.',
    ),
  ttlSeconds: z
    .int()
    .min(1)
    .max(31_536_000)
    .default(86_400)
    .describe('Age at which an answer is no longer reused across wordings, in seconds.'),
  wrongAnswers: z
    .number()
    .gt(0)
    .max(0.2)
    .default(0.01)
    .describe('Answers reused wrongly, at most, as a share of all calls of the route.'),
})

const semantic = z
  .strictObject({
    ...semanticOfRoute.shape,
    maximumAnswers: z
      .int()
      .min(0)
      .max(10_000_000)
      .default(100_000)
      .describe('Answers that are kept for it: 600 bytes of memory each.'),
    maximumBytes: z
      .int()
      .min(0)
      .default(256 * 1024 * 1024)
      .describe('Bytes that these answers may take up on disk.'),
    principalShare: z
      .number()
      .gt(0)
      .max(1)
      .default(0.5)
      .describe(
        'Share of both that one gateway key, or one tenant without a key, may fill. Beyond it, its own oldest go.',
      ),
    masterKeys: z
      .array(z.string().min(1))
      .max(10)
      .default([])
      .describe(
        'Keys of 32 bytes, in base64 or hex, that wrap the keys with which these answers lie on disk; the first one wraps, the others are older. Empty: those in `semantic.key` in the data folder, which is made at the first start.',
      ),
  })
  .describe('Reuse of an answer for another wording of its question. Acts in `balanced` and `max`.')

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
    semantic: semantic.prefault({}).describe(semantic.description ?? ''),
  })
  .describe('The answer cache: equal calls of one tenant are answered without the provider.')

export const prefix = z
  .strictObject({
    enabled: z
      .boolean()
      .default(true)
      .describe('Off: no cache marker or cache key is added to a call.'),
    leaderWaitMs: z
      .int()
      .min(0)
      .max(10_000)
      .default(300)
      .describe(
        'Longest that a call waits, in milliseconds, for the reply of another call that is writing the same beginning, so that it reads what would be written twice. It waits only where the write costs more than a cent for each second. 0: never.',
      ),
  })
  .describe("The provider's own prompt cache: which breakpoints, for how long, whether at all.")

export const template = z
  .strictObject({
    enabled: z
      .boolean()
      .default(true)
      .describe('Off: tool lists and system texts are sent as they come.'),
    most: z
      .enum(['tidy', 'select', 'brief'])
      .default('select')
      .describe(
        'The most that certificates may allow: `tidy` leaves out what no validator reads, `select` also the tools that a conversation has nothing to do with, `brief` also all but the first sentence of descriptions.',
      ),
    moveTimes: z
      .boolean()
      .default(true)
      .describe(
        'Lines of the system text that are another on every call (`Current time: …`, `Request id: …`) go behind the last question, so that the provider finds the rest as it was.',
      ),
  })
  .describe(
    'Shorter tool lists, and prompts that begin alike. Acts in `balanced` and `max`; below it only says what it would save.',
  )

export const compress = z
  .strictObject({
    enabled: z.boolean().default(true).describe('Off: no text of a call is shortened.'),
    encodings: z
      .boolean()
      .default(true)
      .describe(
        'Data, logs and search results of tools in a notation of fewer tokens that decodes back.',
      ),
    references: z
      .boolean()
      .default(true)
      .describe('What a tool gave before, word for word, is replaced by where it stands above.'),
    logs: z
      .boolean()
      .default(true)
      .describe('Long logs and tool results are cut down to what matters, below a floor of 1.'),
    masking: z
      .boolean()
      .default(false)
      .describe(
        'Results of tools from many turns ago are left out of long conversations, at a floor of 0.97 and below, in blocks and where that is cheaper than the broken cache.',
      ),
    selection: z
      .boolean()
      .default(true)
      .describe('Documents are cut down to what the question asks for, below a floor of 1.'),
    floor: z
      .number()
      .min(0.5)
      .max(1)
      .default(0.97)
      .describe(
        'The least share of what matters that must be kept, however far the certificate would let the layer go. 1: only what decodes back.',
      ),
  })
  .describe(
    'The same content in fewer tokens, in the modes `balanced` and `max`; in `safe` the layer only says what it would save.',
  )

export const layers = z
  .strictObject({
    template: template.prefault({}).describe(template.description ?? ''),
    cache: cache.prefault({}).describe(cache.description ?? ''),
    compress: compress.prefault({}).describe(compress.description ?? ''),
    prefix: prefix.prefault({}).describe(prefix.description ?? ''),
  })
  .describe('Settings of the layers, wherever a route does not say otherwise.')
