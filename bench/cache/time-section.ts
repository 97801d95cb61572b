/**
 * What a look into the cache costs, on one thread: nothing near, a miss among questions of one style, a verified hit.
 *
 * Each look is timed three times and the fastest taken, so that other work on the machine does not count; the p99 is
 * over looks.
 * @module
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import {
  createSemanticIndex,
  type Indexed,
} from '../../src/layers/cache/semantic/index/semantic-index.ts'
import { lexicalFeatures } from '../../src/layers/cache/semantic/question/features.ts'
import { neverAcross } from '../../src/layers/cache/semantic/question/never.ts'
import { readQuestion } from '../../src/layers/cache/semantic/question/read-question.ts'
import { vetoesBetween } from '../../src/layers/cache/semantic/question/vetoes.ts'
import { priorScorer, worthVerifying } from '../../src/layers/cache/semantic/risk/prior.ts'
import type { Bar } from '../bars.ts'
import { readBanking } from './banking-classes.ts'
import type { Section, SectionResult } from './section.ts'
import { dot } from './world.ts'
import { mostVerified } from '../../src/layers/cache/semantic/semantic.ts'

/** As in the cache: five by vector, two by rare words, nothing below this cosine. */
const near = 5
const beside = 2
const floor = 0.5
const looks = 3
const hopeless = Math.log(0.2 / 0.8)

interface Item extends Indexed {
  readonly text: string
}

interface Found {
  readonly compared: number
  readonly verified: number
  readonly hit: boolean
}

export async function timeSection(section: Section): SectionResult {
  const { options, models, say } = section
  const banking = readBanking(options.data)
  const quora = readQqp(options.data)
  if (!banking || !quora) {
    say('time: skipped, no data')
    return []
  }
  const { embed, prior, verify, encode } = models
  const dimensions = embed('a').length
  const score = priorScorer(prior)
  const worth = worthVerifying(prior)
  const pass = Math.log(prior.operating / (1 - prior.operating))

  const filled = (texts: Iterable<string>) => {
    const index = createSemanticIndex<Item>(dimensions, floor)
    for (const text of texts) index.add('p', { text, place: undefined }, embed(text))
    return index
  }

  /** As the layer looks: embed, candidates, vetoes, the light scorer, and the transformers where they could matter. */
  const look = async (index: ReturnType<typeof filled>, text: string): Promise<Found> => {
    const asked = readQuestion(text)
    if (neverAcross(asked)) return { compared: 0, verified: 0, hit: false }
    const candidates = index.candidates('p', text, embed(text), near, beside)
    const open = candidates
      .map(({ item, similarity }) => ({ item, similarity, kept: readQuestion(item.text) }))
      .filter(({ kept }) => vetoesBetween(asked, kept).length === 0)
      .map(({ item, similarity, kept }) => {
        const linear = models.linear?.(asked, kept)
        return {
          item,
          evidence: { similarity, linear, lexical: lexicalFeatures(asked, kept), age: 0 },
        }
      })
      .filter(({ evidence }) => worth(evidence))
      .sort((a, b) => score(b.evidence) - score(a.evidence))
      .slice(0, mostVerified)
    let verified = 0
    let hit = false
    let own: Float32Array | undefined
    for (const { item, evidence } of open) {
      if (!verify && !encode) {
        hit ||= score(evidence) >= pass
        continue
      }
      verified++
      // No vector is known from before: the dearest case.
      own ??= (await encode?.([text]))?.[0]
      const other = (await encode?.([item.text]))?.[0]
      const verifier = (await verify?.([[text, item.text]]))?.[0]
      const logit = score({ ...evidence, encoder: own && other && dot(own, other), verifier })
      hit = logit >= pass
      if (hit || logit <= hopeless) break
    }
    return { compared: candidates.length, verified, hit }
  }

  const timed = async (index: ReturnType<typeof filled>, texts: readonly string[]) => {
    for (const text of texts.slice(0, 100)) await look(index, text)
    const rows: { milliseconds: number; found: Found }[] = []
    for (const text of texts) {
      let milliseconds = Infinity
      let found!: Found
      for (let i = 0; i < looks; i++) {
        const start = performance.now()
        found = await look(index, text)
        milliseconds = Math.min(milliseconds, performance.now() - start)
      }
      rows.push({ milliseconds, found })
    }
    return rows
  }

  const entries = options.quick ? 20_000 : 100_000
  globalThis.gc?.()
  const before = process.memoryUsage()
  const far = filled(
    variants(
      banking.map(({ text }) => text),
      entries,
    ),
  )
  globalThis.gc?.()
  const after = process.memoryUsage()
  // The index's vectors lie in a memory of WebAssembly, which is no array buffer.
  const bytes =
    far.bytes + after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers
  const questions = quora.slice(0, options.quick ? 300 : 2000)
  const nothing = (await timed(far, questions)).filter(({ found }) => found.compared === 0)
  const withSome = questions.length - nothing.length
  const dense = filled(quora.slice(2000, options.quick ? 7000 : 23_000))
  const asked = [...questions]
  const misses = (await timed(dense, asked)).filter(({ found }) => !found.hit)
  // Questions that are there with other words at the ends: what a verified hit costs.
  const reworded = quora
    .slice(2000, options.quick ? 2100 : 2600)
    .map((text) => `${text.replace(/\?$/, '')}, please?`)
  const hits = (await timed(dense, reworded)).filter(({ found }) => found.hit)
  say(
    `time (${models.name}, transformers ${verify || encode ? 'on' : 'off'}): ${nothing.length} looks with nothing near, ${withSome} with a candidate in spite of the other domain; ` +
      `${misses.length} misses of ${asked.length}, ${mean(misses.map(({ found }) => found.verified)).toFixed(2)} verified a miss; ${hits.length} hits of ${reworded.length}`,
  )
  const times = (rows: typeof misses) => rows.map((row) => row.milliseconds).sort((a, b) => a - b)
  const bar = (name: string, value: number, limit: number, unit: string, note: string): Bar => ({
    name,
    value,
    bar: limit,
    good: 'at most',
    unit,
    note,
  })
  const missTimes = times(misses)
  return [
    bar(
      `nothing near among ${entries} entries of another domain, p99`,
      quantile(times(nothing), 0.99),
      0.5,
      'ms',
      `median ${quantile(times(nothing), 0.5).toFixed(3)}, ${nothing.length} looks`,
    ),
    bar(
      `miss among ${dense.size} questions of one style, mean`,
      mean(missTimes),
      1.5,
      'ms',
      `median ${quantile(missTimes, 0.5).toFixed(3)}, p99 ${quantile(missTimes, 0.99).toFixed(2)}`,
    ),
    bar(
      'verified hit, p99',
      quantile(times(hits), 0.99),
      8,
      'ms',
      `median ${quantile(times(hits), 0.5).toFixed(2)}, ${hits.length} hits`,
    ),
    bar(
      `memory of ${entries} entries`,
      bytes / 1e6,
      (80 * entries) / 100_000,
      'MB',
      `texts included${globalThis.gc ? '' : ', garbage too: run node --expose-gc'}`,
    ),
  ]
}

/** Questions of QQP, distinct, in the file's order; undefined where it is missing. */
function readQqp(data: string): string[] | undefined {
  let text: string
  try {
    text = gunzipSync(readFileSync(join(data, 'qqp/train.jsonl.gz'))).toString()
  } catch {
    return undefined
  }
  const texts = new Set<string>()
  for (const line of text.split('\n')) {
    if (!line) continue
    const { a, b } = JSON.parse(line) as { a: string; b: string }
    texts.add(a).add(b)
    if (texts.size >= 24_000) break
  }
  return [...texts]
}

/** The texts with other words in front, until there are enough: one domain, all different. */
function* variants(texts: readonly string[], count: number): Generator<string> {
  for (let i = 0; i < count; i++) {
    const round = Math.floor(i / texts.length)
    const text = texts[i % texts.length]!
    yield round === 0
      ? text
      : `${text} ${texts[(i * 7 + round) % texts.length]!.split(' ').slice(0, 4).join(' ')} ${round}`
  }
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
