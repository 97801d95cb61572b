/**
 * A gateway that is measured: how it is installed, started and called, and what it did besides.
 * @module
 */
import { execFileSync } from 'node:child_process'

export interface Peer {
  readonly name: string
  /** What it did with each call beyond passing it on, in words for the table. */
  readonly did: string
  /** Puts it into an empty folder; gives its version. Throws where it cannot be had. */
  install(folder: string): string
  /** The command that starts it. */
  command(folder: string, port: number, upstream: number): Started
}

export interface Started {
  readonly command: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** Further headers that a call needs, one a line. */
  readonly headers?: readonly string[]
}

/** Runs a command of an installation, at most ten minutes. */
export function run(cwd: string, file: string, ...words: string[]): string {
  return execFileSync(file, words, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 600_000,
  })
}
