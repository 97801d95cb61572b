/**
 * BANKING77's test questions as a stream into an empty cache: wrong hits per call, hits, and what a drift does.
 *
 * Two questions have one answer where intent and slots are equal (`banking-classes.ts`). Labels are turned round with a
 * chance of 5 %. Weights and prior have never seen BANKING77.
 * @module
 */
import { lexicalFeatures } from '../../src/layers/cache/semantic/question/features.ts'
import type { Bar } from '../bars.ts'
import { readBanking, type Question } from './banking-classes.ts'
import { proportion, written } from './curve.ts'
import minilm from './minilm.json' with { type: 'json' }
import { ourRule } from './our-rule.ts'
import { named, type Section, type SectionResult } from './section.ts'
import { runStream, type DriftPlan, type Rule, type StreamResult } from './stream.ts'
import { vcacheRule } from './vcache.ts'
import { buildWorld, type World } from './world.ts'

const limits = [0.01, 0.02, 0.05] as const
const judge = 0.05
const drift: DriftPlan = { from: 0.5, share: 1 / 3 }
/** Variances of vCache's ridge; the one with the most hits is compared with. */
const ridges = [2500, 10_000, 40_000] as const
/** Neighbours of a question that are looked at, and of these those that the verifier reads. */
const width = 128
const verified = 20

export async function streamSection(section: Section): SectionResult {
  const { options, models, say } = section
  const all = readBanking(options.data)
  if (!all) {
    say('banking77 stream: skipped, no data')
    return []
  }
  const questions = options.quick ? all.filter((_, i) => i % 3 === 0) : all
  const classes = new Set(questions.map(({ answer }) => answer)).size
  const ideal = 1 - classes / questions.length
  say(
    `banking77: ${questions.length} questions, ${new Set(questions.map(({ intent }) => intent)).size} intents, ${classes} answers, ideal hits ${ideal.toFixed(3)}`,
  )
  const world = await bankingWorld(section, questions)
  const shuffles = options.quick ? 20 : 200
  const bars: Bar[] = []
  for (const limit of limits) {
    const ours = repeated(shuffles, world, ourRule(models.prior, { limit, noise: judge }))
    const after = repeated(shuffles, world, ourRule(models.prior, { limit, noise: judge }), drift)
    const theirs = ridges
      .map((ridge) => repeated(shuffles, world, vcacheRule({ limit, ridge })))
      .sort((a, b) => mean(b, (run) => run.hits) - mean(a, (run) => run.hits))[0]!
    const theirDrift = repeated(shuffles, world, vcacheRule({ limit, ridge: 10_000 }), drift)
    say(`δ ${limit} ours:          ${told(ours, limit)}`)
    say(`δ ${limit} ours, drift:   ${told(after, limit)}`)
    say(`δ ${limit} vCache's rule: ${told(theirs, limit)}`)
    say(`δ ${limit} vCache, drift: ${told(theirDrift, limit)}`)
    bars.push(
      kept(section, `banking77 stream, δ ${limit}: shuffles within it`, ours, limit),
      kept(section, `banking77 stream with a drift, δ ${limit}: shuffles within it`, after, limit),
      {
        name: named(section, `banking77 stream, δ ${limit}: hits beyond vCache's rule`),
        value: share(ours) / share(theirs),
        bar: 1,
        good: 'at least',
        unit: '×',
        note: `${percent(share(ours))} of calls beside ${percent(share(theirs))}; MiniLM cosine for it: ${minilm.vcache[`${limit}`]}`,
      },
    )
  }
  return bars
}

/** The set with everything about its pairs; lexical features and vetoes only of pairs that come up. */
export async function bankingWorld(
  { evidences, models, say }: Section,
  questions: readonly Question[],
): Promise<World> {
  const vectors = questions.map(({ text }) => evidences.vector(text))
  const read = questions.map(({ text }) => evidences.question(text))
  const world = buildWorld({
    vectors,
    answers: questions.map(({ answer }) => answer),
    intents: questions.map(({ intent }) => intent),
    width: Math.min(width, questions.length - 1),
    figures(i, j, rank) {
      const asked = questions[i]!.text
      const kept = questions[j]!.text
      const vetoed = evidences.vetoed(asked, kept)
      return {
        vetoed,
        lexical: vetoed ? [] : lexicalFeatures(read[i]!, read[j]!),
        linear: models.linear?.(read[i]!, read[j]!),
        encoder: rank < verified ? evidences.encoder(asked, kept) : undefined,
        verifier: rank < verified && !vetoed ? evidences.logit(asked, kept) : undefined,
      }
    },
  })
  await evidences.encode(questions.map(({ text }) => text))
  if (models.verify) {
    const pairs = questions.flatMap(({ text: asked }, i) =>
      Array.from({ length: Math.min(verified, world.width) }, (_, rank) => i * world.width + rank)
        .map((slot) => ({ asked, kept: questions[world.neighbours[slot]!]!.text }))
        .filter(({ kept }) => !evidences.vetoed(asked, kept)),
    )
    say(`banking77: ${pairs.length} pairs for the verifier`)
    await evidences.verify(pairs)
  }
  return world
}

function repeated(
  shuffles: number,
  world: World,
  make: (world: World, random: () => number) => Rule,
  plan?: DriftPlan,
): readonly StreamResult[] {
  return Array.from({ length: shuffles }, (_, i) =>
    runStream({ world, seed: i + 1, judge, ...(plan && { drift: plan }) }, make),
  )
}

function kept(section: Section, name: string, runs: readonly StreamResult[], limit: number): Bar {
  const within = runs.filter(({ wrong, calls }) => wrong <= limit * calls).length
  return {
    name: named(section, name),
    value: within / runs.length,
    bar: 0.95,
    good: 'at least',
    note: `${within} of ${runs.length}, 95 % ${written(proportion(within, runs.length))}; ${told(runs, limit)}`,
  }
}

function told(runs: readonly StreamResult[], limit: number): string {
  const hits = mean(runs, (run) => run.hits)
  const wrong = mean(runs, (run) => run.wrong)
  const throughout = runs.filter(({ worst }) => worst <= limit).length
  return [
    `hits ${percent(share(runs))}`,
    `wrong / calls ${(wrong / runs[0]!.calls).toFixed(4)}`,
    `wrong per hit ${hits > 0 ? (wrong / hits).toFixed(3) : 'none'}`,
    `hits in the first tenth ${mean(runs, (run) => run.early).toFixed(1)}`,
    `within δ at every call from the 500th on ${percent(throughout / runs.length)}`,
  ].join(', ')
}

const percent = (x: number): string => `${(100 * x).toFixed(1)} %`

function mean(runs: readonly StreamResult[], of: (run: StreamResult) => number): number {
  return runs.reduce((sum, run) => sum + of(run), 0) / runs.length
}

const share = (runs: readonly StreamResult[]): number =>
  mean(runs, ({ hits, calls }) => hits / calls)
