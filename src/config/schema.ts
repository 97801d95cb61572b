/**
 * The one source of the configuration: types, defaults, `schema.json` and `docs/configuration.md` come from here.
 * The gateway imports this file only to check a file that exists: zod takes 50 to 60 ms to load, and the defaults
 * lie ready in `defaults.ts`.
 * @module
 */
import * as z from 'zod'
import { mode } from './sections/field.ts'
import { layers } from './sections/layers.ts'
import { budgets, ledger, prices } from './sections/money.ts'
import { proof } from './sections/proof.ts'
import { providers, upstream } from './sections/providers.ts'
import { limits, log, server } from './sections/server.ts'
import { telemetry } from './sections/telemetry.ts'
import { models, routes } from './sections/traffic.ts'

const text = (section: z.ZodType) => section.description ?? ''

export const configurationSchema = z
  .strictObject({
    $schema: z
      .string()
      .exactOptional()
      .describe('Path of `schema.json`, so that editors complete and check the file.'),
    mode: mode
      .default('safe')
      .describe(
        'What may happen to a call, at most. `observe`: nothing. `safe`: nothing that the model or the client could notice. `balanced`, `max`: also what is certified not to harm.',
      ),
    server: server.prefault({}).describe(text(server)),
    limits: limits.prefault({}).describe(text(limits)),
    routes: routes.default([]).describe(text(routes)),
    models: models.default({}).describe(text(models)),
    providers: providers.default({}).describe(text(providers)),
    upstream: upstream.prefault({}).describe(text(upstream)),
    layers: layers.prefault({}).describe(text(layers)),
    proof: proof.prefault({}).describe(text(proof)),
    ledger: ledger.prefault({}).describe(text(ledger)),
    budgets: budgets.default([]).describe(text(budgets)),
    prices: prices.prefault({}).describe(text(prices)),
    log: log.prefault({}).describe(text(log)),
    telemetry: telemetry.prefault({}).describe(text(telemetry)),
  })
  .describe('Configuration of Farthing. Every key is optional.')

type Deep<T> = T extends readonly (infer Item)[]
  ? readonly Deep<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Deep<T[Key]> }
    : T

/** The configuration, checked and complete: every default is filled in. */
export type Configuration = Deep<z.output<typeof configurationSchema>>
/** What a file may say: every key is optional. */
export type ConfigurationInput = Deep<z.input<typeof configurationSchema>>

export type ServerSettings = Configuration['server']
export type RouteSettings = Configuration['routes'][number]
export type ProviderSettings = Configuration['providers'][string]
export type UpstreamSettings = Configuration['upstream']
export type TimeoutSettings = UpstreamSettings['timeouts']
export type BudgetSettings = Configuration['budgets'][number]
export type LayerSettings = Configuration['layers']
export type PriceSettings = Configuration['prices']['models'][string]
