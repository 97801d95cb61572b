/**
 * `farthing prices`: list, show, update.
 * @module
 */
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from '../../config/make-folder.ts'
import {
  readPriceFile,
  type ModelEntry,
  type PriceFile,
  type PriceSet,
} from '../../pricing/price-file.ts'
import { updatePrices as comparePrices, type PriceChanges } from '../../pricing/update.ts'
import { formatPriceFile } from '../../pricing/vendor.ts'
import { CommandFailure, exitCodes } from '../exit.ts'
import type { Common, UpdateFlags } from '../options.ts'
import { textTable, type Column } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { load } from './config.ts'

interface Row {
  readonly model: string
  readonly prices: PriceSet
}

export async function listPrices(
  pattern: string | undefined,
  options: Common,
  terminal: Terminal,
): Promise<void> {
  const file = await inUse(options)
  const wanted = matcher(pattern)
  const rows = file.providers.flatMap((provider) =>
    provider.models
      .map((entry): Row => ({ model: `${provider.id}/${entry.id}`, prices: current(entry) }))
      .filter(({ model }) => wanted(model)),
  )
  if (options.json) return terminal.json(rows)
  if (rows.length === 0) throw new CommandFailure(`no model matches \`${pattern}\`.`)
  const price = (title: string, of: keyof PriceSet): Column<Row> => ({
    title,
    right: true,
    value: ({ prices }) => shown(prices[of]),
  })
  const columns: Column<Row>[] = [
    { title: 'model', value: ({ model }) => model },
    price('input', 'input'),
    price('cache read', 'cacheRead'),
    price('cache write', 'cacheWrite'),
    price('output', 'output'),
  ]
  for (const line of textTable(columns, rows)) terminal.line(line)
  const sources = file.sources.map(({ name, date }) => `${name} of ${date}`).join(', ')
  terminal.line(terminal.style('dim', `$ for a million tokens. From ${sources}.`))
}

export async function showPrices(
  model: string,
  options: Common,
  terminal: Terminal,
): Promise<void> {
  const file = await inUse(options)
  const slash = model.indexOf('/')
  const provider = file.providers.find(({ id }) => id === model.slice(0, slash))
  const entry = provider?.models.find(({ id }) => id === model.slice(slash + 1))
  if (entry === undefined) {
    // A bare name, as calls have it: where one provider alone lists it by that name, it is meant.
    const sellers = file.providers.filter(({ models }) => models.some(({ id }) => id === model))
    if (sellers.length === 1) return showPrices(`${sellers[0]!.id}/${model}`, options, terminal)
    if (sellers.length > 1) {
      const all = sellers.map(({ id }) => `${id}/${model}`).join(', ')
      throw new CommandFailure(`several providers list \`${model}\`: ${all}.`)
    }
    throw new CommandFailure(
      `the list has no \`${model}\`. \`farthing prices list ${model.slice(slash + 1)}\` looks for it.`,
    )
  }
  if (options.json) return terminal.json(entry)
  const periods = Array.isArray(entry.prices)
    ? entry.prices
    : [{ prices: entry.prices as PriceSet }]
  terminal.line(terminal.style('bold', model))
  if (entry.contextWindow) terminal.line(`context window  ${entry.contextWindow} tokens`)
  if (entry.cacheMinimum) terminal.line(`cached from     ${entry.cacheMinimum} tokens on`)
  for (const { from, between, prices } of periods) {
    const when = [from ? `from ${from}` : '', between ? `${between.join(' to ')} UTC` : '']
    terminal.line(`\n$ for a million tokens ${when.join(' ')}`.trimEnd())
    showSet(prices, '', terminal)
    for (const [tier, set] of Object.entries(prices.tiers ?? {}))
      showSet(set as PriceSet, `${tier} `, terminal)
  }
}

function showSet(prices: PriceSet, prefix: string, terminal: Terminal): void {
  for (const [name, price] of Object.entries(prices)) {
    if (name === 'tiers' || name === 'derived') continue
    const derived = prices.derived?.includes(name as never) ? '  (by the provider’s rule)' : ''
    terminal.line(`  ${(prefix + name).padEnd(22)} ${shown(price as number)}${derived}`)
  }
}

export async function updatePrices(
  path: string,
  options: UpdateFlags,
  terminal: Terminal,
): Promise<void> {
  const { configuration } = await load(options)
  const before = await inUse(options)
  const { file, added, removed: gone, changed } = readList(path, options.litellm, before)
  const [old, now] = [countModels(before), countModels(file)]
  // A list with half of the models missing is another file, or one cut short; it would leave calls unpriced.
  if (gone.length > old / 2)
    throw new CommandFailure(
      `${path} has ${now} models and lacks ${gone.length} of the ${old} in use: is it the right file?`,
    )
  const target =
    configuration.prices.file ?? join(configuration.server.dataDirectory, 'prices.json')
  makeFolder(configuration.server.dataDirectory)
  writeFileSync(`${target}.new`, formatPriceFile(file))
  renameSync(`${target}.new`, target)
  const counts = { models: now, added: added.length, changed: changed.length }
  if (options.json) return terminal.json({ file: target, ...counts, gone })
  terminal.line(
    `${target}: ${now} models, ${added.length} new, ${changed.length} changed, ${gone.length} gone.`,
  )
  terminal.line('The next start takes it.')
}

/** The list of a file, beside the one in use; completed by LiteLLM's where given. */
function readList(path: string, litellm: string | undefined, previous: PriceFile): PriceChanges {
  try {
    return comparePrices({
      text: readFileSync(path, 'utf8'),
      previous,
      date: dayOf(path),
      ...(litellm === undefined
        ? {}
        : { litellm: readFileSync(litellm, 'utf8'), litellmDate: dayOf(litellm) }),
    })
  } catch (error) {
    const { message } = error as Error
    throw new CommandFailure(`${path} is no price list that can be used: ${message}`)
  }
}

function dayOf(path: string): string {
  return statSync(path).mtime.toISOString().slice(0, 10)
}

async function inUse(options: Common): Promise<PriceFile> {
  const { configuration } = await load(options)
  return readPriceFile(configuration.prices.file)
}

function countModels({ providers }: PriceFile): number {
  return providers.reduce((count, { models }) => count + models.length, 0)
}

/** The prices in force; those of a time of day are left to `show`. */
function current({ prices }: ModelEntry): PriceSet {
  if (!Array.isArray(prices)) return prices as PriceSet
  const today = new Date().toISOString().slice(0, 10)
  const past = prices.filter(({ from, between }) => between === undefined && (from ?? '') <= today)
  return (past.at(-1) ?? prices[0]!).prices
}

/** `0.25`, or `1.25; 2.5 above 200000`. */
function shown(price: unknown): string {
  if (price === undefined) return ''
  if (!Array.isArray(price)) return String(price)
  const [base, ...steps] = price as number[]
  const further = steps.flatMap((above, index) =>
    index % 2 === 0 ? [`${steps[index + 1]} above ${above}`] : [],
  )
  return [base, ...further].join('; ')
}

function matcher(pattern: string | undefined): (model: string) => boolean {
  if (pattern === undefined) return () => true
  if (pattern.length > 200) throw new CommandFailure('the pattern is too long.', exitCodes.usage)
  const parts = pattern.toLowerCase().split('*')
  return (model) => {
    let at = 0
    for (const part of parts) {
      const found = model.toLowerCase().indexOf(part, at)
      if (found === -1) return false
      at = found + part.length
    }
    return true
  }
}
