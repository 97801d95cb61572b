import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { callOf, compress, draws } from './fake-call.ts'
import { seededRandom } from './random.ts'
import { createRegistry } from './registry.ts'
import { openProofStore, type Writer } from './store.ts'

const rates = { holdout: 0, shadow: 1, young: 1, youngLabels: 0, control: 0.25 }

/** The ledger's promise in miniature: writes of a turn in one transaction, `kill` forgets what was not committed. */
function fileWriter(database: DatabaseSync): Writer & { flush(): void } {
  let queue: (() => void)[] = []
  return {
    database,
    write: (write) => void queue.push(write),
    afterCommit: (run) => void queue.push(run),
    flush() {
      database.exec('BEGIN')
      for (const write of queue) write()
      database.exec('COMMIT')
      queue = []
    },
  }
}

test('killed at any label, the machinery comes back where it was', () => {
  const random = seededRandom(4)
  const script = Array.from({ length: 900 }, (_, id) => ({ id, harm: random() < 0.01 ? 1 : 0 }))
  const clusters = { idleMs: 7, longestMs: 40, most: 3, variant: 'mean' } as const
  const run = (kills: ReadonlySet<number>) => {
    const database = new DatabaseSync(':memory:')
    const clock = { now: 0 }
    const events: string[] = []
    const start = () => {
      const writer = fileWriter(database)
      const store = openProofStore(writer)
      const registry = createRegistry({
        draws,
        rates,
        budgetOpen: () => true,
        store,
        notify: ({ to, setting }) => void events.push(`${to} ${setting}`),
        now: () => clock.now,
      })
      registry.protect({ ...compress, clusters })
      writer.flush()
      return { writer, registry }
    }
    let { writer, registry } = start()
    for (const { id, harm } of script) {
      clock.now = id
      const one = callOf(id, { conversation: `c${Math.floor(id / 10) * 4 + (id % 4)}` })
      const plan = registry.plan('compress', one)!
      assert.equal(registry.record(plan, one, { harm, source: 'exact' }), true)
      assert.equal(registry.record(plan, one, { harm, source: 'exact' }), false, 'once a call')
      writer.flush()
      if (kills.has(id)) ({ writer, registry } = start())
    }
    return { snapshot: registry.certificate(compress.key)!.snapshot(), events }
  }
  const whole = run(new Set())
  assert.ok(whole.events.includes('certified 0'))
  const killed = run(new Set([0, 3, 17, 18, 19, 255, 256, 257, 400, 600, 899]))
  assert.deepEqual(killed, whole)
  assert.deepEqual(run(new Set(script.map(({ id }) => id).filter((id) => id % 13 === 0))), whole)
})

test('a label that was committed and not yet in a snapshot announces its change of state after the restart', () => {
  const database = new DatabaseSync(':memory:')
  const events: string[] = []
  const begin = (writer: Writer) => {
    const store = openProofStore(writer)
    const registry = createRegistry({
      draws,
      rates: { ...rates, control: 0 },
      budgetOpen: () => true,
      store,
      notify: ({ to }) => void events.push(to),
      now: () => 0,
    })
    registry.protect({ ...compress, settings: [1], labels: 'absolute' })
    return registry
  }
  const writer = fileWriter(database)
  const registry = begin(writer)
  writer.flush()
  for (let id = 0; events.length === 0; id++) {
    // Only labels reach the disk: the process dies between the label and the snapshot.
    const one = callOf(id)
    registry.record(registry.plan('compress', one)!, one, { harm: 0, source: 'verifier' })
    database.exec('DELETE FROM proof_states WHERE sequence > 0')
    writer.flush()
    database.exec('DELETE FROM proof_states WHERE sequence > 0')
  }
  begin(fileWriter(database))
  assert.deepEqual(events, ['certified', 'certified'])
})
