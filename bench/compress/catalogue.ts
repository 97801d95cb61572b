/**
 * Tool catalogues cut down: whether the right tool stays, how many go, what a schema loses, and whether a list without
 * a fitting tool is left alone. Run by `npm run bench:compress`, or alone: `node bench/compress/catalogue.ts`.
 * @module
 */
import { openWeights } from '../../src/learned/weights.ts'
import { loadStaticEmbedding } from '../../src/learned/static-embedding.ts'
import { chooseTools, type Choice } from '../../src/layers/template/choose-tools.ts'
import { firstSentence } from '../../src/layers/template/first-sentence.ts'
import { createFit, type FitOptions } from '../../src/layers/template/fit-tools.ts'
import { indexTools } from '../../src/layers/template/rank-tools.ts'
import { reduceSchema, tidy } from '../../src/layers/template/reduce-schema.ts'
import type { ToolFacts } from '../../src/layers/template/tool-facts.ts'
import { wordsOf } from '../../src/layers/template/tool-words.ts'
import { countTokens } from '../../src/pricing/tokens.ts'
import { benchOptions, finish, type Bar, type BenchOptions } from '../bars.ts'
import { readBfcl, readMcpTools, type ToolCase } from './bfcl.ts'
import { wilson } from './interval.ts'

interface SelectionRow {
  readonly list: string
  readonly cases: string
  readonly method: string
  readonly n: number
  readonly allGold: number
  readonly interval: readonly [number, number]
  readonly removed: number
  /** Cases in which nothing is left out because nothing fits or too little is said. */
  readonly abstained: number
}

interface WordingRow {
  readonly wording: string
  readonly tools: number
  readonly characters: number
  readonly tokens: number
}

type Method = (tools: readonly ToolFacts[], asked: ToolCase) => Choice

/** Further tools of real servers beside the case's own, another draw for each case. */
const further = 60

function chooser(options: FitOptions): Method {
  return (tools, { user, system }) =>
    chooseTools(
      tools.map((tool) => ({ ...tool, plain: true })),
      { asked: [user], called: new Set(), forced: undefined, system },
      createFit(tools, options),
    )
}

/** The bar's own: BM25 alone, a share of the best, no tool kept by rule. */
const plainBm25 =
  (share: number): Method =>
  (tools, { user }) => {
    const scores = indexTools(tools).score(wordsOf(user))
    const best = Math.max(...scores)
    const kept = [...scores.keys()].filter((at) => best <= 0 || scores[at]! >= share * best)
    return { kept: new Set(kept) }
  }

function withFurther(
  { tools }: ToolCase,
  mcp: readonly ToolFacts[],
  number: number,
  count: number,
): readonly ToolFacts[] {
  const mixed = [...tools]
  const names = new Set(tools.map(({ name }) => name))
  for (let at = 0; mixed.length < tools.length + count && at < mcp.length * 2; at++) {
    const tool = mcp[(number * 7919 + at * 8 + (at >> 6)) % mcp.length]!
    if (names.has(tool.name)) continue
    names.add(tool.name)
    mixed.push(tool)
  }
  return mixed
}

function select(
  method: Method,
  cases: readonly ToolCase[],
  lists: readonly (readonly ToolFacts[])[],
): Omit<SelectionRow, 'list' | 'cases' | 'method'> {
  let [right, removed, tools, abstained] = [0, 0, 0, 0]
  for (const [at, one] of cases.entries()) {
    const list = lists[at]!
    const { kept } = method(list, one)
    const names = new Set([...kept].map((position) => list[position]!.name))
    if (one.gold.every((name) => names.has(name))) right++
    if (kept.size === list.length) abstained++
    removed += list.length - kept.size
    tools += list.length
  }
  return {
    n: cases.length,
    allGold: right / cases.length,
    interval: wilson(right, cases.length),
    removed: removed / tools,
    abstained: abstained / cases.length,
  }
}

async function wordings(tools: readonly ToolFacts[]): Promise<readonly WordingRow[]> {
  const form = (tool: ToolFacts, description: string, parameters: unknown): string =>
    JSON.stringify({ type: 'function', function: { name: tool.name, description, parameters } })
  const ways: Readonly<Record<string, (tool: ToolFacts) => string>> = {
    'as it is': (tool) => form(tool, tool.description, tool.schema),
    tidy: (tool) => form(tool, tidy(tool.description), reduceSchema(tool.schema)),
    'first sentence': (tool) =>
      form(tool, firstSentence(tool.description), reduceSchema(tool.schema, firstSentence)),
  }
  const rows: WordingRow[] = []
  for (const [wording, write] of Object.entries(ways)) {
    let [characters, tokens] = [0, 0]
    for (const tool of tools) {
      const text = write(tool)
      characters += text.length
      tokens += (await countTokens(text, 'gpt-4o')).tokens
    }
    rows.push({ wording, tools: tools.length, characters, tokens })
  }
  return rows
}

export async function benchCatalogue(options: BenchOptions): Promise<{
  bars: readonly Bar[]
  rows: readonly (SelectionRow | WordingRow)[]
}> {
  const cases = readBfcl(options.data).filter((_, at) => !options.quick || at % 4 === 0)
  const mcp = readMcpTools(options.data)
  const weights = openWeights('sentence-static')
  const embed = weights && loadStaticEmbedding(weights).embed
  const known: Readonly<Record<string, Method>> = {
    ...(embed ? { 'ours, words and vectors': chooser({ embed }) } : {}),
    'ours, words only': chooser({}),
    'BM25, share 0.2': plainBm25(0.2),
    'BM25, share 0.33': plainBm25(0.33),
    'BM25, share 0.5': plainBm25(0.5),
  }
  const halves: Readonly<Record<string, (one: ToolCase) => boolean>> = {
    all: () => true,
    'tuned half': ({ tuned }) => tuned,
    'other half': ({ tuned }) => !tuned,
  }
  // The bars are about the first method on all cases.
  const few = options.quick ? 1 : undefined
  const methods = Object.fromEntries(Object.entries(known).slice(0, few))
  const parts = Object.fromEntries(Object.entries(halves).slice(0, few))
  const rows: SelectionRow[] = []
  const bars: Bar[] = []
  for (const count of [0, further]) {
    const list = count === 0 ? 'of the case' : `and ${count} of MCP servers`
    const lists = cases.map((one, at) => withFurther(one, mcp, at, count))
    for (const [method, choose] of Object.entries(methods)) {
      for (const [part, belongs] of Object.entries(parts)) {
        const chosen = [...cases.keys()].filter((at) => belongs(cases[at]!))
        const row = select(
          choose,
          chosen.map((at) => cases[at]!),
          chosen.map((at) => lists[at]!),
        )
        rows.push({ list, cases: part, method, ...row })
      }
    }
    // Requests to lists that hold none of their own tools: nothing there is right.
    const foreign = cases.map((one, at) => withFurther({ ...one, tools: [] }, mcp, at, 12))
    for (const [method, choose] of Object.entries(methods)) {
      if (count > 0) continue
      const none = cases.map((one) => ({ ...one, gold: [] }))
      rows.push({
        list: '12 foreign',
        cases: 'no right tool',
        method,
        ...select(choose, none, foreign),
      })
    }
    const own = rows.find((row) => row.list === list && row.cases === 'all')
    if (cases.length === 0 || !own) continue
    const interval = own.interval.map((edge) => (edge * 100).toFixed(1)).join(' to ')
    const note = `${own.n} cases, ${own.method}; 95 %: ${interval}`
    const [gold, share] = count === 0 ? [99.5, 50] : [99, 90]
    bars.push(
      {
        name: `BFCL tools ${list}: all gold kept`,
        value: own.allGold * 100,
        bar: gold,
        good: 'at least',
        unit: '%',
        note,
      },
      {
        name: `BFCL tools ${list}: tools removed`,
        value: own.removed * 100,
        bar: share,
        good: 'at least',
        unit: '%',
      },
    )
  }
  const worded = mcp.length === 0 ? [] : await wordings(mcp)
  for (const [wording, least] of [
    ['tidy', 3.5],
    ['first sentence', 40],
  ] as const) {
    const row = worded.find((one) => one.wording === wording)
    if (!row) continue
    for (const unit of ['characters', 'tokens'] as const) {
      const value = 100 - (100 * row[unit]) / worded[0]![unit]
      bars.push({
        name: `MCP tool lists, ${wording}: ${unit} saved`,
        value,
        bar: least,
        good: 'at least',
        unit: '%',
        note: `${row.tools} tools`,
      })
    }
  }
  return { bars, rows: [...rows, ...worded] }
}

if (import.meta.main) {
  const options = benchOptions()
  const { bars, rows } = await benchCatalogue(options)
  if (!options.json) {
    console.table(
      rows.filter((row) => 'list' in row),
      ['list', 'cases', 'method', 'n', 'allGold', 'removed', 'abstained'],
    )
  }
  finish(bars, options, { rows })
}
