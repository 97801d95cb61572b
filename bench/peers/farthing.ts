/**
 * Farthing and the bare proxy, started as the peers are.
 * @module
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Peer } from './peer.ts'

const root = new URL('../..', import.meta.url).pathname

export const farthing: Peer = {
  name: 'Farthing',
  did: 'passes on and prices each call; all layers of `safe` on; a row a call and a row an attempt committed to the ledger; no call of this load can be answered from the cache',
  install() {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      version: string
    }
    return manifest.version
  },
  command(folder, port, upstream) {
    const compiled = join(root, 'dist/cli/main.js')
    const entry = existsSync(compiled) ? compiled : join(root, 'src/cli/main.ts')
    const settings = join(folder, `farthing-${port}.json`)
    const text = JSON.stringify({
      server: { dataDirectory: join(folder, `data-${port}`) },
      log: { level: 'error' },
      providers: { openai: { base: `http://127.0.0.1:${upstream}` } },
    })
    writeFileSync(settings, text)
    return {
      command: [process.execPath, entry, '--port', `${port}`, '--config', settings],
      environment: { OPENAI_API_KEY: 'sk-mock' },
    }
  },
}

export const bare: Peer = {
  name: 'Bare proxy',
  did: 'node:http in, undici out, both bodies parsed as JSON; nothing else',
  install: () => process.version.slice(1),
  command: (_folder, port, upstream) => ({
    command: [
      process.execPath,
      join(root, 'bench/proxy/bare-proxy.ts'),
      'undici-dispatch-parse',
      `${port}`,
      `${upstream}`,
    ],
  }),
}
