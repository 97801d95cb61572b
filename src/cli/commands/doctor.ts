/**
 * `farthing doctor`: what would keep the gateway from working.
 * @module
 */
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { makeFolder } from '../../config/make-folder.ts'
import type { Configuration } from '../../config/schema.ts'
import { openForReading } from '../../ledger/database.ts'
import { createCallReader } from '../../ledger/query.ts'
import { missingModels, wordsOfMissing, type MissingModel } from '../../learned/missing-models.ts'
import { readPriceFile } from '../../pricing/price-file.ts'
import { createProviders } from '../../providers/provider.ts'
import { CommandFailure } from '../exit.ts'
import type { Common } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import { load } from './config.ts'

export interface Finding {
  readonly name: string
  /** `advice` is worth knowing; `problem` has to be mended. */
  readonly state: 'ok' | 'advice' | 'problem'
  readonly detail: string
}

export async function doctor(options: Common, terminal: Terminal): Promise<void> {
  const findings = await examine(options)
  if (options.json) terminal.json(findings)
  const styles = { ok: 'green', advice: 'yellow', problem: 'red' } as const
  for (const { name, state, detail } of options.json ? [] : findings)
    terminal.line(
      `${terminal.style(styles[state], state.padEnd(7))}  ${name.padEnd(14)}  ${detail}`,
    )
  const problems = findings.filter(({ state }) => state === 'problem').length
  if (problems > 0)
    throw new CommandFailure(
      `${problems === 1 ? 'one problem' : `${problems} problems`} to be mended`,
    )
}

async function examine(options: Common): Promise<Finding[]> {
  const findings = [nodeVersion(process.versions.node)]
  let configuration: Configuration
  try {
    const loaded = await load(options)
    configuration = loaded.configuration
    findings.push({
      name: 'configuration',
      state: 'ok',
      detail: loaded.file ?? 'no file; the defaults hold',
    })
  } catch (error) {
    const detail = (error as Error).message
    return [...findings, { name: 'configuration', state: 'problem', detail }]
  }
  return [
    ...findings,
    dataDirectory(configuration.server.dataDirectory),
    ledger(configuration.ledger.file),
    prices(configuration.prices.file),
    await port(configuration),
    keys(configuration),
    weights(configuration),
    runtime(configuration),
  ]
}

/** Needs 22.19: the first with erasable types and `node:sqlite` as they are used here. */
export function nodeVersion(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const good = major > 22 || (major === 22 && minor >= 19)
  const detail = good ? version : `${version} is too old; 22.19 or newer is needed`
  return { name: 'node', state: good ? 'ok' : 'problem', detail }
}

function dataDirectory(folder: string): Finding {
  const name = 'data folder'
  try {
    makeFolder(folder)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const detail = `${folder} cannot be used: ${(error as Error).message}`
    return { name, state: 'problem', detail }
  }
  const open = process.platform !== 'win32' && (statSync(folder).mode & 0o077) !== 0
  return open
    ? { name, state: 'advice', detail: `${folder} can be read by other users; chmod 700 it` }
    : { name, state: 'ok', detail: folder }
}

function ledger(file: string): Finding {
  const name = 'ledger'
  if (!existsSync(file)) return { name, state: 'ok', detail: `${file} will be made` }
  try {
    const database = openForReading(file)
    const calls = createCallReader(database).last()
    database.close()
    const size = (statSync(file).size / 1e6).toFixed(1)
    return { name, state: 'ok', detail: `${file}, ${size} MB, ${calls} calls so far` }
  } catch (error) {
    return { name, state: 'problem', detail: `${file}: ${(error as Error).message}` }
  }
}

function prices(file: string | undefined): Finding {
  const name = 'prices'
  if (file === undefined) return { name, state: 'ok', detail: 'the list that ships' }
  try {
    readPriceFile(file)
    return { name, state: 'ok', detail: file }
  } catch (error) {
    return { name, state: 'problem', detail: (error as Error).message }
  }
}

async function port({ server }: Configuration): Promise<Finding> {
  const name = 'port'
  const place = `${server.host}:${server.port}`
  const failure = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    const probe = createServer()
    probe.once('error', resolve)
    probe.listen({ host: server.host, port: server.port }, () =>
      probe.close(() => resolve(undefined)),
    )
  })
  if (failure === undefined) return { name, state: 'ok', detail: `${place} is free` }
  if (failure.code !== 'EADDRINUSE')
    return { name, state: 'problem', detail: `${place} cannot be had: ${failure.message}` }
  const ours = await fetch(`http://${place}/farthing/health`, { signal: AbortSignal.timeout(1000) })
    .then((response) => response.ok)
    .catch(() => false)
  return ours
    ? { name, state: 'ok', detail: `${place} is in use by a gateway that runs and is healthy` }
    : {
        name,
        state: 'problem',
        detail: `${place} is in use by another program; choose one by --port`,
      }
}

function keys(configuration: Configuration): Finding {
  const name = 'provider keys'
  const found = [...createProviders(configuration.providers, process.env).values()].filter(
    (provider) => provider.credentials.length > 0,
  )
  if (found.length > 0) return { name, state: 'ok', detail: found.map(({ id }) => id).join(', ') }
  const detail = 'none found; clients must send their own, or set for example OPENAI_API_KEY'
  return { name, state: 'advice', detail }
}

const onWordsAlone = 'onnxruntime-node'

function acts({ mode, routes }: Configuration): boolean {
  return [{ mode }, ...routes].some((route) => ['balanced', 'max'].includes(route.mode ?? mode))
}

/** The small models come with the package, so one that is not there was lost on the way. */
function weights(configuration: Configuration): Finding {
  const name = 'weights'
  const lost = missingModels().filter(({ what }) => what !== onWordsAlone)
  if (lost.length === 0) return { name, state: 'ok', detail: 'all are there' }
  const detail = `${wordsOfMissing(lost).join('; ')}; install farthing anew`
  return { name, state: acts(configuration) ? 'problem' : 'advice', detail }
}

/** What the optional runtime of the small transformers would change for this configuration. */
export function runtime(
  configuration: Configuration,
  missing: readonly MissingModel[] = missingModels(),
): Finding {
  const name = onWordsAlone
  if (missing.every(({ what }) => what !== name)) {
    return { name, state: 'ok', detail: 'installed: learned models at full quality' }
  }
  const detail =
    'not installed: questions in other words, and what a document has to say to them, are judged word by word; ' +
    'with it more answers are reused and more text left out at the same certificate (npm install onnxruntime-node; with --global where farthing is installed so)'
  return { name, state: acts(configuration) ? 'advice' : 'ok', detail }
}
