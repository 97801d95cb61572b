/**
 * The files of the page, out of one folder that is read once: a path is looked up among them, never on the disk.
 * @module
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { gzipSync } from 'node:zlib'
import { FarthingError } from '../../errors.ts'
import type { AdminRequest } from '../routes.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

const security = [
  'content-security-policy',
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options',
  'nosniff',
  'x-frame-options',
  'DENY',
  'referrer-policy',
  'no-referrer',
  'cross-origin-opener-policy',
  'same-origin',
  'cross-origin-resource-policy',
  'same-origin',
]

interface File {
  readonly bytes: Buffer
  readonly packed: Buffer | undefined
  readonly type: string
  readonly etag: string
  readonly lasting: boolean
}

/** Makes the handler of the page's files. `folder` is read at the first request; it may be missing. */
export function createPage(folder: string): (request: AdminRequest, path: string) => void {
  let files: ReadonlyMap<string, File> | undefined
  return (request, path) => {
    files ??= readFiles(folder)
    // Screens have addresses of their own; a name with a dot is a file.
    const name = path === '' || !path.includes('.') ? 'index.html' : path
    const file = files.get(name)
    if (file === undefined) {
      throw new FarthingError('endpoint_unknown', {
        path: JSON.stringify(request.pathname.slice(0, 200)),
      })
    }
    answer(request, file)
  }
}

function answer({ request, response, head }: AdminRequest, file: File): void {
  const headers = [
    'content-type',
    file.type,
    'etag',
    file.etag,
    'cache-control',
    file.lasting ? 'public, max-age=31536000, immutable' : 'no-cache',
    'vary',
    'accept-encoding',
    ...security,
  ]
  if (head.headers['if-none-match'] === file.etag) {
    response.writeHead(304, headers)
    response.end()
    return
  }
  const packed = /\bgzip\b/.test(String(head.headers['accept-encoding'] ?? ''))
    ? file.packed
    : undefined
  const body = packed ?? file.bytes
  if (packed !== undefined) headers.push('content-encoding', 'gzip')
  headers.push('content-length', String(body.byteLength))
  response.writeHead(200, headers)
  response.end(request.method === 'HEAD' ? undefined : body)
}

function readFiles(folder: string): ReadonlyMap<string, File> {
  const files = new Map<string, File>()
  if (!existsSync(folder)) return files
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const bytes = readFileSync(path)
    const type = types[extname(entry.name)]
    if (type === undefined) continue
    const packed =
      bytes.byteLength > 1024 && /text|json|svg/.test(type) ? gzipSync(bytes) : undefined
    files.set(path.slice(folder.length).split(sep).filter(Boolean).join('/'), {
      bytes,
      packed,
      type,
      etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
      // vite puts a hash into the name of what it bundles.
      lasting: /-[\w-]{8}\.\w+$/.test(entry.name),
    })
  }
  return files
}
