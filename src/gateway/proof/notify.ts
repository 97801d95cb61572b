/**
 * Tells of changes of certificates: the log, the page (by the archive), and a webhook.
 * @module
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { Archive } from '../../proof/archive.ts'
import type { CertificateEvent } from '../../proof/certificate-types.ts'
import type { Log } from '../log.ts'
import { postTo } from './post.ts'

export interface Notify {
  configure(webhook: string | undefined): void
  event(event: CertificateEvent): void
  /** Gives up on what is still being posted. */
  close(): void
}

const limits = { timeoutMs: 10_000, maximumBytes: 65_536 }
const pausesMs = [1_000, 10_000, 60_000]
/** Posts that may be under way: a webhook that hangs must not gather memory. */
const mostOpen = 32

export function createNotify({
  log,
  archive,
}: {
  readonly log: Log
  readonly archive: Pick<Archive, 'addEvent'>
}): Notify {
  const stop = new AbortController()
  let webhook: string | undefined
  let open = 0

  async function post(url: string, json: string): Promise<void> {
    for (const pause of [0, ...pausesMs]) {
      try {
        if (pause > 0) await wait(pause, undefined, { signal: stop.signal, ref: false })
        await postTo(url)(json, limits, stop.signal)
        return
      } catch (error) {
        if (stop.signal.aborted) return
        log.warn('webhook', { reason: error instanceof Error ? error.message : String(error) })
      }
    }
  }

  return {
    configure(url) {
      webhook = url
    },
    event(event) {
      const { key, id, from, to, reason } = event
      const level = to === 'breached' || to === 'stale' ? 'warn' : 'info'
      log[level]('certificate', { certificate: id, from, to, reason })
      archive.addEvent(event)
      if (webhook === undefined || open >= mostOpen) return
      open++
      const [layer, route] = key.split('/')
      const json = JSON.stringify({ type: 'certificate', layer, route, ...event })
      void post(webhook, json).finally(() => open--)
    },
    close: () => stop.abort(),
  }
}
