/**
 * The ledger, budgets, and prices of your own.
 * @module
 */
import * as z from 'zod'
import { tagPattern } from '../tag.ts'
import { dollars, name } from './field.ts'

export const ledger = z
  .strictObject({
    file: z
      .string()
      .min(1)
      .default('ledger.db')
      .describe('SQLite file of the ledger, relative to `server.dataDirectory`.'),
    retentionDays: z
      .int()
      .min(1)
      .max(3650)
      .default(30)
      .describe('Age at which calls are deleted, in days. Daily totals stay.'),
    maximumBytes: z
      .int()
      .min(1024 * 1024)
      .default(1024 * 1024 * 1024)
      .describe('Size at which the oldest calls are deleted early, in bytes.'),
  })
  .describe('Where every call and its cost is written.')

export const budget = z.strictObject({
  scope: z
    .strictObject({
      key: z.string().min(1).exactOptional().describe('Id of one gateway key.'),
      tenant: z.string().min(1).exactOptional().describe('One tenant, with its end users.'),
      route: name.exactOptional().describe('Name of one route.'),
      tag: z
        .string()
        .regex(
          tagPattern,
          'a tag that `x-farthing-tags` can carry: at most 128 letters, digits and _ . : / @ + = -',
        )
        .exactOptional()
        .describe('One tag.'),
    })
    .default({})
    .describe('Which calls count: those of one key, tenant, route or tag. Empty: every call.'),
  limit: dollars.describe('Amount in US dollars, exact: `"250"` or `12.5`.'),
  window: z
    .enum(['hour', 'day', 'month', 'total'])
    .default('month')
    .describe('Calendar window in UTC after which the budget is fresh again; `total` never is.'),
})

export const budgets = z
  .array(budget)
  .max(1000)
  .describe(
    "Amounts that may be spent. A call counts against each that it falls under, and is answered 402 once one is spent or reserved. Reserved is what it may cost at most: its prompt, generously, the whole output cap, and the web searches that Anthropic's `max_uses` allows (5, or the most that such calls were billed for, where none is stated). Calls in flight can pass the limit by what they cost beyond that and by no more: by what searches find and the model reads, an output without a cap. Fees of OpenAI and Google by the search or the tool call are not in their usage, and in no figure here.",
  )

const perMillion = z.number().min(0).max(1e9)
const further = perMillion.exactOptional()

const price = z
  .strictObject({
    input: perMillion.describe('Fresh input tokens.'),
    output: perMillion.describe('Output tokens.'),
    cacheRead: further.describe("Input tokens read from the provider's cache; else as `input`."),
    cacheWrite: further.describe("Input tokens written to the provider's cache; else as `input`."),
    cacheWrite1h: further.describe('Input tokens written for an hour; else as `input`.'),
    reasoning: further.describe('Reasoning tokens; else as `output`.'),
  })
  .describe('US dollars for a million tokens, by class.')

export const prices = z
  .strictObject({
    file: z
      .string()
      .min(1)
      .exactOptional()
      .describe('Price list that replaces the built-in one (`farthing prices update` writes it).'),
    models: z
      .record(z.string().min(1), price)
      .default({})
      .describe(
        'Prices of your own by `provider/model` or `model`, in US dollars for a million tokens. They win over every list, by the name that was asked for and then by the name in the reply.',
      ),
    discounts: z
      .record(z.string().min(1), z.number().min(0).max(1))
      .default({})
      .describe(
        'Share off the list price that a provider has agreed with you: `{"openai": 0.15}`. Prices of your own have it already.',
      ),
    unpriced: z
      .enum(['allow', 'refuse'])
      .default('allow')
      .describe(
        'Calls without a price while a budget counts: `allow` lets them pass uncounted, `refuse` answers 403. A call whose model has a price and whose reply states no usage, as speech, stays unpriced and counts as it was reserved, for as long as the call is kept.',
      ),
  })
  .describe('Prices that differ from the built-in list.')
