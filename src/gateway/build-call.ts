/**
 * Makes the `Call` of a request that has been read.
 * @module
 */
import { hash } from 'node:crypto'
import type { Call, CallId, ConversationId, Leaving, Target, View } from '../call.ts'
import { readForm } from '../dialects/form.ts'
import { opening } from '../dialects/opening.ts'
import type { Endpoint } from '../dialects/paths.ts'
import { createView, type FromPath } from '../dialects/view.ts'
import type { Key } from '../ledger/keys.ts'
import { formSize } from '../pricing/form-size.ts'
import { lazySignal, maker, origin } from '../layers/changed-call.ts'
import type { Closing } from '../ledger/rows.ts'
import type { AttemptRecord } from '../send/parts.ts'
import type { Head } from './head.ts'
import type { Caller } from './identify.ts'
import { compileGlob, type MatchRoute } from './match-route.ts'
import type { Bill, Resolve } from './parts.ts'
import { allow, lowestMode, readMode, readSkipCache, readTags } from './request-options.ts'

/** A request, ready to become a call. */
export interface Received {
  /** What the call cost, once its row is written. */
  bill?: Bill | undefined
  /** Prompt and reply, where the route keeps them. */
  text?: NonNullable<Closing['text']>
  /** What was sent for it and is settled, in that order. */
  attempts?: AttemptRecord[] | undefined
  /** The call that was made of it: copies of it are others. */
  call?: Call | undefined
  readonly id: CallId
  readonly method: string
  readonly endpoint: Endpoint
  /** The path as the client asked for it, without its query: what routes match. */
  readonly pathname: string
  readonly head: Head
  readonly caller: Caller
  readonly bytes: Uint8Array
  readonly startedAt: number
  /** Provider that the caller's URL named; its key is for that one. */
  readonly keyFor?: string
  /** Makes the signal when someone first asks for it. */
  readonly signal: () => AbortSignal
  /** Says the same without a signal. */
  readonly leaving?: Leaving
}

export interface BuildParts {
  readonly resolve: Resolve
  readonly matchRoute: MatchRoute
  /** Secret of this instance: conversations of two tenants never look alike, nor can they be guessed. */
  readonly secret: string
  /** Whether there are gateway keys: who has none then pays with a provider key of its own. Absent: never. */
  readonly needsKey?: () => boolean
}

/**
 * Builds the call. Throws the FarthingError of `resolve`, and `key_forbidden` where the key may not use the model
 * or the route. `signal` is made when first read.
 */
export function buildCall(received: Received, parts: BuildParts): Call {
  const { endpoint, head, caller, bytes } = received
  const form =
    endpoint.dialect === 'opaque' && endpoint.model === undefined
      ? readForm(bytes, head.headers['content-type'] ?? '')
      : undefined
  const view = createView(bytes, endpoint.dialect, form ?? fromPath(endpoint))
  if (form !== undefined) view.known['size'] = formSize(form)
  const asked = view.model
  const target = parts.resolve(endpoint, asked)
  const tags = readTags(head.tags)
  const key = caller.key
  const route = parts.matchRoute({ path: received.pathname, model: asked, key: key?.id, tags })
  if (key !== undefined) checkKey(key, asked, route.name)
  return makeCall(
    received,
    target,
    view,
    parts.secret,
    key === undefined && parts.needsKey?.() === true,
    route,
    lowestMode(route.mode, key?.mode, readMode(head.mode)),
    tags,
  )
}

/** Notes what a call cost, for the headers of its reply. Calls that were not made here are left alone. */
export function noteBill(call: Call, bill: Bill): void {
  const made = (call as Call & { readonly [origin]?: Received })[origin]
  if (made !== undefined) made.bill = bill
}

/** Notes an attempt of a call, or of a copy of it: copies carry their origin. */
export function noteAttempt(call: Call, record: AttemptRecord): void {
  const made = (call as Call & { readonly [origin]?: Received })[origin]
  if (made === undefined) return
  if (made.attempts === undefined) made.attempts = [record]
  else made.attempts.push(record)
}

/** Notes prompt and reply of a call whose route keeps them. */
export function noteText(call: Call, text: NonNullable<Closing['text']>): void {
  const made = (call as Call & { readonly [origin]?: Received })[origin]
  if (made !== undefined) made.text = text
}

/** What `noteText` noted. */
export function textOf(call: Call): Closing['text'] {
  return (call as Call & { readonly [origin]?: Received })[origin]?.text
}

/** What `noteAttempt` noted. */
export function attemptsOf(call: Call): readonly AttemptRecord[] {
  return (call as Call & { readonly [origin]?: Received })[origin]?.attempts ?? none
}

const none: readonly AttemptRecord[] = []

/** What `noteBill` noted. */
export function billOf(call: Call | undefined): Bill | undefined {
  return (call as (Call & { readonly [origin]?: Received }) | undefined)?.[origin]?.bill
}

function makeCall(
  received: Received,
  target: Target,
  view: View,
  secret: string,
  clientPays: boolean,
  route: Call['route'],
  mode: Call['mode'],
  tags: readonly string[],
): Call {
  const { endpoint, head, caller } = received
  const call = {
    kind: 'call' as const,
    id: received.id,
    client: endpoint.dialect,
    method: received.method,
    target,
    bytes: received.bytes,
    edits: noEdits,
    view,
    headers: head.headers,
    route,
    mode,
    conversation: conversationOf(secret, caller.tenant, view, endpoint.dialect, received.id),
    tenant: caller.tenant,
    key: caller.key?.id,
    tags,
    skipCache: head.cache !== '' && readSkipCache(head.cache),
    keyFor: received.keyFor,
    clientPays,
    startedAt: received.startedAt,
    leaving: received.leaving,
    [origin]: received,
    [maker]: received,
  }
  Object.defineProperty(call, 'signal', lazySignal)
  return (received.call = call as typeof call & Pick<Call, 'signal'>)
}

const nothing: FromPath = {}

function fromPath({ model, stream }: Endpoint): FromPath {
  if (model === undefined || model === '') return stream === undefined ? nothing : { stream }
  return stream === undefined ? { model } : { model, stream }
}

const noEdits: Call['edits'] = []

/** Keyed by prefixing: the digest is truncated, so that nothing can be appended to what was hashed. */
function conversationOf(
  secret: string,
  tenant: string,
  view: View,
  dialect: Call['client'],
  id: CallId,
): ConversationId {
  // Without a beginning, each call is a conversation of its own: one for all of a tenant would tie its draws together.
  const beginning = opening(view, dialect) || id
  return hash('sha256', `${secret}\n${tenant}\n${beginning}`, 'base64url').slice(0, 22)
}

type Tests = readonly ((text: string) => boolean)[]
const compiledKeys = new WeakMap<Key, { readonly models: Tests; readonly routes: Tests }>()

function checkKey(key: Key, model: string, route: string): void {
  const { models = [], routes = [] } = key
  if (models.length === 0 && routes.length === 0) return
  let compiled = compiledKeys.get(key)
  if (compiled === undefined) {
    compiled = { models: models.map(compileGlob), routes: routes.map(compileGlob) }
    compiledKeys.set(key, compiled)
  }
  allow(compiled.models, 'model', model)
  allow(compiled.routes, 'route', route)
}
