/**
 * Metamorphic traps: a question, and one made from it by a change that must change the answer; and, to see that not
 * everything is refused, pairs of wordings of one question. Apart from what the models are trained on, and written
 * without the tables of the vetoes at hand.
 * @module
 */
import { figures } from './figures.ts'
import type { Draw } from './figures.ts'
import { foreign } from './foreign.ts'
import { topicsA } from './topics-a.ts'
import { topicsB } from './topics-b.ts'
import { topicsC } from './topics-c.ts'
import { topicsD } from './topics-d.ts'
import type { Trap, TrapKind } from './trap.ts'
import { foreignC, formsC, momentsC, vocabularyC } from './vocabulary-c.ts'
import { foreignD, formsD, momentsD, vocabularyD } from './vocabulary-d.ts'
import { endings, forms, moments, openings, vocabulary } from './vocabulary.ts'

/** The third was written last, when no rule was mended any more; the fourth blind, after another round of mending. */
export type Half = 'a' | 'b' | 'c' | 'd'

interface Topic {
  readonly domain: string
  readonly wordings: readonly string[]
  readonly turns: readonly (readonly [TrapKind, string])[]
  readonly ordered: boolean
  /** Its answer changes from day to day; in the older halves every topic is taken for such. */
  readonly timely: boolean
  readonly slots: readonly string[]
}

interface Side {
  readonly wording: string
  readonly values: ReadonlyMap<string, string>
  readonly opening?: string
  readonly ending?: string
}

function readTopics(text: string, everyTimely = true): Topic[] {
  return text
    .trim()
    .split('\n\n')
    .map((block) => {
      const lines = block.split('\n')
      const after = (mark: string): string[] =>
        lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(mark.length))
      const wordings = after('= ')
      return {
        domain: after('# ')[0]!,
        wordings,
        turns: after('~ ').map(
          (line) =>
            [
              line.slice(0, line.indexOf(' ')) as TrapKind,
              line.slice(line.indexOf(' ') + 1),
            ] as const,
        ),
        ordered: lines.includes('@order'),
        timely: everyTimely || lines.includes('@timely'),
        slots: [...new Set([...wordings[0]!.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!))],
      }
    })
}

const topics: Readonly<Record<Half, readonly Topic[]>> = {
  a: readTopics(topicsA),
  b: readTopics(topicsB),
  c: readTopics(topicsC),
  d: readTopics(topicsD, false),
}

/** What stands apart for the later halves, each with its own list. */
const later = {
  c: { vocabulary: vocabularyC, forms: formsC, moments: momentsC, foreign: foreignC },
  d: { vocabulary: vocabularyD, forms: formsD, moments: momentsD, foreign: foreignD },
} as const
const isLater = (half: Half): half is keyof typeof later => half in later

/** `count` pairs, about one in four a paraphrase, no pair twice; the same for the same seed and half. */
export function generateTraps(seed: number, count: number, half: Half | 'both' = 'both'): Trap[] {
  const draw = random(seed)
  const traps: Trap[] = []
  const seen = new Set<string>()
  for (let round = 0; traps.length < count && round < count * 50; round++) {
    const side: Half = half === 'both' ? (round % 2 === 0 ? 'a' : 'b') : half
    const trap = one(side, draw)
    if (!trap || trap.kept === trap.asked || seen.has(`${trap.kept}\n${trap.asked}`)) continue
    seen.add(`${trap.kept}\n${trap.asked}`)
    traps.push(trap)
  }
  return traps
}

function one(half: Half, draw: Draw): Trap | undefined {
  const chance = draw()
  if (chance < 0.01) {
    const [kept, asked] = pick<readonly [string, string]>(
      draw,
      isLater(half) ? later[half].foreign : foreign[half],
    )
    return { kept, asked, kind: 'language', domain: 'language', half, near: false }
  }
  const topic = pick(draw, topics[half])
  const values = fill(topic, half, draw)
  const near = draw() < 0.5
  const first = pick(draw, topic.wordings)
  const second = near
    ? first
    : pick(
        draw,
        topic.wordings.filter((wording) => wording !== first),
      )
  const kept = { wording: first, values }
  const make = (kind: TrapKind | 'paraphrase', asked: Side): Trap => ({
    kept: write(kept),
    asked: write(asked),
    kind,
    domain: topic.domain,
    half,
    near,
  })
  if (chance < 0.25) {
    const [opening, ending] = [pick(draw, openings), pick(draw, endings)]
    return make('paraphrase', { wording: second, values, opening, ending })
  }
  if (chance < 0.31)
    return {
      ...make('style', kept),
      asked: behind(
        write({ wording: second, values }),
        pick<string>(draw, isLater(half) ? later[half].forms : forms[half]),
      ),
    }
  if (chance < 0.35 && topic.timely)
    return {
      ...make('freshness', kept),
      asked: behind(
        write({ wording: second, values }),
        pick<string>(draw, isLater(half) ? later[half].moments : moments[half]),
      ),
    }
  if (chance < 0.66 && topic.turns.length > 0) {
    const [kind, wording] = pick(draw, topic.turns)
    return make(kind, { wording, values })
  }
  if (chance < 0.74 && topic.ordered) {
    return make('order', { wording: second, values: exchanged(topic, values) })
  }
  const name = pick(draw, topic.slots)
  const kind = slotOf(name, half).kind
  return make(kind, {
    wording: second,
    values: new Map([...values, [name, change(name, values, half, draw)]]),
  })
}

const base = (name: string): string => name.replace(/2$/, '')
const slotOf = (name: string, half: Half): { kind: TrapKind } =>
  figures[base(name)] ?? (isLater(half) ? later[half].vocabulary : vocabulary)[base(name)]!
const valuesOf = (name: string, half: Half): readonly string[] =>
  isLater(half) ? later[half].vocabulary[base(name)]!.values : vocabulary[base(name)]![half]

function fill(topic: Topic, half: Half, draw: Draw): Map<string, string> {
  const values = new Map<string, string>()
  for (const name of topic.slots) {
    const made = figures[base(name)]
    const used = new Set(values.values())
    const value = made
      ? made.make(draw)
      : pick(
          draw,
          valuesOf(name, half).filter((one) => !used.has(one)),
        )
    values.set(name, value)
  }
  return values
}

function change(name: string, values: ReadonlyMap<string, string>, half: Half, draw: Draw): string {
  const made = figures[base(name)]
  if (made) return made.change(values.get(name)!, draw)
  const used = new Set(values.values())
  return pick(
    draw,
    valuesOf(name, half).filter((value) => !used.has(value)),
  )
}

/** The first pair of slots of one sort, each with the other's value. */
function exchanged(topic: Topic, values: ReadonlyMap<string, string>): Map<string, string> {
  const second = topic.slots.find((name) => name.endsWith('2'))!
  const first = base(second)
  return new Map([...values, [first, values.get(second)!], [second, values.get(first)!]])
}

function write({ wording, values, opening = '', ending = '' }: Side): string {
  const text = wording.replace(/\{(\w+)\}/g, (_, name: string) => values.get(name)!)
  const started =
    opening.endsWith(', ') || opening.endsWith(': ') ? text : text[0]!.toUpperCase() + text.slice(1)
  return `${opening}${started}${ending}`
}

function behind(text: string, words: string): string {
  const end = /[.?]$/.exec(text)?.[0] ?? ''
  return `${text.slice(0, text.length - end.length)} ${words}${end}`
}

const pick = <T>(draw: Draw, from: readonly T[]): T => from[Math.floor(draw() * from.length)]!

/** Mulberry32: 32 bits of state, good enough to choose words. */
function random(seed: number): Draw {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
