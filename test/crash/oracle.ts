/**
 * The witness of a crash test: an append-only log, one line an event, written with a plain system call each, so that a
 * kill loses nothing that was said to have happened.
 * @module
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'

/** What the log knows of a call. */
export interface Witnessed {
  /** The client saw the whole answer. */
  answered: boolean
  /** Picodollars that the provider billed, over all attempts. */
  billed: bigint
}

export interface Witness {
  /** A client sent the call. */
  asked(id: string): void
  /** The provider answered an attempt of it and billed it. */
  billed(id: string, cost: bigint): void
  answered(id: string): void
  close(): void
}

/** Adds the bills of a sandbox's own log to the calls of its clients, by the mark that each request carries. */
export function addBills(file: string, calls: Map<string, Witnessed>): void {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1)
  for (const line of lines) {
    const { kind, tag, cost } = JSON.parse(line) as {
      kind: string
      tag: string
      cost?: string | null
    }
    const call = calls.get(tag)
    if (kind === 'billed' && call && cost) call.billed += BigInt(cost)
  }
}

/** Opens the log for appending. */
export function openWitness(file: string): Witness {
  const handle = openSync(file, 'a')
  const say = (line: string): void => void writeSync(handle, `${line}\n`)
  return {
    asked: (id) => say(`asked ${id}`),
    billed: (id, cost) => say(`billed ${id} ${cost}`),
    answered: (id) => say(`answered ${id}`),
    close: () => closeSync(handle),
  }
}

/** Reads the log; a last line without its end was never said. */
export function readWitness(file: string): Map<string, Witnessed> {
  const calls = new Map<string, Witnessed>()
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1)
  for (const line of lines) {
    const [event, id = '', cost = '0'] = line.split(' ')
    const call = calls.get(id) ?? { answered: false, billed: 0n }
    calls.set(id, call)
    if (event === 'billed') call.billed += BigInt(cost)
    if (event === 'answered') call.answered = true
  }
  return calls
}
