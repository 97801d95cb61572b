/**
 * Sends a request where it belongs: the reserved prefix, a dialect path, or nowhere.
 * @module
 */
import { readEndpoint, type Endpoint } from '../dialects/paths.ts'
import { FarthingError } from '../errors.ts'
import type { HttpRequest, HttpResponse } from '../wire/http/listener.ts'
import { corsHeaders, writePreflight } from './cors.ts'
import { Exchange, type CallHost } from './handle-call.ts'
import { readHead, type Head } from './head.ts'
import { takeQueryKey, type Caller, type Identify } from './identify.ts'
import { dialectOf } from './speaks.ts'
import type { CheckSource } from './who-may-ask.ts'
import { writeError } from './write-error.ts'

export const reservedPrefix = '/farthing/'

/** Answers that need neither key nor provider. */
const plain = new Set(['/', '/farthing', '/metrics', '/health', '/ready'])

/** A request under the reserved prefix, or one of its short forms. */
export interface AdminRequest {
  readonly request: HttpRequest
  readonly response: HttpResponse
  /** Without query; `/metrics` and the like carry the prefix here too. */
  readonly pathname: string
  readonly query: string
  readonly head: Head
}

/** What one request needs, of the settings that held when it came. */
export interface Router extends CallHost {
  readonly checkSource: CheckSource
  readonly identify: Identify
  readonly openCalls: number
  /** Calls that are open now. */
  readonly open: () => number
  /** The gateway is stopping: open calls end, new ones are refused. */
  readonly stopping: () => boolean
  readonly admin: (request: AdminRequest) => void
  readonly models: (request: AdminRequest, endpoint: Endpoint, caller: Caller) => Promise<void>
  readonly opened: (exchange: Exchange) => void
  readonly refused: (error: unknown, pathname: string) => void
}

/** Answers one request. Returns at once. */
export function route(router: Router, request: HttpRequest, response: HttpResponse): void {
  const url = request.url ?? '/'
  const head = readHead(request.rawHeaders)
  const mark = url.indexOf('?')
  const pathname = mark < 0 ? url : url.slice(0, mark)
  let endpoint: Endpoint | undefined
  try {
    if (plain.has(pathname) || pathname.startsWith(reservedPrefix)) {
      reserved(router, request, response, head, pathname, mark < 0 ? '' : url.slice(mark + 1))
      return
    }
    const origin = router.checkSource(head)
    if (request.method === 'OPTIONS' && head.origin !== '') {
      preflight(response, head, origin)
      return
    }
    const target = mark < 0 ? url : takeQueryKey(url, head)
    endpoint = readEndpoint(request.method ?? 'GET', target, head.headers)
    if (endpoint === undefined)
      throw new FarthingError('endpoint_unknown', { path: shown(pathname) })
    if (router.stopping()) throw new FarthingError('shutting_down')
    if (router.open() >= router.openCalls)
      throw new FarthingError('overloaded', { limit: router.openCalls })
    const caller = router.identify(head)
    const { operation } = endpoint
    if (operation === 'list-models' || operation === 'get-model') {
      const query = mark < 0 ? '' : url.slice(mark + 1)
      const asked = endpoint
      router
        .models({ request, response, pathname, query, head }, asked, caller)
        .catch((error: unknown) => {
          router.refused(error, pathname)
          writeError(response, dialectOf(asked, pathname, head), error)
        })
      return
    }
    const exchange = new Exchange(router, request, response, {
      endpoint,
      pathname,
      head,
      caller,
      speaks: dialectOf(endpoint, pathname, head),
      extra: corsHeaders(origin),
    })
    router.opened(exchange)
    exchange.start()
  } catch (error) {
    router.refused(error, pathname)
    writeError(response, dialectOf(endpoint, pathname, head), error)
  }
}

function reserved(
  router: Router,
  request: HttpRequest,
  response: HttpResponse,
  head: Head,
  pathname: string,
  query: string,
): void {
  const short = plain.has(pathname) && pathname !== '/' && pathname !== '/farthing'
  router.admin({
    request,
    response,
    pathname: short ? `/farthing${pathname}` : pathname,
    query,
    head,
  })
}

/** A same-origin page asks nothing; an allowed one hears yes. The rest was refused by the check of the source. */
function preflight(response: HttpResponse, head: Head, origin: string): void {
  const asked = head.headers['access-control-request-headers']
  writePreflight(
    response,
    origin === '' ? head.origin : origin,
    typeof asked === 'string' ? asked : '',
  )
}

function shown(pathname: string): string {
  return JSON.stringify(pathname.slice(0, 200))
}
