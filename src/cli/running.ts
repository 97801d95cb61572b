/**
 * The gateway that runs over a data directory, as other commands find it.
 * @module
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { CommandFailure } from './exit.ts'

const fileName = 'gateway.json'
/** A gateway on this machine that does not answer in this time is none. */
const patienceMs = 2000

/** Notes where the gateway listens; answers how to take the note away. */
export function announce(dataDirectory: string, url: string): () => void {
  const file = join(dataDirectory, fileName)
  writeFileSync(file, JSON.stringify({ url, pid: process.pid }), { mode: 0o600 })
  return () => rmSync(file, { force: true })
}

/** Address of the gateway that runs over a data directory and answers; undefined where there is none. */
export async function findRunning(dataDirectory: string): Promise<string | undefined> {
  let url: unknown
  try {
    const note = JSON.parse(readFileSync(join(dataDirectory, fileName), 'utf8')) as {
      url?: unknown
    }
    url = note.url
  } catch {
    return undefined
  }
  if (typeof url !== 'string') return undefined
  // A note that a killed gateway left behind may lead to another program by now.
  const answer = await ask(url, 'GET', '/farthing/health').catch(() => undefined)
  return answer?.status === 200 ? url : undefined
}

/** Asks the admin API. Throws a CommandFailure with the gateway's own words where it refuses. */
export async function askAdmin(
  url: string,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  waitMs = patienceMs,
): Promise<unknown> {
  const { status, text } = await ask(url, method, `/farthing/api/${path}`, body, waitMs)
  const value: unknown = text === '' ? {} : JSON.parse(text)
  if (status < 400) return value
  const { error } = value as { error?: { message?: string } }
  throw new CommandFailure(error?.message ?? `the gateway at ${url} answered ${status}.`)
}

function ask(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  waitMs = patienceMs,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' }
    const signal = AbortSignal.timeout(waitMs)
    const asking = request(new URL(path, url), { method, headers, signal }, (reply) => {
      let text = ''
      reply.setEncoding('utf8')
      reply.on('data', (chunk: string) => (text += chunk))
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text }))
      reply.on('error', reject)
    })
    asking.on('error', reject)
    asking.end(body === undefined ? undefined : JSON.stringify(body))
  })
}
