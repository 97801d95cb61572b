/**
 * Both arms of a layer that is tried, ready to be run after the client has its answer.
 * @module
 */
import type { AttemptKind, Call, Reply } from '../call.ts'
import type { Layer } from '../layers/layer.ts'
import { discard, guard } from './guard.ts'
import { LayerKit, type KitHost } from './kit.ts'
import type { Arm, Cheaper, Tried } from './trial.ts'
import { watchReply } from './watched-flow.ts'

export interface TryParts {
  readonly layer: Layer
  readonly call: Call
  readonly offered: Call | Reply | undefined
  /** The kit of the run that made the offer: its permit says which setting is tried. */
  readonly kit: LayerKit
  readonly host: KitHost
  /** The rest of the list below the layer, for an attempt of kind `shadow`. */
  readonly rest: (call: Call) => Promise<Reply>
  readonly failed: (error: unknown) => void
}

/** Nothing runs before `treated` or `again` is called. Effects of the layer are dropped either way. */
export function tryLayer(parts: TryParts): Tried {
  const { layer, call, offered, kit, host, rest, failed } = parts

  /** Where the cheaper way has no room or takes no such call, the usual one: that is no fault of the layer. */
  async function buy(call: Call, bought: Reply[], cheaper: Cheaper | undefined): Promise<Reply> {
    const cheap = cheaper?.(call)
    if (cheap) {
      const reply = await rest(cheap).catch(() => undefined)
      if (reply) bought.push(reply)
      if (reply && reply.status < 400) return reply
      if (reply) discard(reply)
      call.signal.throwIfAborted()
    }
    const reply = await rest(call)
    bought.push(reply)
    return reply
  }

  async function treated(signal: AbortSignal, cheaper?: Cheaper): Promise<Arm> {
    const bought: Reply[] = []
    const send = (next: Call, _why?: AttemptKind): Promise<Reply> =>
      buy({ ...next, signal, leaving: undefined }, bought, cheaper)
    const own = { ...call, signal, leaving: undefined }
    const live = new LayerKit(host, own, { ...kit.permit, arm: 'live' }, send)
    try {
      const result = offered ?? (await guard(layer, own, live)).result
      if (!result || result === own) throw new Error('the layer has nothing to offer any more')
      const reply = result.kind === 'reply' ? result : await send(result)
      const served = reply.of ?? reply
      for (const other of bought) if (other !== served) discard(other)
      const watch = layer.up?.(result.kind === 'call' ? result : own, live)
      const watches = watch ? [watch] : []
      const whole = watchReply(
        reply,
        watches,
        [layer.name],
        () => {},
        (_, error) => failed(error),
      )
      return { reply: whole, bought }
    } catch (error) {
      for (const reply of bought) discard(reply)
      throw error
    } finally {
      live.close()
    }
  }

  return {
    layer: layer.name,
    call,
    offered,
    treated,
    async again(signal, cheaper) {
      if (offered?.kind === 'reply') discard(offered)
      const bought: Reply[] = []
      const reply = await buy({ ...call, signal, leaving: undefined }, bought, cheaper)
      return { reply, bought }
    },
    drop() {
      if (offered?.kind === 'reply') discard(offered)
    },
  }
}
