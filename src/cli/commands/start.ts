/**
 * `farthing`: starts the gateway, and says where to point clients.
 * @module
 */
import { watchConfiguration } from '../../config/watch.ts'
import { startGateway } from '../../gateway/gateway.ts'
import { explain } from '../exit.ts'
import type { StartFlags } from '../options.ts'
import { announce } from '../running.ts'
import { untilStopped } from '../stop.ts'
import type { Terminal } from '../terminal.ts'
import { load, loadOptions, makeFolders } from './config.ts'

export async function start(options: StartFlags, terminal: Terminal): Promise<void> {
  const loaded = await load(options)
  makeFolders(loaded.configuration)
  const gateway = await startGateway({ configuration: loaded.configuration })
  const withdraw = announce(loaded.configuration.server.dataDirectory, gateway.url)
  const watching = watchConfiguration(loaded, loadOptions(options), {
    onChange: ({ configuration }) => gateway.reload(configuration),
    // The words of `config check`; the configuration that runs stays.
    onError: (error) => void explain(error, terminal, { debug: false, json: false }),
  })
  const addresses = {
    openai: `${gateway.url}/v1`,
    anthropic: gateway.url,
    page: `${gateway.url}/farthing/`,
  }
  if (options.json) terminal.json({ ...addresses, pid: process.pid }, 0)
  else {
    terminal.line(`OpenAI clients     OPENAI_BASE_URL=${addresses.openai}`)
    terminal.line(`Anthropic clients  ANTHROPIC_BASE_URL=${addresses.anthropic}`)
    terminal.line(`Page               ${addresses.page}`)
  }
  try {
    await untilStopped(() => void watching.check())
  } finally {
    watching.close()
    withdraw()
    await gateway.stop()
  }
}
