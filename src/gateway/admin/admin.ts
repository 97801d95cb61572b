/**
 * What lies under the reserved prefix: the page, its API, decisions, metrics, health. The list of all of it is in
 * docs/gateway.md.
 * @module
 */
import { FarthingError } from '../../errors.ts'
import type { Identify } from '../identify.ts'
import type { AdminRequest } from '../routes.ts'
import type { CheckSource } from '../who-may-ask.ts'
import { writeError } from '../write-error.ts'
import { mayAdminister } from './may-administer.ts'
import { json } from './respond.ts'

/** Answers one path. `rest` is what follows the path that it was registered for. */
export type AdminHandler = (request: AdminRequest, rest: string) => void | Promise<void>

export interface AdminParts {
  readonly checkSource: () => CheckSource
  readonly identify: Identify
  /** Paths below the prefix that only an administrator may read: `api/summary`, `metrics`. */
  readonly closed: Readonly<Record<string, AdminHandler>>
  /** Paths that need no key, or look for it themselves: `health`, `decisions/` (the slash: whatever follows). */
  readonly open: Readonly<Record<string, AdminHandler>>
  /** Everything else: the files of the page, which hold no data. */
  readonly page: AdminHandler
  readonly failed: (error: unknown) => void
}

/** Paths that a probe of a load balancer may ask under any name. */
const probes = new Set(['health', 'ready'])

/** Makes the function that answers requests below the prefix. */
export function createAdmin(parts: AdminParts): (request: AdminRequest) => void {
  return (request) => {
    try {
      const done = answer(parts, request)
      if (done instanceof Promise) done.catch((error: unknown) => fail(parts, request, error))
    } catch (error) {
      fail(parts, request, error)
    }
  }
}

function answer(parts: AdminParts, request: AdminRequest): void | Promise<void> {
  if (request.pathname === '/' || request.pathname === '/farthing') return welcome(parts, request)
  const path = request.pathname.replace(/^\/farthing\/?/, '')
  const read = request.request.method === 'GET' || request.request.method === 'HEAD'
  if (probes.has(path)) return parts.open[path]!(request, '')
  const [found, rest] = find(parts.open, path)
  if (found !== undefined) {
    parts.checkSource()(request.head)
    return found(request, rest)
  }
  const [closed, more] = find(parts.closed, path)
  if (closed !== undefined) {
    parts.checkSource()(request.head)
    mayAdminister(request, parts.identify)
    return closed(request, more)
  }
  if (path.startsWith('api/'))
    throw new FarthingError('endpoint_unknown', { path: shown(request.pathname) })
  if (!read) {
    throw new FarthingError('method_unsupported', {
      path: shown(request.pathname),
      method: request.request.method ?? '',
    })
  }
  // A link from another site may open the page: the browser then says that it navigates, and shows no data of ours.
  if (request.head.fetchMode !== 'navigate') parts.checkSource()(request.head)
  return parts.page(request, path)
}

/** The bare address: people are led to the page, programs are told where things are. */
function welcome(parts: AdminParts, { request, response, head }: AdminRequest): void {
  if (head.fetchMode !== 'navigate') parts.checkSource()(head)
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw new FarthingError('method_unsupported', { path: '/', method: request.method ?? '' })
  }
  if (String(head.headers['accept'] ?? '').includes('text/html')) {
    response.writeHead(302, ['location', '/farthing/', 'content-length', '0'])
    response.end()
    return
  }
  json(response, {
    name: 'farthing',
    openai: '/v1',
    anthropic: '/',
    gemini: '/gemini',
    page: '/farthing/',
    health: '/health',
  })
}

function find(
  handlers: Readonly<Record<string, AdminHandler>>,
  path: string,
): [AdminHandler | undefined, string] {
  if (Object.hasOwn(handlers, path) && !path.endsWith('/')) return [handlers[path], '']
  const slash = path.lastIndexOf('/') + 1
  const folder = path.slice(0, slash)
  if (slash > 0 && slash < path.length && Object.hasOwn(handlers, folder)) {
    return [handlers[folder], path.slice(slash)]
  }
  return [undefined, '']
}

function fail(parts: AdminParts, request: AdminRequest, error: unknown): void {
  if (!(error instanceof FarthingError)) parts.failed(error)
  writeError(request.response, 'openai-chat', error)
}

function shown(pathname: string): string {
  return JSON.stringify(pathname.slice(0, 200))
}
