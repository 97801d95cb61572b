/**
 * Where an attempt may go: the endpoints of a provider times the credentials that are valid there, in the order to try.
 * @module
 */
import { hash } from 'node:crypto'
import type { Call } from '../call.ts'
import { FarthingError } from '../errors.ts'
import { type AuthHeader, defaultHost, findHost, hostIds } from './catalogue.ts'
import { type ClientKey, mayShow, readClientKey } from './client-key.ts'
import type { Credential, Endpoint, Provider } from './provider.ts'
import { Secret } from './secret.ts'
import { StatefulIds, statefulIdsIn, statefulIdsInBytes, statefulIdsOut } from './stateful.ts'

/** One endpoint with one credential. */
export interface Candidate {
  readonly provider: Provider
  readonly origin: string
  readonly prefix: string
  /** Id for the ledger, the log and stickiness: never the key. */
  readonly credential: string
  /** Paid by a flat fee: unpriced. */
  readonly subscription: boolean
  /** The header that carries the key, with its whole value; undefined: none. */
  readonly auth: { readonly header: string; readonly value: Secret } | undefined
  readonly weight: number
  /** One endpoint with one credential, for circuit breaking. */
  readonly key: string
}

export interface Candidates {
  /**
   * Candidates for a call, best first; at least one.
   * Throws `provider_unknown`, `translation_missing`, `credential_missing`.
   */
  of(call: Call): readonly Candidate[]
  /** Remembers which credential made what a piece of a reply names. Does nothing where there is one account. */
  remember(tenant: string, candidate: Candidate, bytes: Uint8Array): void
}

/** Makes the chooser over a set of providers. `random` draws by weight. */
export function createCandidates(
  providers: ReadonlyMap<string, Provider>,
  random: () => number,
  stateful: StatefulIds = new StatefulIds(),
): Candidates {
  const fixed = new Map<string, readonly Candidate[]>()
  const own = (provider: Provider, auth: AuthHeader): readonly Candidate[] => {
    const key = `${provider.id}\n${auth}`
    let found = fixed.get(key)
    if (found === undefined) fixed.set(key, (found = combine(provider, auth)))
    return found
  }
  let latest:
    | { readonly provider: Provider; readonly key: ClientKey; readonly all: Candidate[] }
    | undefined
  const passedTo = (provider: Provider, key: ClientKey): readonly Candidate[] => {
    if (latest?.provider !== provider || latest.key !== key) {
      latest = { provider, key, all: passedOn(provider, key) }
    }
    return latest.all
  }
  return {
    of(call) {
      const { target } = call
      const provider = providers.get(target.provider)
      if (provider === undefined) {
        const known = [...new Set([...providers.keys(), ...hostIds])].join(', ')
        throw new FarthingError('provider_unknown', { provider: target.provider, known })
      }
      checkReachable(provider)
      const auth = provider.authOf[target.dialect] ?? provider.auth
      const key = readClientKey(call.headers)
      const passes = key !== undefined && mayShow(provider, call.client, key, call.keyFor)
      // A layer may have moved the call to a provider that the client's key is not for.
      if (!passes && call.clientPays === true) {
        throw new FarthingError('key_required')
      }
      const all = passes ? passedTo(provider, key) : own(provider, auth)
      if (all.length === 0) {
        throw credentialMissing(provider, call, key)
      }
      if (all.length === 1) return all
      const pinned = pinnedTo(call, stateful)
      if (pinned !== undefined) {
        const same = all.filter((candidate) => candidate.credential === pinned.id)
        if (same.length > 0 && pinned.must) return byWeight(same, random)
        if (same.length > 0) {
          const rest = all.filter((candidate) => candidate.credential !== pinned.id)
          return [...steady(same, call.conversation), ...byWeight(rest, random)]
        }
      }
      return byWeight(all, random)
    },
    remember(tenant, candidate, bytes) {
      const { id: provider, credentials } = candidate.provider
      if (credentials.length < 2 || candidate.credential === 'client') return
      for (const id of statefulIdsOut(bytes)) {
        stateful.remember(tenant, `${provider}:${id}`, candidate.credential)
      }
    },
  }
}

/** Says what would help: a client whose key goes to another must not be told to send one. */
function credentialMissing(
  provider: Provider,
  { client, keyFor }: Call,
  key: ClientKey | undefined,
): FarthingError {
  const { id, name, variables } = provider
  const variable = variables.join(' or ') || 'a credential in the configuration'
  const set = `et ${variable} where the gateway runs`
  if (key === undefined && mayShow(provider, client, undefined, keyFor)) {
    return new FarthingError('credential_missing', {
      why: `No key for ${name}.`,
      way: `Send your own as \`authorization\` or \`x-api-key\`, or s${set}.`,
    })
  }
  const owner = key?.madeBy ?? keyFor ?? defaultHost[client]
  const why =
    key === undefined
      ? `No key for ${name}.`
      : `The key that came with the call was not sent to ${name}, as a key that comes so is for ${findHost(owner)?.name ?? owner}.`
  const pass = `set \`providers.${id}.passThrough\` if clients' keys are meant for ${name}`
  return new FarthingError('credential_missing', { why, way: `S${set}, or ${pass}.` })
}

function checkReachable(provider: Provider): void {
  if (provider.wayOut !== undefined) {
    throw new FarthingError('translation_missing', {
      provider: provider.name,
      way: provider.wayOut,
    })
  }
  if (provider.endpoints.length === 0) {
    throw new FarthingError('configuration_invalid', {
      file: `providers.${provider.id}.base`,
      detail: `${provider.name} has no fixed address: name yours there.`,
    })
  }
}

function combine(provider: Provider, auth: AuthHeader): Candidate[] {
  const { endpoints, credentials, keyless } = provider
  if (credentials.length === 0) {
    return keyless ? endpoints.map((endpoint) => candidate(provider, endpoint, 'none')) : []
  }
  return endpoints.flatMap((endpoint) =>
    credentials
      .filter(({ id }) => endpoint.credential === undefined || endpoint.credential === id)
      .map((credential) =>
        candidate(
          provider,
          endpoint,
          credential.id,
          authValue(auth, credential),
          credential.weight,
        ),
      ),
  )
}

function passedOn(provider: Provider, key: ClientKey): Candidate[] {
  return provider.endpoints.map((endpoint) => ({
    ...candidate(provider, endpoint, 'client', { header: key.header, value: key.secret }),
    subscription: key.subscription,
  }))
}

function candidate(
  provider: Provider,
  endpoint: Endpoint,
  credential: string,
  auth?: Candidate['auth'],
  weight = 1,
): Candidate {
  return {
    provider,
    origin: endpoint.origin,
    prefix: endpoint.prefix,
    credential,
    subscription: false,
    auth,
    weight: weight * endpoint.weight,
    key: `${provider.id} ${endpoint.origin}${endpoint.prefix} ${credential}`,
  }
}

function authValue(header: AuthHeader, { secret }: Credential): NonNullable<Candidate['auth']> {
  const value = header === 'authorization' ? new Secret(`Bearer ${secret.reveal()}`) : secret
  return { header, value }
}

function pinnedTo(call: Call, stateful: StatefulIds): { id: string; must: boolean } | undefined {
  if (call.target.credential !== undefined) return call.target.credential
  if (stateful.size === 0) return undefined
  const ids = statefulIdsIn(call.target.path, call.view.json)
  ids.push(...statefulIdsInBytes(call.bytes))
  for (const id of ids) {
    const owner = stateful.ownerOf(call.tenant, `${call.target.provider}:${id}`)
    if (owner !== undefined) return { id: owner, must: true }
  }
  return undefined
}

/**
 * The same order for each call of a conversation, because the prompt caches of two endpoints are two: weighted
 * rendezvous hashing, so that each endpoint is first for its share of the conversations.
 */
function steady(all: readonly Candidate[], conversation: string): Candidate[] {
  if (all.length < 2) return [...all]
  const drawn = all.filter(({ weight }) => weight > 0)
  let at = 0
  // Only what has a weight is drawn for.
  return byWeight(all, () => {
    const digest = hash('sha256', `${conversation}\0${drawn[at++]!.key}`)
    return Number.parseInt(digest.slice(0, 12), 16) / 2 ** 48
  })
}

/** A random order in which the first is drawn by weight; weight 0 stands at the end, as a spare. */
function byWeight(all: readonly Candidate[], random: () => number): Candidate[] {
  // Exponential keys give weighted sampling without replacement (Efraimidis and Spirakis 2006).
  return all
    .map((candidate) => ({
      candidate,
      key: candidate.weight > 0 ? -Math.log(1 - random()) / candidate.weight : Infinity,
    }))
    .sort((a, b) => (a.key === b.key ? 0 : a.key - b.key))
    .map(({ candidate }) => candidate)
}
