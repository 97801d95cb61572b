/**
 * Who labels the answers of a route: equality, the user's verifier, a judge model.
 * @module
 */
import type { Call } from '../../call.ts'
import { readEndpoint } from '../../dialects/paths.ts'
import { createView } from '../../dialects/view.ts'
import { FarthingError } from '../../errors.ts'
import type { Judges } from '../../proof/labels/compare.ts'
import type { SendJudge } from '../../proof/labels/judge.ts'
import { readAnswer } from '../../proof/labels/read-answer.ts'
import { createVerifier, runCommand, type Verifier } from '../../proof/labels/verifier.ts'
import type { Send } from '../../send/send.ts'
import type { Resolve } from '../parts.ts'
import { postTo } from './post.ts'

export interface JudgeSettings {
  readonly judge?: string
  readonly verifier?: { readonly command?: readonly string[]; readonly url?: string }
  readonly labels?: readonly string[]
}

export interface JudgeParts {
  readonly send: Send
  readonly resolve: Resolve
}

/** Tokens of a judge's answer, where its API wants a number: a sentence or two, and the verdict line. */
const answerTokens = 1024

/** Makes the judges of a route for one call, whose tenant the judge's cost belongs to. */
export function createJudges(settings: JudgeSettings, parts: JudgeParts): (call: Call) => Judges {
  const verifier = verifierOf(settings)
  const { judge, labels } = settings
  const fixed = { ...(labels ? { labels } : {}), ...(verifier ? { verifier } : {}) }
  if (judge === undefined) return () => fixed
  return (call) => ({ ...fixed, judge: judgeFor(call, judge, parts) })
}

function verifierOf({ verifier }: JudgeSettings): Verifier | undefined {
  const [command, ...args] = verifier?.command ?? []
  if (command !== undefined) return createVerifier(runCommand(command, args))
  return verifier?.url === undefined ? undefined : createVerifier(postTo(verifier.url))
}

function judgeFor(call: Call, model: string, { send, resolve }: JudgeParts): SendJudge {
  return async (prompt, signal) => {
    const reply = await send(judgeCall(call, model, resolve, prompt, signal), 'judge')
    const { body } = reply
    if (!(body instanceof Uint8Array)) {
      body.cancel(new Error('a judge does not stream'))
      throw new Error('The judge streamed')
    }
    const answer = readAnswer(
      reply.outcome()?.status === 200 ? dialectOf(model, resolve) : 'opaque',
      body,
    )
    return { text: answer?.text ?? '', cost: reply.outcome()?.cost }
  }
}

/** The judge's provider speaks one of the two; the first that resolves is taken. */
const paths = ['/v1/chat/completions', '/v1/messages'] as const

function dialectOf(model: string, resolve: Resolve): Call['client'] {
  return judgeEndpoint(model, resolve).endpoint.dialect
}

/** Where a judge is asked. Throws what `resolve` throws where neither dialect leads to it. */
export function judgeEndpoint(model: string, resolve: Resolve) {
  let refused: unknown
  for (const path of paths) {
    const endpoint = readEndpoint('POST', path)!
    try {
      return { endpoint, target: resolve(endpoint, model) }
    } catch (error) {
      refused = error
    }
  }
  throw refused instanceof Error ? refused : new FarthingError('internal')
}

function judgeCall(
  call: Call,
  model: string,
  resolve: Resolve,
  prompt: string,
  signal: AbortSignal,
): Call {
  const { endpoint, target } = judgeEndpoint(model, resolve)
  const messages = [{ role: 'user', content: prompt }]
  const body =
    endpoint.dialect === 'anthropic-messages'
      ? { model: target.model, max_tokens: answerTokens, messages }
      : { model: target.model, messages }
  const bytes = Buffer.from(JSON.stringify(body))
  // The client's own key pays for the judge only where it belongs to the judge's provider.
  const same = target.provider === call.target.provider
  return {
    ...call,
    client: endpoint.dialect,
    method: 'POST',
    target,
    bytes,
    edits: [],
    view: createView(bytes, endpoint.dialect),
    headers: same ? keysOf(call.headers) : { 'content-type': 'application/json' },
    skipCache: true,
    signal,
  }
}

function keysOf(headers: Call['headers']): Call['headers'] {
  const kept: Record<string, string> = { 'content-type': 'application/json' }
  for (const name of ['authorization', 'x-api-key', 'anthropic-version']) {
    const value = headers[name]
    if (value !== undefined) kept[name] = value
  }
  return kept
}
