/**
 * Six published prompt-caching workloads as reduced calls (figures: caching-ai/caching.ai, Apache-2.0; no text of
 * theirs). Arm A sends no hints; arm B marks the end of the fixed prefix, as hand-tuned clients do.
 * @module
 */
import { seededRandom, shortHash } from './hash.ts'
import type { Block } from './prompt.ts'

export type ScenarioId = 'S1' | 'S2' | 'S3' | 'S4' | 'S5' | 'S6'
export type Tokenizer = 'claude-haiku-4-5' | 'claude-sonnet-5' | 'gpt-5.6-sol'

/** One call of a scenario: the fixed prefix (tools, system), then the turns of the conversation, oldest first. */
export interface ScenarioCall {
  /** Milliseconds since the scenario's start. */
  readonly at: number
  readonly tools: Block
  readonly system: Block
  /** Where a line with the time stands at the top of the system text: the text below it, which stays. */
  readonly systemBelow?: Block
  readonly turns: readonly Block[]
  readonly outputTokens: number
}

export interface Scenario {
  readonly id: ScenarioId
  readonly what: string
  readonly calls: readonly ScenarioCall[]
}

export interface Shape {
  readonly id: ScenarioId
  readonly what: string
  readonly calls: number
  readonly prefixTokens: number
  readonly tailTokens: number
  /** Added by each call after the first to a conversation that grows. 0: each call asks a question of its own. */
  readonly growthTokens: number
  readonly gapsSeconds: readonly number[]
  /** Gap after those given; `undefined`: uniform from 0 to 90 s. */
  readonly restSeconds: number | undefined
  readonly outputTokens: number
  /** The prefix differs on every call. */
  readonly volatile: boolean
}

/**
 * The published shapes. Growth of S1 is published as 106; 106.1 is inside that rounding and is what both arms' dollars
 * give (40 calls: 780 growths). S2's tails are 36.5 on average.
 */
export const shapes: readonly Shape[] = [
  {
    id: 'S1',
    what: 'coding agent: fixed tools and system, the conversation grows',
    calls: 40,
    prefixTokens: 7822,
    tailTokens: 369,
    growthTokens: 106.1,
    gapsSeconds: [54.6, 29.6, 89.7, 51.7, 64.2, 30.2, 27.4, 39.7, 35.5, 58, 69.8, 71.8, 58.7, 92.8],
    restSeconds: undefined,
    outputTokens: 80,
    volatile: false,
  },
  {
    id: 'S2',
    what: 'sparse support agent: one question a call, 6 to 9 minutes apart',
    calls: 12,
    prefixTokens: 5963,
    tailTokens: 36.5,
    growthTokens: 0,
    gapsSeconds: [396, 486, 427, 551, 367, 456, 516, 396, 544, 426, 488],
    restSeconds: 450,
    outputTokens: 96,
    volatile: false,
  },
  {
    id: 'S3',
    what: 'a timestamp inside the system prompt',
    calls: 20,
    prefixTokens: 7800,
    tailTokens: 45,
    growthTokens: 0,
    gapsSeconds: [],
    restSeconds: 30,
    outputTokens: 96,
    volatile: true,
  },
  {
    id: 'S4',
    what: 'batch classification, one after the other',
    calls: 300,
    prefixTokens: 5728,
    tailTokens: 28,
    growthTokens: 0,
    gapsSeconds: [],
    restSeconds: 2,
    outputTokens: 8,
    volatile: false,
  },
  {
    id: 'S5',
    what: 'two calls 45 minutes apart',
    calls: 2,
    prefixTokens: 8400,
    tailTokens: 150,
    growthTokens: 0,
    gapsSeconds: [2700],
    restSeconds: 2700,
    outputTokens: 96,
    volatile: false,
  },
  {
    id: 'S6',
    what: 'steady questions every 30 s',
    calls: 60,
    prefixTokens: 5177,
    tailTokens: 28,
    growthTokens: 0,
    gapsSeconds: [],
    restSeconds: 30,
    outputTokens: 96,
    volatile: false,
  },
]

/**
 * Tokens of another model for the same text, from the published dollars: gpt-5.6-sol by the input of arm A at $5
 * (S2: 5,215 a call, S6: 4,524), Sonnet 5 by arms A and B at $3 (two equations, two unknowns).
 */
const recounted: Partial<Record<Tokenizer, Partial<Record<ScenarioId, Partial<Shape>>>>> = {
  'gpt-5.6-sol': {
    S2: { prefixTokens: 5178, tailTokens: 36.67 },
    S6: { prefixTokens: 4496, tailTokens: 27.73 },
  },
  'claude-sonnet-5': {
    S1: { prefixTokens: 11_247, tailTokens: 530, growthTokens: 127.87 },
    S2: { prefixTokens: 8700, tailTokens: 52.75 },
  },
}

/** A published shape with the token counts of a model. */
export function shapeOf(id: ScenarioId, tokenizer: Tokenizer = 'claude-haiku-4-5'): Shape {
  const shape = shapes.find((candidate) => candidate.id === id)!
  return { ...shape, ...recounted[tokenizer]?.[id] }
}

/**
 * The calls of a shape. Fractions of a token are carried from call to call, so that sums come out as published.
 * @param name makes texts differ between tenants and runs, and draws the gaps that are not given.
 */
export function scenario(shape: Shape, name = ''): Scenario {
  const random = seededRandom(shortHash(`${shape.id}${name}`))
  const calls: ScenarioCall[] = []
  const turns: Block[] = []
  let at = 0
  let owed = 0
  for (let index = 0; index < shape.calls; index++) {
    if (index > 0) {
      const rest = shape.restSeconds ?? random() * 90
      at += Math.round((shape.gapsSeconds[index - 1] ?? rest) * 1000)
    }
    const grows = shape.growthTokens > 0
    owed += grows && index > 0 ? shape.growthTokens : shape.tailTokens
    const tokens = Math.round(owed)
    owed -= tokens
    const turn = block(`${name} ${shape.id} turn ${index}`, tokens, 'messages')
    if (grows) turns.push(turn)
    else turns[0] = turn
    const version = shape.volatile ? ` ${index}` : ''
    const toolTokens = Math.round(shape.prefixTokens / 2)
    const systemTokens = shape.prefixTokens - toolTokens
    const below = block(`${name} ${shape.id} system`, systemTokens, 'system')
    calls.push({
      at,
      tools: block(`${name} ${shape.id} tools`, toolTokens, 'tools'),
      system: block(`${name} ${shape.id} system${version}`, systemTokens, 'system'),
      ...(shape.volatile ? { systemBelow: below } : {}),
      turns: [...turns],
      outputTokens: shape.outputTokens,
    })
  }
  return { id: shape.id, what: shape.what, calls }
}

function block(text: string, tokens: number, section: 'tools' | 'system' | 'messages'): Block {
  return { hash: shortHash(text), tokens, section, kind: section === 'tools' ? 'tool' : 'text' }
}

/** The blocks of a call under an arm. B marks the last tool and the last system block, for five minutes. */
export function armBlocks(call: ScenarioCall, arm: 'A' | 'B'): readonly Block[] {
  if (arm === 'A') return [call.tools, call.system, ...call.turns]
  return [
    { ...call.tools, cacheControl: '5m' },
    { ...call.system, cacheControl: '5m' },
    ...call.turns,
  ]
}
