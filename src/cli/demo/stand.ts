/**
 * What the demo runs: the sandbox as the provider, and a gateway in front of it.
 * @module
 */
import { join } from 'node:path'
import { startGateway, type Gateway } from '../../gateway/gateway.ts'
import { loadPriceList } from '../../pricing/price-list.ts'
import { createSandbox, type Sandbox } from '../../sandbox/sandbox.ts'
import { packageVersion } from '../commands/version.ts'
import { createLayers } from '../../gateway/layers.ts'
import type { DemoFlags } from '../options.ts'
import { announce } from '../running.ts'
import type { DemoCall } from './call.ts'
import { demoConfiguration } from './settings.ts'

export interface Stand {
  readonly gateway: Gateway
  readonly sandbox: Sandbox
  readonly ledgerFile: string
  /** Of the simulated provider itself. */
  readonly providerUrl: string
  close(): Promise<void>
}

/** Starts both, on free ports where none is given. The ledger lies in `folder`. */
export async function startDemo(
  folder: string,
  calls: readonly DemoCall[],
  options: Pick<DemoFlags, 'port' | 'mode'> & { readonly providerPort?: number },
): Promise<Stand> {
  const prices = loadPriceList()
  const sandbox = createSandbox({ prices: { cost: (query) => prices.cost(query)?.total } })
  const listening = await sandbox.listen(options.providerPort ?? 0)
  const ledgerFile = join(folder, 'ledger.db')
  const configuration = demoConfiguration({
    sandboxUrl: listening.url,
    dataDirectory: folder,
    ledgerFile,
    port: options.port ?? 0,
    mode: options.mode ?? 'safe',
    routes: [...new Set(calls.map(({ route }) => route))],
  })
  const layers = createLayers(() => {})
  const closeProvider = async (): Promise<void> => {
    await listening.close()
    sandbox.close()
  }
  const gateway = await startGateway({
    configuration,
    environment: {},
    version: packageVersion(),
    layers: layers.build,
    keptAnswers: layers.keptAnswers,
    prefixReport: layers.prefixReport,
  }).catch(async (error: unknown) => {
    // What still listens would keep the process alive.
    layers.close()
    await closeProvider()
    throw error
  })
  const withdraw = announce(folder, gateway.url)
  return {
    gateway,
    sandbox,
    ledgerFile,
    providerUrl: listening.url,
    close: async () => {
      withdraw()
      await gateway.stop()
      layers.close()
      await closeProvider()
    },
  }
}
