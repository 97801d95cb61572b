/**
 * A provider that refuses a cache mark gets the call once more without ours. The mark was our idea: the client must
 * not see its 400.
 * @module
 */
import type { AttemptKind, Call, Reply } from '../call.ts'
import type { Send } from './send.ts'

/** @param refused told which call was refused, and the provider's words */
export function retryUnmarked(send: Send, refused: (call: Call, words: string) => void): Send {
  return (call, kind) => {
    if (!call.edits.some(({ by }) => by === 'prefix')) return send(call, kind)
    return send(call, kind).then((reply) => again(call, kind, reply))
  }

  function again(call: Call, kind: AttemptKind, reply: Reply): Reply | Promise<Reply> {
    if (reply.status !== 400 && reply.status !== 422) return reply
    if (!(reply.body instanceof Uint8Array)) return reply
    const words = Buffer.from(reply.body).toString('utf8', 0, 2000)
    if (!/cache_control|prompt_cache|cache breakpoint/i.test(words)) return reply
    refused(call, messageOf(words))
    const edits = call.edits.filter(({ by }) => by !== 'prefix')
    return send({ ...call, edits }, kind === 'serve' ? 'retry' : kind)
  }
}

function messageOf(words: string): string {
  return /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(words)?.[1] ?? words.slice(0, 200)
}
