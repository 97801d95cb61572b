/**
 * The log: one line an event, text on a terminal, JSON elsewhere. Only named fields are ever written, so that
 * no key, prompt or reply can slip in with an object.
 * @module
 */
import { closeSync, openSync, writeSync } from 'node:fs'
import type { Configuration } from '../config/schema.ts'

export type Level = 'error' | 'warn' | 'info' | 'debug'
export type Fields = Readonly<Record<string, string | number | boolean | undefined>>

/** Writes lines of a level; below the configured one it does nothing. */
export interface Log {
  error(event: string, fields?: Fields): void
  warn(event: string, fields?: Fields): void
  info(event: string, fields?: Fields): void
  debug(event: string, fields?: Fields): void
  enabled(level: Level): boolean
  close(): void
}

const rank: Readonly<Record<Level | 'silent', number>> = {
  silent: 0,
  error: 1,
  warn: 2,
  info: 3,
  debug: 4,
}

/** Where lines go; tests give their own. */
export interface LogSink {
  readonly terminal: boolean
  write(line: string): void
  close(): void
}

/** Opens the log. `file` must be absolute already. */
export function createLog(
  settings: Pick<Configuration['log'], 'level' | 'format'>,
  sink: LogSink = standardError(),
): Log {
  const least = rank[settings.level]
  const text = settings.format === 'text' || (settings.format === 'auto' && sink.terminal)
  const write = (level: Level, event: string, fields: Fields = {}): void => {
    if (rank[level] > least) return
    sink.write(text ? textLine(level, event, fields) : jsonLine(level, event, fields))
  }
  return {
    error: (event, fields) => write('error', event, fields),
    warn: (event, fields) => write('warn', event, fields),
    info: (event, fields) => write('info', event, fields),
    debug: (event, fields) => write('debug', event, fields),
    enabled: (level) => rank[level] <= least,
    close: () => sink.close(),
  }
}

function jsonLine(level: Level, event: string, fields: Fields): string {
  return `${JSON.stringify({ time: new Date().toISOString(), level, event, ...clean(fields) })}\n`
}

function textLine(level: Level, event: string, fields: Fields): string {
  const rest = Object.entries(clean(fields)).map(([name, value]) => ` ${name}=${quoted(value)}`)
  return `${new Date().toISOString().slice(11, 23)} ${level.padEnd(5)} ${event}${rest.join('')}\n`
}

/** Control characters would let a caller forge lines; JSON escapes them. */
function quoted(value: string | number | boolean | undefined): string {
  return typeof value === 'string' && !/^[\w.:/@+=-]+$/.test(value)
    ? JSON.stringify(value)
    : String(value)
}

function clean(fields: Fields): Fields {
  const kept: Record<string, string | number | boolean> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue
    kept[name] = typeof value === 'string' ? withoutSecrets(value).slice(0, 2000) : value
  }
  return kept
}

/** The second fence: whatever looks like a key of a known form, or follows a word for one, is cut out. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\b(sk|pk|fk|xai|gsk|rk|AIza|key|tok)[-_A-Za-z0-9]{12,}/g, '$1…')
    .replace(/\b(bearer|basic)\s+\S+/gi, '$1 …')
    .replace(/([?&](?:key|api_key|access_token|token)=)[^&\s]+/gi, '$1…')
}

function standardError(): LogSink {
  return {
    terminal: process.stderr.isTTY === true,
    write: (line) => void process.stderr.write(line),
    close: () => {},
  }
}

/** Appends to a file, readable by its owner only. */
export function fileSink(path: string): LogSink {
  const file = openSync(path, 'a', 0o600)
  return {
    terminal: false,
    write: (line) => void writeSync(file, line),
    close: () => closeSync(file),
  }
}
