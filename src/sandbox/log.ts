/**
 * The sandbox's own durable log: the oracle for crash tests. One JSON object a line, written before anyone is told.
 * @module
 */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import type { Usage } from '../call.ts'

/** Written before the first byte of a reply. */
export interface AcceptedLine {
  readonly kind: 'accepted'
  readonly id: string
  readonly at: number
  readonly account: string
  readonly tag: string
  readonly path: string
  readonly model: string
}

/** Written when a reply has ended or its receiver has gone. Without it, the call was never billed. */
export interface BilledLine {
  readonly kind: 'billed'
  readonly id: string
  readonly at: number
  readonly account: string
  readonly tag: string
  readonly model: string
  readonly status: number
  readonly usage: Usage | null
  /** Picodollars in decimal; null: the model has no price. */
  readonly cost: string | null
  /** Whether the whole reply was handed to the socket. */
  readonly delivered: boolean
  readonly aborted: boolean
}

export type LogLine = AcceptedLine | BilledLine

export interface SandboxLog {
  write(line: LogLine): void
  close(): void
}

/**
 * Appends to `file`; a write is in the kernel before this returns, so it survives the death of any process.
 * @param sync also waits for the disk, for tests that cut the power.
 */
export function openLog(file: string, sync = false): SandboxLog {
  const descriptor = openSync(file, 'a')
  return {
    write(line) {
      writeSync(descriptor, `${JSON.stringify(line)}\n`)
      if (sync) fsyncSync(descriptor)
    },
    close: () => closeSync(descriptor),
  }
}
