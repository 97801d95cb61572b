/**
 * What a program says when it opens Farthing inside itself.
 * @module
 */
import { dirname, resolve } from 'node:path'
import type { Mode } from '../call.ts'
import { defaultConfiguration } from '../config/defaults.ts'
import { complete, loadConfiguration } from '../config/load.ts'
import { nearest } from '../config/nearest.ts'
import type { Configuration, ConfigurationInput } from '../config/schema.ts'
import { FarthingError } from '../errors.ts'
import type { KeptAnswers } from '../gateway/admin/cache.ts'
import type { PrefixSource } from '../gateway/admin/prefix.ts'
import type { CoreOptions } from '../gateway/core.ts'
import { createLayersOf, wantsReuse } from '../gateway/layers-of.ts'
import type { Environment } from '../providers/provider.ts'
import { openTelemetry, type Telemetry, type TracerSource } from '../telemetry/telemetry.ts'

export interface FarthingOptions {
  /**
   * The settings of docs/configuration.md, any part of them: as an object, or the path of a file. Without it the file
   * that FARTHING_CONFIG names, else the defaults: none is looked for.
   */
  readonly configuration?: ConfigurationInput | string
  /** What may happen to a call, at most: `observe`, `safe` (the default), `balanced` or `max`. */
  readonly mode?: Mode
  /**
   * File of the ledger, with kept answers beside it. Without it memory, unless the object `configuration` has a
   * `ledger.file`. A file has one owner: a gateway and a library do not share one.
   */
  readonly ledger?: string
  /** Where provider keys and the `$VARIABLES` of the configuration are read; `process.env` by default. */
  readonly environment?: Environment
  /** Where spans go, with `telemetry.enabled`; OpenTelemetry's global provider by default. */
  readonly tracerProvider?: TracerSource
}

/** What gateway and `fetch` are made from. */
export interface Prepared {
  readonly options: CoreOptions & {
    readonly configuration: Configuration
    readonly keptAnswers: KeptAnswers
    readonly prefixReport: PrefixSource
  }
  readonly telemetry: Telemetry | undefined
  /** Writes what the layers keep; called last. */
  close(): void
}

const known = [
  'configuration',
  'mode',
  'ledger',
  'environment',
  'tracerProvider',
] as const satisfies readonly (keyof FarthingOptions)[]
const modes: readonly Mode[] = ['observe', 'safe', 'balanced', 'max']

/**
 * Reads the options. Rejects with `configuration_invalid`, all problems named.
 *
 * @param more - names of options that the caller reads itself
 */
export async function prepare(
  options: FarthingOptions,
  more: readonly string[] = [],
): Promise<Prepared> {
  refuseUnknown(options, [...known, ...more])
  const environment = options.environment ?? process.env
  const configuration = withLedger(await read(options, environment), options)
  const telemetry = await openTelemetry(configuration.telemetry, options.tracerProvider)
  const warn = (text: string): void => process.emitWarning(text, 'FarthingWarning')
  const layers = createLayersOf({
    failed: (error) => warn(`An answer was not kept: ${String(error)}`),
    lacking: (sentence) => warn(`${sentence}.`),
    // A library keeps its configuration: what this one does not want need not be loaded.
    openReuse: wantsReuse(configuration)
      ? (await import('../gateway/open-reuse.ts')).openReuse
      : undefined,
  })
  return {
    options: {
      configuration,
      environment,
      layers: layers.build,
      keptAnswers: layers.keptAnswers,
      prefixReport: layers.prefixReport,
      ...(telemetry === undefined ? {} : { closed: telemetry.closed }),
    },
    telemetry,
    close: layers.close,
  }
}

/** A misspelt option that is taken in silence leaves what was meant undone. */
function refuseUnknown(options: FarthingOptions, names: readonly string[]): void {
  const fail = (detail: string): never => {
    throw new FarthingError('configuration_invalid', { file: 'options', detail })
  }
  for (const name of Object.keys(options)) {
    if (names.includes(name)) continue
    if (Object.hasOwn(defaultConfiguration, name))
      fail(`\`${name}\` belongs into \`configuration\`: { configuration: { ${name}: … } }.`)
    const meant = nearest(name, names)
    const hint = meant ? `Did you mean \`${meant}\`?` : `There are ${names.join(', ')}.`
    fail(`there is no option \`${name}\`. ${hint}`)
  }
  const { mode } = options
  if (mode !== undefined && !modes.includes(mode))
    fail(`\`mode\` must be one of ${modes.join(', ')}, not ${JSON.stringify(mode)}.`)
}

async function read(
  { configuration, mode }: FarthingOptions,
  environment: Environment,
): Promise<Configuration> {
  const overrides = mode === undefined ? {} : { mode }
  const file =
    typeof configuration === 'string'
      ? configuration
      : configuration === undefined && environment['FARTHING_CONFIG']
  if (typeof file === 'string' && file !== '') {
    return (await loadConfiguration({ file, environment, overrides })).configuration
  }
  if (typeof configuration !== 'object')
    return complete(defaultConfiguration, process.cwd(), overrides)
  // zod takes 50 ms to load: who names nothing does not pay for it.
  const { checkConfiguration } = await import('../config/check.ts')
  const text = JSON.stringify(configuration, undefined, 2)
  return complete(checkConfiguration(text, 'options', environment), process.cwd(), overrides)
}

function withLedger(read: Configuration, options: FarthingOptions): Configuration {
  const { configuration, ledger } = options
  if (ledger !== undefined && ledger !== ':memory:') {
    const file = resolve(ledger)
    return {
      ...read,
      server: { ...read.server, dataDirectory: dirname(file) },
      ledger: { ...read.ledger, file },
    }
  }
  const named =
    ledger === undefined &&
    typeof configuration === 'object' &&
    configuration.ledger?.file !== undefined
  return named ? read : { ...read, ledger: { ...read.ledger, file: ':memory:' } }
}
