/**
 * A gateway to be killed: `node gateway-load.ts FOLDER UPSTREAM`. Prints its address when it listens.
 * @module
 */
import { join } from 'node:path'
import { defaultConfiguration } from '../../src/config/defaults.ts'
import { startGateway } from '../../src/gateway/gateway.ts'
import { createLog } from '../../src/gateway/log.ts'

const [folder = '', upstream = ''] = process.argv.slice(2)
const provider = {
  credentials: [],
  endpoints: [],
  headers: {},
  timeouts: {},
  passThrough: false,
  base: upstream,
}
const gateway = await startGateway({
  configuration: {
    ...defaultConfiguration,
    server: { ...defaultConfiguration.server, port: 0, dataDirectory: folder },
    ledger: { ...defaultConfiguration.ledger, file: join(folder, 'ledger.db') },
    providers: { openai: { ...provider, includeUsage: true }, anthropic: provider },
  },
  log: createLog(
    { level: 'error', format: 'json' },
    { terminal: false, write: (line) => console.error(line), close: () => {} },
  ),
  environment: { OPENAI_API_KEY: 'sk-crash-openai', ANTHROPIC_API_KEY: 'sk-crash-anthropic' },
})
process.stdout.write(`${gateway.url}\n`)
