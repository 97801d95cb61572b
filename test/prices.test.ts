/**
 * The conformance bar of pricing: every recorded usage body of genai-prices' data set is extracted, and priced alike.
 * Run: `node test/prices.test.ts [--data DIR]`, where DIR (or FARTHING_DATA) holds `prices/usages.json`, or
 * `usages.json` itself; rows of the same layout may be added.
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Dialect, Money } from '../src/call.ts'
import { billReply } from '../src/pricing/bill.ts'
import { formatExact, parseDollars } from '../src/pricing/money.ts'
import { readPriceFile } from '../src/pricing/price-file.ts'
import { loadPriceList, type Cost } from '../src/pricing/price-list.ts'
import { extractBody, readUsage } from '../src/pricing/usage.ts'
import { formatPriceFile, vendorPrices } from '../src/pricing/vendor.ts'

interface Row {
  readonly body: Readonly<Record<string, unknown>>
  readonly model?: string
  readonly extracted: readonly {
    readonly usage: Readonly<Record<string, number>>
    readonly extractors: readonly Expected[]
  }[]
}

interface Expected {
  readonly provider_id: string
  readonly api_flavor: string
  readonly input_price?: string
  readonly output_price?: string
  readonly total_price?: string
}

const shared = new URL('../../shared/data', import.meta.url).pathname
const flag = process.argv.indexOf('--data')
const folder =
  (flag > 0 ? process.argv[flag + 1] : undefined) ?? process.env['FARTHING_DATA'] ?? shared
const find = (name: string) =>
  [join(folder, name), join(folder, 'prices', name), join(shared, 'prices', name)].find(existsSync)
const given = [join(folder, 'usages.json'), join(folder, 'prices', 'usages.json')]
/** Only from the folder that was named: falling back would report on other rows than those meant. */
const usagesFile = given.find((name) => existsSync(name))
const slimFile = find('data_slim.json')
const skip = usagesFile === undefined ? `no usages.json in ${folder}` : false

/** The instant at which the data set's prices were computed. */
const at = Date.parse('2025-11-06T12:00:00Z')

const rows = usagesFile === undefined ? [] : (JSON.parse(readFileSync(usagesFile, 'utf8')) as Row[])
const file = readPriceFile()
const list = loadPriceList({ data: file })
/** The base list alone: decides whether a difference comes from prices that only the second list has. */
const base =
  slimFile === undefined
    ? list
    : loadPriceList({
        data: vendorPrices({
          slim: readFileSync(slimFile, 'utf8'),
          dates: { slim: '', litellm: '' },
        }),
      })

test('every body is extracted as recorded, by every extractor', { skip }, () => {
  let readings = 0
  for (const row of rows) {
    for (const { usage, extractors } of row.extracted) {
      for (const { provider_id: provider, api_flavor: flavour } of extractors) {
        const found = extractBody(file, provider, flavour, row.body)
        assert.deepEqual(found?.reported, usage, `${where(row)} by ${provider}/${flavour}`)
        readings += 1
      }
    }
  }
  console.log(`${rows.length} of ${rows.length} bodies extracted (${readings} readings)`)
})

test('every priced row equals its prices as decimals; every other says unpriced', { skip }, () => {
  const counts = { priced: 0, unpriced: 0, prices: 0, silences: 0 }
  const exceptions: string[] = []
  for (const row of rows) {
    let isPriced = false
    for (const { extractors } of row.extracted) {
      for (const expected of extractors) {
        const { provider_id: provider, api_flavor: flavour } = expected
        const { usage } = extractBody(file, provider, flavour, row.body)!
        const query = { provider, model: row.model ?? '', usage, at }
        const cost = list.cost(query)
        const place = `${where(row)} by ${provider}/${flavour}`
        if (expected.input_price === undefined && expected.output_price === undefined) {
          assert.equal(cost, undefined, `${place}: must be unpriced`)
          counts.silences += 1
          continue
        }
        isPriced = true
        counts.prices += 1
        assert.ok(cost, `${place}: must have a price`)
        if (equals(cost, expected)) continue
        const baseCost = base.cost(query)
        assert.ok(
          baseCost !== undefined && equals(baseCost, expected),
          `${place}: ${show(cost, expected)}`,
        )
        exceptions.push(
          `${place}: context tier that only the second list has; ${show(cost, expected)}`,
        )
      }
    }
    if (isPriced) counts.priced += 1
    else counts.unpriced += 1
  }
  console.log(
    `${counts.priced} priced rows equal (${counts.prices} prices), ${counts.unpriced} rows say unpriced ` +
      `(${counts.silences} silences), ${exceptions.length} exceptions`,
  )
  for (const line of exceptions) console.log('  exception:', line)
})

test('the way that calls are billed gives the same, but for named exceptions', { skip }, () => {
  const exceptions: string[] = []
  let same = 0
  for (const row of rows) {
    for (const { extractors } of row.extracted) {
      for (const expected of extractors) {
        const dialect = dialectOf(expected)
        if (dialect === undefined || expected.input_price === undefined) continue
        const provider = expected.provider_id
        const raw = row.body[dialect === 'gemini' ? 'usageMetadata' : 'usage']
        const model = row.model ?? ''
        const reading = readUsage(provider, dialect, raw)
        assert.ok(reading, `${where(row)} by ${provider}/${dialect}`)
        const cost = list.cost({ provider, model, usage: reading.usage, at })
        assert.ok(cost)
        const bill = billReply(list, { provider, model, dialect, raw, at })!
        const place = `${where(row)} by ${provider}/${expected.api_flavor}`
        const figures = `${show(cost, expected)}; billed ${bill.cost === undefined ? 'unpriced' : formatExact(bill.cost)}`
        if (reading.parts !== undefined) {
          assertSum(raw, reading.usage)
          exceptions.push(`${place}: ${reading.parts.length} iterations summed; ${figures}`)
        } else if (equals(cost, expected)) {
          same += 1
        } else {
          const reason = reading.flags.find((name) => name.startsWith('reasoning'))
          // Fields of Anthropic's reply that the list's extractors for other sellers of it do not read.
          const hourly = reading.usage.cacheWrite1h > 0 ? 'one-hour cache writes' : undefined
          const searches =
            reading.usage.other?.webSearches === undefined ? undefined : 'web searches'
          const named = reason ?? hourly ?? searches
          assert.ok(named, `${place}: ${figures} ${JSON.stringify(reading)}`)
          exceptions.push(`${place}: ${named}; ${figures}`)
        }
      }
    }
  }
  console.log(`${same} prices alike as billed, ${exceptions.length} named exceptions`)
  for (const line of exceptions) console.log('  exception:', line)
})

const litellmFile = find('litellm.json')

test(
  'the list that ships is what its script makes of the snapshots',
  {
    skip: slimFile === undefined || litellmFile === undefined ? 'no snapshots' : false,
  },
  () => {
    const [slim, litellm] = [readFileSync(slimFile!, 'utf8'), readFileSync(litellmFile!, 'utf8')]
    const dates = { slim: file.sources[0]!.date, litellm: file.sources[1]!.date }
    assert.deepEqual(JSON.parse(formatPriceFile(vendorPrices({ slim, litellm, dates }))), file)
  },
)

const sessionFile = find('agent-sessions/large-session.jsonl')

test(
  'a recorded agent session costs what its log says, to the last digit that a double keeps',
  {
    skip: sessionFile === undefined ? 'no agent-sessions/large-session.jsonl' : false,
  },
  () => {
    interface Line {
      readonly timestamp: string
      readonly message?: {
        readonly provider: string
        readonly model: string
        readonly usage?: Record<'input' | 'output' | 'cacheRead' | 'cacheWrite', number> & {
          readonly cost: { readonly total: number }
        }
      }
    }
    const lines = readFileSync(sessionFile!, 'utf8').split('\n').filter(Boolean)
    let calls = 0
    let logged = 0
    let total = 0n
    for (const line of lines) {
      const { message, timestamp } = JSON.parse(line) as Line
      if (message?.usage === undefined) continue
      const { input, output, cacheRead, cacheWrite, cost } = message.usage
      const usage = { input, output, cacheRead, cacheWrite, cacheWrite1h: 0, reasoning: 0 }
      const { provider, model } = message
      total += list.cost({ provider, model, usage, at: Date.parse(timestamp) })!.total
      logged += cost.total
      calls += 1
    }
    console.log(`${calls} calls of an agent cost $${formatExact(total)}; its log says $${logged}`)
    assert.ok(Math.abs(Number(total) / 1e12 - logged) < 1e-9)
  },
)

/** The dialect in which a gateway would have read the reply, where the extractor is the one of that dialect. */
function dialectOf(expected: Expected): Dialect | undefined {
  const { provider_id: provider, api_flavor: flavour } = expected
  if (flavour === 'anthropic' || (provider === 'anthropic' && flavour === 'default'))
    return 'anthropic-messages'
  if (provider === 'google' && flavour === 'default') return 'gemini'
  if (flavour === 'chat' && provider !== 'anthropic') return 'openai-chat'
  if (flavour === 'responses') return 'openai-responses'
  if (flavour === 'embeddings' && provider !== 'cohere') return 'openai-embeddings'
  return undefined
}

function assertSum(raw: unknown, usage: { input: number; output: number; reasoning: number }) {
  const { iterations } = raw as { iterations: { input_tokens: number; output_tokens: number }[] }
  const sum = (key: 'input_tokens' | 'output_tokens') =>
    iterations.reduce((total, one) => total + one[key], 0)
  assert.equal(usage.input, sum('input_tokens'))
  assert.equal(usage.output + usage.reasoning, sum('output_tokens'))
}

function equals(cost: Cost, expected: Expected): boolean {
  return (
    cost.input === decimal(expected.input_price) &&
    cost.output === decimal(expected.output_price) &&
    cost.total === (decimal(expected.total_price) ?? cost.input + cost.output)
  )
}

function decimal(text: string | undefined): Money | undefined {
  return text === undefined ? undefined : parseDollars(text)
}

function show(cost: Cost, expected: Expected): string {
  return `expected ${expected.input_price} + ${expected.output_price}, ours ${formatExact(cost.input)} + ${formatExact(cost.output)}`
}

function where(row: Row): string {
  return `${String(row.body['file'])} ${row.model ?? '(no model)'}`
}
