/**
 * What all runs of `bench/retention.ts` share.
 * @module
 */
import { openLedger, type Ledger, type LedgerOptions } from '../../src/ledger/ledger.ts'
import type { Clock } from '../../src/ledger/subject.ts'

export const day = 86_400_000
/** The seeded calls lie in so many days before `until`. */
export const days = 60
export const until = Date.UTC(2042, 0, 1)

export type Bounds = Pick<LedgerOptions, 'retentionDays' | 'maximumBytes'>

export interface Scene {
  readonly file: string
  readonly bounds: Bounds
  /** What the ledger takes for now. */
  readonly now: number
}

/** Opens the ledger of a scene; the answer's `close` throws what upkeep had to say. */
export async function opened(
  scene: Scene,
  clock: Clock,
): Promise<{ readonly ledger: Ledger; close(): Promise<void> }> {
  const problems: string[] = []
  const onProblem = (text: string, error?: unknown): void =>
    void problems.push(`${text} ${String(error)}`)
  const ledger = openLedger({
    file: scene.file,
    ...scene.bounds,
    clock,
    // Here the clock leaps on purpose.
    mostLeapMs: Infinity,
    onProblem,
  })
  // Starting the thread that reads and moves the log takes 3 ms once, whatever is deleted.
  await ledger.reader.last()
  return {
    ledger,
    async close() {
      await ledger.close()
      if (problems.length > 0) throw new Error(problems.join('\n'))
    },
  }
}
