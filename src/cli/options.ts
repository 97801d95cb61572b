/**
 * What the commands are given, and how their options are read.
 * @module
 */
import { InvalidArgumentError, Option, type Command } from 'commander'
import type { Mode } from '../call.ts'

/** Options that every command takes. */
export interface Common {
  readonly config?: string
  readonly data?: string
  readonly json?: boolean
  readonly debug?: boolean
}

export interface StartFlags extends Common {
  readonly port?: number
  readonly host?: string
  readonly mode?: Mode
  readonly version?: boolean
}

/** Of a command whose settings are its own: what it shows must not hang on a file that lies about. */
type OwnSettings = Omit<Common, 'config'>

export interface DemoFlags extends OwnSettings {
  readonly exit?: boolean
  readonly port?: number
  readonly calls?: number
  readonly mode?: Mode
  readonly samples?: string
}

export interface SandboxFlags extends OwnSettings {
  readonly port: number
  readonly mode?: Mode
}

export interface SpanFlags extends Common {
  readonly since?: string
  readonly until?: string
}

export interface ReportFlags extends SpanFlags {
  readonly by: string
  readonly csv?: boolean
}

export interface LogsFlags extends SpanFlags {
  readonly follow?: boolean
  readonly limit: number
  readonly model?: string
  readonly key?: string
  readonly tag?: string
  readonly route?: string
  readonly status?: string
}

export interface KeyFlags extends Common {
  readonly tenant?: string
  readonly admin?: boolean
  readonly routes?: readonly string[]
  readonly models?: readonly string[]
  readonly mode?: Mode
  readonly limit?: readonly string[]
}

export interface EditKeyFlags extends Omit<KeyFlags, 'tenant'> {
  readonly rename?: string
  readonly drop?: readonly string[]
}

export interface TryFlags extends Common {
  readonly tenant?: string
  readonly model?: string
  readonly route?: string
}

export interface FlushFlags extends Common {
  readonly tenant?: string
  readonly tag?: string
  readonly model?: string
  readonly all?: boolean
}

export interface CompressFlags extends Common {
  readonly model: string
  readonly floor: number
  /** Share of the words that stay. */
  readonly words?: number
  readonly sent?: boolean
  readonly all?: boolean
}

export interface UpdateFlags extends Common {
  readonly litellm?: string
}

/** Adds a command below `parent`, or at the top; it takes the common options, or those that `common` adds. */
export type Add = (
  name: string,
  description: string,
  help: string,
  parent?: Command,
  common?: (command: Command) => Command,
) => Command

export function withCommon(command: Command): Command {
  return withOwnSettings(
    command.option(
      '--config <file>',
      'configuration file (default: farthing.config.json or .jsonc here)',
    ),
  )
}

export function withOwnSettings(command: Command): Command {
  return command
    .option('--data <folder>', 'folder of the ledger and the caches (default: ~/.farthing)')
    .option('--json', 'answer as JSON')
    .option('--debug', 'show the stack of an error')
}

export function modeOption(description: string): Option {
  return new Option('--mode <mode>', description).choices(['observe', 'safe', 'balanced', 'max'])
}

export function readPort(text: string): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number <= 65_535) return number
  throw new InvalidArgumentError('A whole number from 0 to 65535 is expected.')
}

export function readCount(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('A whole number, at least 1, is expected.')
}
