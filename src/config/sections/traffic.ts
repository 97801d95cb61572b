/**
 * Which calls are treated how: routes and model names.
 * @module
 */
import * as z from 'zod'
import { mode, name, overridesOf } from './field.ts'
import { cache, compress, prefix, semanticOfRoute, template } from './layers.ts'
import { routeProof } from './proof.ts'

const pattern = z.string().min(1).max(500)

const match = z
  .strictObject({
    path: pattern.exactOptional().describe('Path of the request. `*` stands for any text.'),
    model: pattern
      .exactOptional()
      .describe('Model as the client names it. `*` stands for any text.'),
    key: pattern.exactOptional().describe('Id of the gateway key. `*` stands for any text.'),
    tag: pattern
      .exactOptional()
      .describe('One of the tags in `x-farthing-tags`. `*` stands for any text.'),
  })
  .describe('What a call must be for the route to apply; all that is given must hold.')

const routeLayers = z
  .strictObject({
    cache: overridesOf(
      cache.extend({
        semantic: overridesOf(semanticOfRoute).describe(
          'Reuse of an answer for another wording of its question, on this route.',
        ),
      }),
    )
      .exactOptional()
      .describe('Settings of the answer cache on this route.'),
    template: overridesOf(template)
      .exactOptional()
      .describe('Settings of shorter tool lists on this route.'),
    compress: overridesOf(compress)
      .exactOptional()
      .describe('Settings of shorter texts on this route.'),
    prefix: overridesOf(prefix)
      .exactOptional()
      .describe("Settings of the provider's prompt cache on this route."),
  })
  .describe('Layer settings that differ on this route; what is not given is as in `layers`.')

export const route = z.strictObject({
  name: name.describe('Name of the route in reports and certificates.'),
  match: match.default({}).describe(match.description ?? ''),
  mode: mode.exactOptional().describe('Mode on this route; without it, the top-level `mode`.'),
  substitutes: z
    .array(z.string().min(1))
    .max(50)
    .default([])
    .describe(
      'Models that also answer on this route, as `provider/model` or a name of `models`. It says for which models its certificates hold: where the list changes, or a price of theirs, the evidence begins anew. It sends no call to another model.',
    ),
  baseline: z
    .string()
    .min(1)
    .exactOptional()
    .describe(
      'One more model that the certificates of this route hold for, as `substitutes`. Savings are measured against the model asked for.',
    ),
  storeText: z
    .boolean()
    .default(false)
    .describe(
      'Whether prompts and replies of this route are kept in the ledger, the first 256 KiB of each, until their call is deleted.',
    ),
  layers: routeLayers.default({}).describe(routeLayers.description ?? ''),
  proof: routeProof.exactOptional(),
})

export const routes = z
  .array(route)
  .max(1000)
  .describe('Named kinds of traffic. The first whose `match` holds applies; else `default`.')

export const models = z
  .record(name, z.string().min(1))
  .describe(
    'Names of your own for models: `{"fast": "openai/gpt-5-mini"}`. A call by that name goes to that model.',
  )
