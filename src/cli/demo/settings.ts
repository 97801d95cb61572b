/**
 * The configuration of the demo's gateway: its providers are the sandbox, its routes the kinds of traffic.
 * @module
 */
import { defaultConfiguration } from '../../config/defaults.ts'
import type { Configuration, ProviderSettings } from '../../config/schema.ts'
import type { Mode } from '../../call.ts'

export interface DemoSettings {
  readonly sandboxUrl: string
  readonly dataDirectory: string
  readonly ledgerFile: string
  readonly port: number
  readonly mode: Mode
  readonly routes: readonly string[]
}

export function demoConfiguration(settings: DemoSettings): Configuration {
  const { server, ledger } = defaultConfiguration
  const provider: ProviderSettings = {
    base: settings.sandboxUrl,
    credentials: [{ id: 'demo', value: 'sandbox-key', weight: 1 }],
    endpoints: [],
    headers: {},
    timeouts: {},
    passThrough: false,
  }
  return {
    ...defaultConfiguration,
    mode: settings.mode,
    server: { ...server, port: settings.port, dataDirectory: settings.dataDirectory },
    ledger: { ...ledger, file: settings.ledgerFile },
    providers: { openai: provider, anthropic: provider },
    // The sandbox's own bill says what was saved: holdouts would only make each demo a little different.
    proof: { ...defaultConfiguration.proof, holdout: 0 },
    routes: settings.routes.map((route) => ({
      name: route,
      match: { tag: route },
      substitutes: [],
      storeText: false,
      layers: {},
    })),
  }
}
