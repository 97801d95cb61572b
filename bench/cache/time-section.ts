/**
 * What a look into the cache costs, on one core: nothing near, a miss among questions of one style, a verified hit; and
 * what it costs to keep a question.
 *
 * The time is CPU of all threads, which on one core with nothing else to do is what a call waits; what it waited by the
 * clock is said beside it. The least of three looks counts; the p99 is over looks. Each time the cache has read none of
 * the kept questions and has not been asked the same before.
 * @module
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { createEncodings, mostKept } from '../../src/layers/cache/semantic/store/encodings.ts'
import type { Kept } from '../../src/layers/cache/semantic/store/kept.ts'
import type { Bar } from '../bars.ts'
import { readBanking } from './banking-classes.ts'
import { openLooker, type Found, type Index, type Known } from './look.ts'
import type { Section, SectionResult } from './section.ts'

const looks = 3

interface Row {
  /** Milliseconds, of all threads. */
  readonly cpu: number
  /** By the clock. */
  readonly waited: number
  readonly found: Found
}

export async function timeSection({ options, models, say }: Section): SectionResult {
  const banking = readBanking(options.data)
  const quora = readQqp(options.data)
  if (!banking || !quora) {
    say('time: skipped, no data')
    return []
  }
  const { encode, filled, add, cache } = await openLooker(models)

  const timed = async (
    index: Index,
    texts: readonly string[],
    known: Known = new Map(),
  ): Promise<Row[]> => {
    const warming = cache(index, known)
    for (const text of texts.slice(0, 100)) await warming(text)
    const rows: Row[] = []
    for (let round = 0; round < looks; round++) {
      const look = cache(index, known)
      for (const [at, text] of texts.entries()) {
        const used = process.cpuUsage()
        const start = performance.now()
        const found = await look(text)
        const waited = performance.now() - start
        const { user, system } = process.cpuUsage(used)
        const least = rows[at] ?? { cpu: Infinity, waited: Infinity }
        rows[at] = {
          found,
          cpu: Math.min(least.cpu, (user + system) / 1000),
          waited: Math.min(least.waited, waited),
        }
      }
    }
    return rows
  }

  /**
   * Vectors of those that were verified, as if made off the path since they were put. Of more than it remembers, the
   * cache knows the last.
   */
  const madeFor = async (rows: readonly Row[], index: Index): Promise<Known> => {
    const made = new Map<Kept, Float32Array>()
    for (const kept of new Set(rows.flatMap(({ found }) => found.verified))) {
      if (kept.id >= index.size - mostKept && encode) made.set(kept, await encode(kept.text))
    }
    return made
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
  const indexed =
    far.bytes + after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers
  const encoded = encode ? (bytesOfEncodings(await encode('a')) * entries) / 100_000 : 0
  const questions = quora.slice(0, options.quick ? 300 : 2000)
  const nothing = (await timed(far, questions)).filter(({ found }) => found.compared === 0)
  const dense = filled(quora.slice(2000, options.quick ? 7000 : 23_000))
  const missed = ({ found }: Row): boolean => !found.hit
  const seldom = await timed(dense, questions)
  const misses = (await timed(dense, questions, await madeFor(seldom, dense))).filter(missed)
  // The newest questions with other words at the ends: what a verified hit costs.
  const reworded = quora
    .slice(...(options.quick ? [6900, 7000] : [22_400, 23_000]))
    .map((text) => `${text.replace(/\?$/, '')}, please?`)
  const first = (await timed(dense, reworded)).filter(({ found }) => found.hit)
  const hits = (await timed(dense, reworded, await madeFor(first, dense))).filter(
    ({ found }) => found.hit,
  )
  const verified = mean(misses.map(({ found }) => found.verified.length))
  say(
    `time (${models.name}, transformers ${encode ? 'on' : 'off'}): ${nothing.length} looks with nothing near, ` +
      `${questions.length - nothing.length} with a candidate in spite of the other domain; ${misses.length} misses of ${questions.length}, ` +
      `${verified.toFixed(2)} verified a miss; ${hits.length} hits of ${reworded.length}`,
  )
  const none = 'where no vector was made yet'
  const bars: Bar[] = [
    bar(
      `nothing near among ${entries} entries of another domain, p99`,
      quantile(cpuOf(nothing), 0.99),
      0.5,
      'ms',
      `${nothing.length} looks: ${figures(nothing)}`,
    ),
    bar(
      `miss among ${dense.size} questions of one style, mean`,
      mean(cpuOf(misses)),
      1.5,
      'ms',
      `${misses.length} misses: ${figures(misses)}; ${none}: ${figures(seldom.filter(missed))}`,
    ),
    bar(
      'verified hit, p99',
      quantile(cpuOf(hits), 0.99),
      8,
      'ms',
      `${hits.length} hits: ${figures(hits)}; ${none}: ${figures(first)}`,
    ),
    bar(
      `memory of ${entries} entries`,
      (indexed + encoded) / 1e6,
      (80 * entries) / 100_000,
      'MB',
      `texts included, and ${(encoded / 1e6).toFixed(1)} of vectors of the encoder${globalThis.gc ? '' : ', garbage too: run node --expose-gc'}`,
    ),
  ]
  if (encode) {
    const texts = quora.slice(23_000, 23_300)
    const index = await cpuEach(texts, async (text) => add(dense, text, -1))
    const vector = await cpuEach(texts, encode)
    say(
      `time (${models.name}): a question that is kept takes ${(index * 1000).toFixed(0)} µs of CPU, ` +
        `its vector ${vector.toFixed(2)} ms off the path, on a tenth of a core at most`,
    )
  }
  return bars
}

const cpuOf = (rows: readonly Row[]): number[] => rows.map(({ cpu }) => cpu)

function figures(rows: readonly Row[]): string {
  const of = (values: readonly number[]): string =>
    [mean(values), quantile(values, 0.5), quantile(values, 0.99)]
      .map((value) => value.toFixed(2))
      .join(', ')
  return `mean, median, p99 ${of(cpuOf(rows))}; by the clock ${of(rows.map(({ waited }) => waited))}`
}

function bar(name: string, value: number, limit: number, unit: string, note: string): Bar {
  return { name, value, bar: limit, good: 'at most', unit, note }
}

/** Of as many vectors as the cache remembers. */
function bytesOfEncodings(vector: Float32Array): number {
  const place = {} as NonNullable<Kept['place']>
  const kept = Array.from({ length: mostKept }, () => ({ place }) as Kept)
  globalThis.gc?.()
  const before = process.memoryUsage()
  const encodings = createEncodings<Kept>()
  for (const one of kept) encodings.keep(one, vector)
  globalThis.gc?.()
  const after = process.memoryUsage()
  encodings.forget(kept[0]!)
  return after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers
}

/** Milliseconds of CPU a text, of all threads. */
async function cpuEach(
  texts: readonly string[],
  run: (text: string) => Promise<unknown>,
): Promise<number> {
  for (const text of texts.slice(0, 50)) await run(text)
  const start = process.cpuUsage()
  for (const text of texts) await run(text)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000 / texts.length
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

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
