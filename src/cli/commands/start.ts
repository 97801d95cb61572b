/**
 * `farthing`: starts the gateway, and says where to point clients.
 * @module
 */
import { watchConfiguration } from '../../config/watch.ts'
import { startGateway } from '../../gateway/gateway.ts'
import { boundNewSpace } from '../bound-new-space.ts'
import { CommandFailure, explain } from '../exit.ts'
import { openTelemetry } from '../../telemetry/telemetry.ts'
import { createLayers } from '../../gateway/layers.ts'
import type { StartFlags } from '../options.ts'
import { announce } from '../running.ts'
import { untilStopped } from '../stop.ts'
import type { Terminal } from '../terminal.ts'
import { checkPrices, load, loadOptions, makeFolders } from './config.ts'
import { packageVersion } from './version.ts'

export async function start(options: StartFlags, terminal: Terminal): Promise<void> {
  const loaded = await load(options)
  // Before any file is made or held.
  checkPrices(loaded.configuration)
  makeFolders(loaded.configuration)
  const layers = createLayers(
    (error) => terminal.note(`an answer was not kept: ${String(error)}`),
    (sentence) => terminal.note(`${sentence}.`),
  )
  const telemetry = await openTelemetry(loaded.configuration.telemetry)
  const gateway = await startGateway({
    configuration: loaded.configuration,
    version: packageVersion(),
    layers: layers.build,
    keptAnswers: layers.keptAnswers,
    prefixReport: layers.prefixReport,
    ...(telemetry === undefined ? {} : { closed: telemetry.closed }),
  }).catch(explainPort)
  const unbound = boundNewSpace()
  const withdraw = announce(loaded.configuration.server.dataDirectory, gateway.url)
  const watching = watchConfiguration(loaded, loadOptions(options), {
    onChange: ({ configuration }) => {
      const { needsRestart } = gateway.reload(configuration)
      if (needsRestart.length > 0)
        terminal.note(
          `The configuration was read again. A restart is needed for ${needsRestart.join(', ')}.`,
        )
    },
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
    unbound()
    withdraw()
    await gateway.stop()
    layers.close()
  }
}

/** The failures of listening that a user can mend. */
export function explainPort(error: NodeJS.ErrnoException & { port?: number }): never {
  const place = `port ${error.port ?? ''}`.trim()
  if (error.code === 'EADDRINUSE')
    throw new CommandFailure(
      `${place} is in use. Choose another by --port, or look by \`farthing doctor\` whether a gateway runs there.`,
    )
  if (error.code === 'EACCES')
    throw new CommandFailure(
      `${place} may not be used by this user. Choose one above 1023 by --port.`,
    )
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    throw new CommandFailure(
      'the address given by --host or `server.host` is none of this machine.',
    )
  throw error
}
