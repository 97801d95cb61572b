/**
 * A user's own verifier: a command or an HTTP endpoint that looks at two answers and says whether the second is worse.
 *
 * It gets `{"request": …, "safe": …, "candidate": …}` as JSON and answers `{"harm": 0 … 1}` or `{"ok": true}`.
 * @module
 */
import { spawn } from 'node:child_process'
import type { Answer } from './equality.ts'

export interface VerifierInput {
  /** The call's body as JSON. */
  readonly request: unknown
  readonly safe: Answer
  readonly candidate: Answer
}

/** Harm in [0, 1]; undefined: no verdict (it failed, took too long, or said nothing that is understood). */
export type Verifier = (input: VerifierInput, signal: AbortSignal) => Promise<number | undefined>

/** Gets the JSON, gives back what was said. May throw: then there is no verdict. */
export type Ask = (json: string, limits: AskLimits, signal: AbortSignal) => Promise<string>

export interface AskLimits {
  readonly timeoutMs: number
  /** Of the answer; more is cut off by an error. */
  readonly maximumBytes: number
}

const defaultLimits: AskLimits = { timeoutMs: 30_000, maximumBytes: 65_536 }

/** `ask`: `runCommand(…)`, or a POST by the caller's HTTP client. */
export function createVerifier(ask: Ask, limits: Partial<AskLimits> = {}): Verifier {
  const all = { ...defaultLimits, ...limits }
  return async (input, signal) => {
    try {
      return readVerdict(await ask(JSON.stringify(input), all, signal))
    } catch {
      return undefined
    }
  }
}

/** Reads what a verifier said. */
export function readVerdict(text: string): number | undefined {
  let said: unknown
  try {
    said = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof said !== 'object' || said === null) return undefined
  const { harm, ok } = said as { harm?: unknown; ok?: unknown }
  if (typeof harm === 'number' && harm >= 0 && harm <= 1) return harm
  if (typeof ok === 'boolean') return ok ? 0 : 1
  return undefined
}

/** Runs a command without a shell, JSON on its standard input; an exit status other than 0 is no verdict. */
export function runCommand(command: string, args: readonly string[]): Ask {
  return (json, { timeoutMs, maximumBytes }, signal) =>
    new Promise((resolve, reject) => {
      const child = spawn(command, args, {
        stdio: ['pipe', 'pipe', 'ignore'],
        killSignal: 'SIGKILL',
        signal,
      })
      // Not the option `timeout` of spawn: its timer outlives a command that could not be started.
      const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
      const chunks: Buffer[] = []
      let bytes = 0
      child.stdout.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes <= maximumBytes) return void chunks.push(chunk)
        child.kill('SIGKILL')
      })
      child.on('error', (error) => {
        clearTimeout(timer)
        reject(error)
      })
      child.on('close', (code) => {
        clearTimeout(timer)
        if (code === 0 && bytes <= maximumBytes) resolve(Buffer.concat(chunks).toString('utf8'))
        else reject(new Error(`The verifier ended with ${code ?? 'a signal'} after ${bytes} bytes`))
      })
      // A verifier that exits without reading closes the pipe: its exit status says the rest.
      child.stdin.on('error', () => {})
      child.stdin.end(json)
    })
}
