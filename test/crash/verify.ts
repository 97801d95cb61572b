/**
 * What must hold after a kill and a new start.
 * @module
 */
import { openLedger } from '../../src/ledger/ledger.ts'
import { createCallReader } from '../../src/ledger/query.ts'
import type { CallRow } from '../../src/ledger/query.ts'
import { createReporter } from '../../src/ledger/report.ts'
import { spentBy } from '../../src/ledger/spending.ts'
import type { Witnessed } from './oracle.ts'

export interface Verdict {
  readonly calls: number
  readonly answered: number
  /** Calls that the new start closed. */
  readonly recovered: number
  /** Attempts that it had to estimate: those unsettled at the kill. */
  readonly estimated: number
  /** Calls whose cost is not what was billed. */
  readonly different: number
  /** Every violated promise, in words. */
  readonly faults: readonly string[]
}

export interface Promised {
  /** Budget over all calls, in picodollars. */
  readonly budget?: bigint
  /** Sum of max(0, actual − held back) that the load may cause at most, per call in flight at the limit. */
  readonly overshoot?: bigint
  /** What the witness calls a row; its id where absent. */
  readonly nameOf?: (row: CallRow) => string
}

/** Opens the ledger as the next start would and holds it against the witness. */
export function verify(
  file: string,
  witness: ReadonlyMap<string, Witnessed>,
  promised: Promised = {},
): Verdict {
  const faults: string[] = []
  const ledger = openLedger({
    file,
    onProblem: (message, error) => faults.push(`${message} ${String(error)}`),
  })
  const { database, recovered } = ledger
  try {
    const check = database.prepare('PRAGMA integrity_check').all()
    if (check[0]?.['integrity_check'] !== 'ok')
      faults.push(`the file is damaged: ${JSON.stringify(check[0])}`)
    const rows = allCalls(createCallReader(database))
    const byId = new Map<string, CallRow>()
    const nameOf = promised.nameOf ?? (({ id }) => id)
    for (const row of rows) {
      const name = nameOf(row)
      if (byId.has(name)) faults.push(`${name} has two rows`)
      byId.set(name, row)
      if (!witness.has(name)) faults.push(`${name} is a phantom: no client ever sent it`)
    }
    let different = 0
    let answered = 0
    for (const [id, call] of witness) {
      const row = byId.get(id)
      if (call.answered) answered++
      if (call.answered && !row) faults.push(`${id} was answered and has no row`)
      if (call.billed > 0n && !row) faults.push(`${id} was billed and has no row`)
      if (!row || row.cost === call.billed) continue
      different++
      if (!row.recovered) faults.push(`${id} says ${row.cost}, billed was ${call.billed}`)
      else if (row.costOrigin !== 'estimated')
        faults.push(`${id} differs from its bill and is not marked estimated`)
    }
    const open = Number(database.prepare('SELECT count(*) AS n FROM open_attempts').get()!['n'])
    if (open > 0) faults.push(`${open} attempts are still open`)
    const sum = rows.reduce((total, row) => total + (row.cost ?? 0n), 0n)
    const reporter = createReporter(database)
    const spent = spentBy(reporter, { of: 'all', name: '' }, 0, Date.now() + 1)
    if (spent !== sum) faults.push(`budgets start from ${spent}, the rows say ${sum}`)
    if (reporter.total().calls !== rows.length)
      faults.push(`sums count ${reporter.total().calls} of ${rows.length}`)
    const { budget, overshoot = 0n } = promised
    if (budget !== undefined && spent > budget + overshoot)
      faults.push(`spent ${spent} of a budget of ${budget}`)
    return {
      calls: rows.length,
      answered,
      recovered: recovered.calls,
      estimated: recovered.estimated,
      different,
      faults,
    }
  } finally {
    ledger.close()
  }
}

function allCalls(reader: ReturnType<typeof createCallReader>): CallRow[] {
  const calls: CallRow[] = []
  for (let row = 0; ;) {
    const some = reader.follow(row)
    if (some.length === 0) return calls
    calls.push(...some)
    row = some.at(-1)!.row
  }
}
