/**
 * The gateway of this process between a provider and clients in processes of their own.
 * @module
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { defaultConfiguration } from '../../src/config/defaults.ts'
import { startStand, type Stand } from '../wire/stand.ts'

export interface Rig {
  readonly stand: Stand
  /** Streams that are open at the provider. */
  openStreams(): Promise<number>
  /** Calls numbered from `from`, of so many conversations. */
  run(how: 'send' | 'abandon', calls: number, from: number, conversations: number): Promise<void>
  close(): Promise<void>
}

const cacheBytes = 256 << 10
/** Connections of the client. */
const atOnce = 16
const here = import.meta.dirname

export async function startRig(): Promise<Rig> {
  const provider = spawn(process.execPath, [join(here, 'provider.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [line] = (await once(provider.stdout, 'data')) as [Buffer]
  const url = `http://127.0.0.1:${Number(line)}`
  const { layers } = defaultConfiguration
  const stand = await startStand({
    upstream: url,
    level: 'warn',
    // Small, so that it is full, and has to forget, before anything is measured.
    more: { layers: { ...layers, cache: { ...layers.cache, maximumBytes: cacheBytes } } },
  })
  return {
    stand,
    openStreams: async () => Number(await (await fetch(`${url}/open`)).text()),
    async run(how, calls, from, conversations) {
      const client = spawn(
        process.execPath,
        [join(here, 'client.ts'), how, stand.gateway.port, calls, atOnce, from, conversations].map(
          String,
        ),
        { stdio: 'inherit' },
      )
      const [code] = (await once(client, 'exit')) as [number]
      const said = stand.logged.slice(-5).join('\n')
      if (code !== 0) throw new Error(`the client ended with ${code}; the gateway said: ${said}`)
    },
    async close() {
      await stand.close()
      provider.stdin.end()
      await once(provider, 'exit')
    },
  }
}

/** Bytes of the heap once what is not held is gone; needs `--expose-gc`. */
export async function heapHeld(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return process.memoryUsage().heapUsed
}

export const megabytes = (bytes: number): string => `${(bytes / (1 << 20)).toFixed(1)} MB`

/** Waits for something that happens soon after; false where it does not within a generous bound. */
export async function eventually(holds: () => boolean | Promise<boolean>): Promise<boolean> {
  for (let round = 0; round < 2000; round++) {
    if (await holds()) return true
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return false
}
