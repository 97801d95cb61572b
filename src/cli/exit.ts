/**
 * How a command ends: its exit code, and what is said when it fails.
 * @module
 */
import { FarthingError, type ErrorCode } from '../errors.ts'
import { errorsPage } from './manual.ts'
import type { Terminal } from './terminal.ts'

/** Exit codes, as `farthing help` and docs/cli.md list them. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  configuration: 3,
  interrupted: 130,
} as const

/** A failure that a reader can act on and that has no page: one sentence, no stack. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure'
  readonly exitCode: number

  constructor(message: string, exitCode: number = exitCodes.failed) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Says what went wrong, and answers the exit code. The stack shows with `--debug` only. */
export function explain(
  error: unknown,
  terminal: Terminal,
  { debug, json }: { debug: boolean; json: boolean },
): number {
  const code = codeOf(error)
  const message = error instanceof Error ? error.message : String(error)
  const page = error instanceof FarthingError ? pageOf(error) : undefined
  if (json) {
    const { problems } = error as { problems?: unknown }
    const name = error instanceof FarthingError ? error.code : 'failed'
    terminal.json({ error: { code: name, message, page, problems, exitCode: code } })
  } else {
    terminal.note(`farthing: ${message}`)
    if (page !== undefined) terminal.note(`  see ${page}`)
  }
  if (debug && error instanceof Error) terminal.note(error.stack ?? '')
  else if (code === exitCodes.failed && page === undefined && !(error instanceof CommandFailure))
    terminal.note('  --debug shows where it happened')
  return code
}

/** A path that whoever installed the package can open. */
function pageOf({ code, page }: FarthingError): string {
  const file = errorsPage()
  return file === undefined ? page : `${file}#${code}`
}

/** What a user mends before the start, and no call has to do with. */
const toMend: ReadonlySet<ErrorCode> = new Set([
  'configuration_invalid',
  'ledger_in_use',
  'ledger_unusable',
  'ledger_version',
])

function codeOf(error: unknown): number {
  if (error instanceof CommandFailure) return error.exitCode
  if (error instanceof FarthingError && toMend.has(error.code)) return exitCodes.configuration
  return exitCodes.failed
}
