/**
 * Equal calls that are open at the same time share one attempt.
 * @module
 */
import type { Call, Flow, Leaving, Outcome, Reply } from '../../call.ts'
import { freeOutcome, hitHeaders } from './entry.ts'
import { SharedBody } from './shared-body.ts'

/** The open attempt of a call that others may join until it is over. */
export interface Flight {
  /** For the call that goes upstream: aborts when the last one has left, not when the first one leaves. */
  signal(): AbortSignal
  /** Says the same. */
  readonly leaving: Leaving
  /** The leader's reply, to hand on; failures release those who wait. */
  land(sent: Reply): Reply
  fail(): void
  /** A free reply from the same attempt; undefined where it failed and the caller must go by itself. */
  join(follower: Call): Promise<Reply | undefined>
  /** The body, once whole; undefined where it is not to be kept. */
  recorded(): Uint8Array | undefined
}

/**
 * Starts a flight for `leader`. `limit` bounds what is kept for those who join late; `over` runs when nobody may
 * join any more.
 */
export function openFlight(leader: Call, limit: number, over: () => void): Flight {
  let controller: AbortController | undefined
  const { promise, resolve } = Promise.withResolvers<Reply | undefined>()
  let aboard = 0
  let landed = false
  let shared: SharedBody | undefined
  let whole: Uint8Array | undefined

  const leaving = { reason: undefined as Error | undefined, onLeave: undefined } as Leaving & {
    reason: Error | undefined
  }

  /** Answers how to let go of the call. */
  const board = (call: Call): (() => void) => {
    aboard++
    const leave = (reason: Error): void => {
      if (--aboard > 0 || landed) return
      leaving.reason = reason
      controller?.abort(reason)
      leaving.onLeave?.(reason)
    }
    const own = call.leaving
    if (own !== undefined && own.onLeave === undefined) {
      if (own.reason === undefined) own.onLeave = leave
      else leave(own.reason)
      return () => {
        if (own.onLeave === leave) own.onLeave = undefined
      }
    }
    const { signal } = call
    const left = (): void => leave(signal.reason as Error)
    if (signal.aborted) left()
    else signal.addEventListener('abort', left, { once: true })
    return () => signal.removeEventListener('abort', left)
  }

  const fail = (): void => {
    landed = true
    letGo()
    over()
    resolve(undefined)
  }

  const letGo = board(leader)
  return {
    signal() {
      if (controller === undefined) {
        controller = new AbortController()
        if (leaving.reason !== undefined) controller.abort(leaving.reason)
      }
      return controller.signal
    },
    leaving,
    fail,
    land(sent) {
      landed = true
      letGo()
      if (sent.status !== 200) {
        fail()
        return sent
      }
      if (sent.body instanceof Uint8Array) {
        whole = sent.body
        over()
        resolve(sent)
        return sent
      }
      shared = new SharedBody(sent.body, limit)
      const body = shared
      body.settled(over)
      const reply: Reply = {
        ...sent,
        of: sent,
        body: body.join(),
        settled: (run) => body.settled(run),
      }
      resolve(sent)
      return reply
    },
    async join(follower) {
      const leave = board(follower)
      const sent = await promise
      leave()
      if (!sent) return undefined
      if (whole) return followed(follower, sent, whole)
      return shared!.overgrown || shared!.over?.error
        ? undefined
        : followed(follower, sent, shared!.join())
    },
    recorded: () => whole ?? shared?.recorded(),
  }
}

/** What a follower gets: the leader's answer at no cost. */
function followed({ target }: Call, sent: Reply, body: Uint8Array | Flow): Reply {
  const outcome = (): Outcome | undefined => {
    const bought = sent.outcome()
    if (!bought) return undefined
    return { ...freeOutcome(sent.model, bought.stop, bought.bytes), ended: bought.ended }
  }
  const contentType = headerOf(sent, 'content-type')
  return {
    kind: 'reply',
    status: 200,
    headers: sent.from === 'cache' ? sent.headers : hitHeaders(contentType),
    body,
    from: 'cache',
    streamed: sent.streamed,
    model: sent.model,
    avoided: () => {
      if (sent.avoided) return sent.avoided()
      const usage = sent.outcome()?.usage
      return usage && { target, usage }
    },
    outcome: () => outcome() ?? (body instanceof Uint8Array ? undefined : leftOutcome(sent.model)),
  }
}

/** A follower that leaves before the end owes nothing either. */
const leftOutcome = (model: string): Outcome => ({
  ...freeOutcome(model, undefined, 0),
  ended: 'client-left',
})

export function headerOf({ headers }: Reply, name: string): string {
  for (let at = 0; at < headers.length; at += 2) {
    if (headers[at]!.toLowerCase() === name) return headers[at + 1]!
  }
  return ''
}
