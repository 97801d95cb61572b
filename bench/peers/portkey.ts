/**
 * Portkey's open-source gateway, from npm.
 * @module
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run, type Peer } from './peer.ts'

const version = '1.15.2'

export const portkey: Peer = {
  name: 'Portkey',
  did: 'passes on; retries, fallback and guardrails are there, not asked for; keeps no record of calls or costs; cache off',
  install(folder) {
    writeFileSync(join(folder, 'package.json'), '{"private":true}')
    const flags = ['--no-audit', '--no-fund', '--loglevel=error']
    run(folder, 'npm', 'install', ...flags, `@portkey-ai/gateway@${version}`)
    const manifest = join(folder, 'node_modules/@portkey-ai/gateway/package.json')
    return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version
  },
  command: (folder, port, upstream) => ({
    command: [
      process.execPath,
      join(folder, 'node_modules/@portkey-ai/gateway/build/start-server.js'),
      '--headless',
      `--port=${port}`,
    ],
    environment: { NODE_ENV: 'production' },
    headers: [
      'x-portkey-provider: openai',
      `x-portkey-custom-host: http://127.0.0.1:${upstream}/v1`,
    ],
  }),
}
