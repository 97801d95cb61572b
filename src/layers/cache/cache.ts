/**
 * The exact cache: the same call of the same tenant is answered from memory, or joins the one that is open.
 * @module
 */
import type { Call, Reply } from '../../call.ts'
import { createPassingMap } from '../../maps/passing-map.ts'
import { changedCall } from '../changed-call.ts'
import type { Kit, Layer, Watch } from '../layer.ts'
import { mayKeep, unfit, type Scope } from './admit.ts'
import { replyOf, type Entry } from './entry.ts'
import { headerOf, openFlight, type Flight } from './flights.ts'
import { cacheKey, prepareSecret } from './key.ts'
import { createSlabs } from './slabs.ts'
import type { AnswerStore } from './store.ts'

export interface CacheSettings {
  readonly enabled: boolean
  readonly scope: Scope
  readonly ttlSeconds: number
}

export interface CacheOptions {
  readonly store: AnswerStore
  /** Of this instance; keys of two instances never agree. */
  readonly secret: Uint8Array
  readonly settings: CacheSettings
  /** Larger answers are served, not kept. */
  readonly maximumAnswerBytes?: number
}

/** What a call's watch must know of its way down. */
interface Lead {
  readonly key: string
  readonly settings: CacheSettings
  readonly flight: Flight | undefined
  reply: Reply | undefined
}

/**
 * Makes the layer. It keeps nothing that it did not see end well, and nothing that a lossy layer touched; a hit
 * costs nothing and says so in `x-farthing-cache`.
 */
export function createCacheLayer({
  store,
  secret: rawSecret,
  settings: defaults,
  maximumAnswerBytes = 4 * 1024 * 1024,
}: CacheOptions): Layer {
  const secret = prepareSecret(rawSecret)
  const flights = createPassingMap<Flight>()
  const small = createSlabs()

  function settingsOf(call: Call): CacheSettings {
    const own = call.route.layers.cache as Partial<CacheSettings> | undefined
    return own ? { ...defaults, ...own } : defaults
  }

  async function lead(call: Call, kit: Kit, key: string, settings: CacheSettings): Promise<Reply> {
    const flight = openFlight(call, maximumAnswerBytes, () => void flights.take(key))
    flights.set(key, flight)
    const lead: Lead = { key, settings, flight, reply: undefined }
    kit.left = lead
    try {
      lead.reply = flight.land(
        await kit.send(changedCall(call, { leaving: flight.leaving }, flight), 'serve'),
      )
      return lead.reply
    } catch (error) {
      flight.fail()
      throw error
    }
  }

  async function follow(call: Call, kit: Kit, flight: Flight): Promise<Call | Reply> {
    const reply = await kit.outside(flight.join(call))
    if (!reply) return call
    kit.note('joined an equal call that was open')
    return reply
  }

  return {
    name: 'cache',
    needs: 'safe',
    unit: 'call',
    // A process that stalls is no reason to buy an answer that lies here.
    budgetMs: 250,
    down(call, kit) {
      const settings = settingsOf(call)
      if (!settings.enabled || call.skipCache || unfit(call, settings.scope)) return call
      const key = cacheKey(secret, call)
      const now = kit.clock.now()
      const entry = store.get(key, now)
      // Remembered as a fact only, by a call that was observed or held out: nothing to serve.
      const hollow = entry !== undefined && entry.body.length === 0 && kit.permit.arm === 'live'
      if (entry && !hollow) {
        kit.note(`the same call was answered ${agoOf(now - entry.madeAt)} ago`)
        return replyOf(entry)
      }
      if (kit.permit.arm !== 'live') {
        kit.left = { key, settings, flight: undefined, reply: undefined } satisfies Lead
        return call
      }
      const flight = flights.get(key)
      return flight ? follow(call, kit, flight) : lead(call, kit, key, settings)
    },
    up(call, kit): Watch | undefined {
      const lead = kit.left as Lead | undefined
      if (!lead) return undefined
      return {
        onEnd(outcome, used) {
          // Another wording's answer is not that of this call: the next one asks again whether it still serves.
          if (lead.reply?.from === 'cache') return
          if (!mayKeep(call, outcome, used)) return
          const body = lead.flight ? lead.flight.recorded() : nothing
          if (body === undefined || body.length > maximumAnswerBytes) return
          const madeAt = kit.clock.now()
          const entry: Entry = {
            key: lead.key,
            tenant: call.tenant,
            tags: call.tags,
            target: call.target,
            model: outcome.model || call.target.model,
            contentType: lead.reply ? headerOf(lead.reply, 'content-type') : '',
            streamed: lead.reply?.streamed ?? false,
            stop: outcome.stop,
            usage: outcome.usage,
            body: small(body),
            madeAt,
            expiresAt: madeAt + lead.settings.ttlSeconds * 1000,
          }
          store.put(entry)
        },
      }
    },
  }
}

const nothing = new Uint8Array(0)

function agoOf(ms: number): string {
  if (ms < 90_000) return `${Math.round(ms / 1000)} s`
  if (ms < 5_400_000) return `${Math.round(ms / 60_000)} min`
  return ms < 172_800_000 ? `${Math.round(ms / 3_600_000)} h` : `${Math.round(ms / 86_400_000)} d`
}
