/**
 * Finds, reads and checks the configuration. Without a file the defaults hold, and nothing is checked or loaded.
 * @module
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, isAbsolute, resolve } from 'node:path'
import type { Mode } from '../call.ts'
import { FarthingError } from '../errors.ts'
import { defaultConfiguration } from './defaults.ts'
import type { Configuration } from './schema.ts'
import type { Environment } from './variables.ts'

export const fileNames = ['farthing.config.json', 'farthing.config.jsonc'] as const

/** A configuration file is written by hand; one of this size is a mistake. */
const maximumBytes = 4 * 1024 * 1024

/** What the command line says; it wins over the file. */
export interface Overrides {
  readonly host?: string
  readonly port?: number
  readonly dataDirectory?: string
  readonly mode?: Mode
}

export interface LoadOptions {
  /** Path of the file; without it FARTHING_CONFIG, else one of `fileNames` in `directory`, else the defaults. */
  readonly file?: string
  readonly directory?: string
  readonly environment?: Environment
  readonly overrides?: Overrides
}

/** A configuration with where it came from. Paths in it are absolute. */
export interface Loaded {
  readonly configuration: Configuration
  /** Absolute; undefined where the defaults hold. */
  readonly file: string | undefined
  /** SHA-256 of the file's bytes, '' without one: tells a real change from a touched file. */
  readonly digest: string
}

/**
 * @throws FarthingError `configuration_invalid`; as a ConfigurationError with `problems` where the file was read
 */
export async function loadConfiguration(options: LoadOptions = {}): Promise<Loaded> {
  const { directory = process.cwd(), environment = process.env, overrides = {} } = options
  const file = findConfiguration(options.file, directory, environment)
  if (file === undefined)
    return { configuration: complete(defaultConfiguration, directory, overrides), file, digest: '' }
  const bytes = readConfiguration(file)
  const { checkConfiguration } = await import('./check.ts')
  const configuration = checkConfiguration(bytes.toString('utf8'), file, environment)
  return {
    configuration: complete(configuration, dirname(file), overrides),
    file,
    digest: createHash('sha256').update(bytes).digest('hex'),
  }
}

/** The absolute path of the file that applies; undefined where there is none. */
export function findConfiguration(
  named: string | undefined,
  directory: string,
  environment: Environment,
): string | undefined {
  const given = named ?? (environment['FARTHING_CONFIG'] || undefined)
  if (given !== undefined) {
    const file = resolve(directory, given)
    if (existsSync(file)) return file
    const by = named === undefined ? 'FARTHING_CONFIG' : '--config'
    throw invalid(file, `there is no such file. ${by} names it; correct the path or leave it out.`)
  }
  const found = fileNames.map((name) => resolve(directory, name)).filter((file) => existsSync(file))
  if (found.length > 1)
    throw invalid(found[0]!, `${fileNames[1]} is there as well. Keep one, or name one by --config.`)
  return found[0]
}

/** The bytes of a configuration file, within a bound. */
export function readConfiguration(file: string): Buffer {
  try {
    const { size } = statSync(file)
    if (size > maximumBytes)
      throw invalid(file, `${size} bytes are over the bound of ${maximumBytes}.`)
    return readFileSync(file)
  } catch (error) {
    if (error instanceof FarthingError) throw error
    throw invalid(file, `it could not be read: ${(error as Error).message}`, error)
  }
}

function invalid(file: string, detail: string, cause?: unknown): FarthingError {
  return new FarthingError('configuration_invalid', { file, detail }, cause)
}

/** Overrides applied, and every path made absolute. */
export function complete(
  configuration: Configuration,
  directory: string,
  { host, port, dataDirectory, mode }: Overrides,
): Configuration {
  const { server, ledger, prices, log } = configuration
  // What the command line names starts where the command was typed, not at the file.
  const data =
    dataDirectory === undefined
      ? absolute(server.dataDirectory, directory)
      : absolute(dataDirectory, process.cwd())
  return {
    ...configuration,
    mode: mode ?? configuration.mode,
    server: {
      ...server,
      host: host ?? server.host,
      port: port ?? server.port,
      dataDirectory: data,
    },
    ledger: { ...ledger, file: absolute(ledger.file, data) },
    prices: { ...prices, ...priceFile(prices.file, directory, data) },
    log: log.file === undefined ? log : { ...log, file: absolute(log.file, data) },
  }
}

/** The list that the file names, else the one that `farthing prices update` wrote, else none: the built-in one. */
function priceFile(named: string | undefined, directory: string, data: string): { file?: string } {
  if (named !== undefined) return { file: absolute(named, directory) }
  const updated = resolve(data, 'prices.json')
  return existsSync(updated) ? { file: updated } : {}
}

function absolute(path: string, directory: string): string {
  if (path === '~' || path.startsWith('~/')) return resolve(homedir(), path.slice(2))
  return isAbsolute(path) ? path : resolve(directory, path)
}
