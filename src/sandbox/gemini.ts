/**
 * Gemini's generateContent in its simple form: text and function calls, whole and streamed.
 * @module
 */
import type { Usage } from '../call.ts'
import type { Answer, Ask, Choice, StreamPart } from './ask.ts'
import { shortHash } from './hash.ts'
import { list, number, object, type Reader, strings } from './read-openai.ts'
import { part } from './sse.ts'

type Json = Readonly<Record<string, unknown>>

const finishReasons = {
  stop: 'STOP',
  sequence: 'STOP',
  tool: 'STOP',
  length: 'MAX_TOKENS',
  refusal: 'SAFETY',
} as const

/** @param model from the path, where Gemini has it. */
export function readGemini(body: Json, model: string, stream: boolean, reader: Reader): Ask {
  const config = object(body['generationConfig']) ?? {}
  const contents = list(body['contents'])
  const parts = [object(body['systemInstruction']) ?? {}, ...contents].flatMap((content) =>
    list(content['parts']),
  )
  const blocks = parts.map((item) => {
    const text = typeof item['text'] === 'string' ? item['text'] : JSON.stringify(item)
    return { hash: shortHash(text), tokens: reader.counter.count(text, model) }
  })
  const last = contents.findLast((content) => content['role'] !== 'model')
  return {
    shape: 'gemini',
    vendor: 'gemini',
    provider: reader.provider,
    model,
    prompt: { model, account: reader.account, blocks },
    stream,
    includeUsage: true,
    cap: number(config['maxOutputTokens']),
    stops: strings(config['stopSequences']),
    tools: list(body['tools'])
      .flatMap((tool) => list(tool['functionDeclarations']))
      .map((tool) => ({ name: String(tool['name']), schema: tool['parameters'] })),
    toolChoice:
      object(object(body['toolConfig'])?.['functionCallingConfig'])?.['mode'] === 'ANY'
        ? 'any'
        : 'auto',
    format: config['responseSchema'],
    choices: 1,
    reasoning: /gemini-(2\.5-pro|[3-9])/.test(model),
    lastText: list(last?.['parts'])
      .map((item) => (typeof item['text'] === 'string' ? item['text'] : ''))
      .join(''),
    tier: 'standard',
  }
}

function chunk(
  ask: Ask,
  answer: Answer,
  parts: readonly Json[],
  usage: Usage,
  choice: Choice | undefined,
): Json {
  const prompt = usage.input + usage.cacheRead
  const thoughts = choice === undefined ? 0 : usage.reasoning
  const output = choice === undefined ? 0 : usage.output
  return {
    candidates: [
      {
        content: { parts, role: 'model' },
        ...(choice === undefined ? undefined : { finishReason: finishReasons[choice.stop] }),
        index: 0,
      },
    ],
    usageMetadata: {
      promptTokenCount: prompt,
      candidatesTokenCount: output,
      ...(thoughts > 0 ? { thoughtsTokenCount: thoughts } : undefined),
      ...(usage.cacheRead > 0 ? { cachedContentTokenCount: usage.cacheRead } : undefined),
      totalTokenCount: prompt + output + thoughts,
    },
    modelVersion: ask.model,
    responseId: answer.id,
  }
}

function calls(choice: Choice): Json[] {
  return choice.toolCalls.map((call) => ({
    functionCall: { name: call.name, args: JSON.parse(call.arguments) as unknown },
  }))
}

export function geminiBody(ask: Ask, answer: Answer, usage: Usage): Json {
  const choice = answer.choices[0]!
  const text = choice.pieces.join('')
  return chunk(ask, answer, [...(text === '' ? [] : [{ text }]), ...calls(choice)], usage, choice)
}

/** With `alt=sse`, the only form of stream that clients use. */
export function geminiStream(ask: Ask, answer: Answer, usage: Usage): StreamPart[] {
  const choice = answer.choices[0]!
  const each = (choice.outputTokens - choice.reasoningTokens) / Math.max(1, choice.pieces.length)
  const parts = choice.pieces.map((text, index) =>
    part(
      chunk(ask, answer, [{ text }], usage, undefined),
      Math.round(choice.reasoningTokens + each * (index + 1)),
    ),
  )
  parts.push(part(chunk(ask, answer, calls(choice), usage, choice), choice.outputTokens))
  return parts
}
