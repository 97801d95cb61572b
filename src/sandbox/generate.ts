/**
 * The answer to a request: a function of seed, request and directive, and of nothing else.
 * @module
 */
import type { Answer, Ask, Choice, Stop, ToolCall } from './ask.ts'
import type { Directive } from './directive.ts'
import { seededRandom, shortHash } from './hash.ts'
import { sampleValue } from './sample.ts'
import type { TokenCounter } from './tokens.ts'
import { spell } from './words.ts'

const shortest = 12
const longest = 72
const usualReasoning = 64
const mostWords = 1_000_000
/** 2026-07-01: replies carry a time after it, fixed by the request. */
const epoch = 1_782_864_000

/** @param key hash of seed and request bytes. */
export function generate(
  ask: Ask,
  directive: Directive,
  key: string,
  counter: TokenCounter,
): Answer {
  const choices: Choice[] = []
  for (let index = 0; index < ask.choices; index++) {
    choices.push(
      generateChoice(ask, directive, index === 0 ? key : shortHash(`${key}${index}`), counter),
    )
  }
  return { id: key, created: epoch + (Number.parseInt(key.slice(8, 13), 16) % 1_000_000), choices }
}

function generateChoice(
  ask: Ask,
  directive: Directive,
  key: string,
  counter: TokenCounter,
): Choice {
  const random = seededRandom(key)
  const cap = ask.cap ?? Infinity
  const wanted = ask.reasoning || directive.reasoningTokens !== undefined
  const reasoningTokens = Math.min(wanted ? (directive.reasoningTokens ?? usualReasoning) : 0, cap)
  const reasoning = ask.reasoning ? spell(Math.min(reasoningTokens, 24), random).join('') : ''
  const left = Math.max(0, cap - reasoningTokens)
  if (directive.fault === 'refusal') {
    return finish({
      reasoning,
      reasoningTokens,
      pieces: ["I'm", ' sorry', ', I', " can't", ' help', ' with that.'],
      stop: 'refusal',
    })
  }
  const names = toolNames(ask, directive)
  if (names.length > 0) {
    const toolCalls = names.map((name, index): ToolCall => {
      const schema = ask.tools.find((tool) => tool.name === name)?.schema ?? { type: 'object' }
      const id = `${shortHash(`${key}tool${index}`)}${shortHash(name).slice(0, 8)}`
      return { id, name, arguments: JSON.stringify(sampleValue(schema, random) ?? {}) }
    })
    let tokens = 0
    for (const call of toolCalls) tokens += counter.count(call.name + call.arguments, ask.model) + 8
    return finish({ reasoning, reasoningTokens, toolCalls, stop: 'tool', tokens })
  }
  return cut(ask, directive, { reasoning, reasoningTokens, left, random }, counter)
}

interface Room {
  readonly reasoning: string
  readonly reasoningTokens: number
  readonly left: number
  readonly random: () => number
}

/** Visible text, ended by the first of: its own end, a stop sequence, the cap. */
function cut(ask: Ask, directive: Directive, room: Room, counter: TokenCounter): Choice {
  const { reasoning, reasoningTokens, left, random } = room
  const given = givenText(ask, directive, random)
  let pieces = given === undefined ? spell(length(directive, left, random), random) : split(given)
  let stop: Stop = 'stop'
  // A spelled piece is one token; of a given text each piece is counted.
  const cost = (piece: string) => (given === undefined ? 1 : counter.count(piece, ask.model))
  const text = pieces.join('')
  let stopSequence: string | undefined
  let end = text.length
  for (const sequence of ask.stops) {
    const at = sequence === '' ? -1 : text.indexOf(sequence)
    if (at >= 0 && at < end) [end, stopSequence, stop] = [at, sequence, 'sequence']
  }
  if (stopSequence !== undefined) pieces = split(text.slice(0, end))
  let tokens = 0
  const kept: string[] = []
  const allowed = directive.fault === 'length' ? Math.min(left, Math.ceil(pieces.length / 2)) : left
  for (const piece of pieces) {
    const next = cost(piece)
    if (tokens + next > allowed) {
      stop = 'length'
      stopSequence = undefined
      tokens = Math.max(tokens, Math.min(allowed, left))
      break
    }
    tokens += next
    kept.push(piece)
  }
  return finish({ reasoning, reasoningTokens, pieces: kept, stop, stopSequence, tokens })
}

interface Parts {
  readonly reasoning: string
  readonly reasoningTokens: number
  readonly pieces?: readonly string[]
  readonly toolCalls?: readonly ToolCall[]
  readonly stop: Stop
  readonly stopSequence?: string | undefined
  readonly tokens?: number
}

function finish(parts: Parts): Choice {
  const { reasoning, reasoningTokens, pieces = [], toolCalls = [], stop, stopSequence } = parts
  const outputTokens = reasoningTokens + (parts.tokens ?? pieces.length)
  return { reasoning, pieces, toolCalls, stop, stopSequence, outputTokens, reasoningTokens }
}

function toolNames(ask: Ask, directive: Directive): readonly string[] {
  if (directive.tools !== undefined) return directive.tools
  if (directive.text !== undefined || directive.outputTokens !== undefined) return []
  if (typeof ask.toolChoice === 'object') return [ask.toolChoice.name]
  const first = ask.tools[0]
  return ask.toolChoice === 'any' && first !== undefined ? [first.name] : []
}

function givenText(ask: Ask, directive: Directive, random: () => number): string | undefined {
  if (directive.text !== undefined) return directive.text
  if (directive.echo === true) return ask.lastText
  if (ask.format === undefined || ask.format === null) return undefined
  const schema =
    ask.format === true
      ? { type: 'object', properties: { answer: { type: 'string' } } }
      : ask.format
  return JSON.stringify(sampleValue(schema, random))
}

function length(directive: Directive, left: number, random: () => number): number {
  const drawn = shortest + Math.floor(random() * (longest - shortest))
  // One more than fits, so that the cut shows as a length stop.
  return Math.min(directive.outputTokens ?? drawn, left + 1, mostWords)
}

/** Pieces of a given text: words with the space before them. Never inside a surrogate pair. */
function split(text: string): string[] {
  return text.match(/\s*\S{1,16}|\s+$/gu) ?? []
}
