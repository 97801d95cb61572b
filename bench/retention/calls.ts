/**
 * Calls beside upkeep: 500 a second, each with an attempt that is on disk before it is sent and a row when it ends; one
 * in ten keeps its texts. How much later than planned a call has all of that, while upkeep works and while it rests.
 * @module
 */
import { callId, firstNumber } from '../../src/ledger/call-id.ts'
import {
  exampleClosing,
  exampleFacts,
  exampleOpening,
  exampleSettlement,
} from '../../src/ledger/example-rows.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { day, opened, type Scene } from './scene.ts'

const everyMs = 2
const turnMs = 500
const text = { request: Buffer.alloc(4000, 'q'), reply: Buffer.alloc(2000, 'r') }

export interface Beside {
  /** Milliseconds that calls took. */
  readonly during: readonly number[]
  readonly between: readonly number[]
}

/** Undefined where upkeep cannot be let rest by its clock: a bound of size holds at any time. */
export async function callsBeside(scene: Scene, turns: number): Promise<Beside | undefined> {
  if (scene.bounds.maximumBytes !== undefined) return undefined
  // It opens by the right clock; so early, nothing is old.
  let works = true
  const clock = { now: () => (works ? scene.now : scene.now - 500 * day) }
  const { ledger, close } = await opened(scene, clock)
  works = false
  const first = firstNumber(scene.now)
  const [during, between]: [number[], number[]] = [[], []]
  let made = 0
  // The first turn only warms up.
  for (let turn = 0; turn <= turns; turn++) {
    works = turn % 2 === 1
    const took = turn === 0 ? [] : works ? during : between
    const pending: Promise<void>[] = []
    const from = performance.now()
    for (let planned = from; planned < from + turnMs; planned += everyMs) {
      while (performance.now() < planned) await new Promise((resolve) => setImmediate(resolve))
      pending.push(call(ledger, first + made++, planned, took))
    }
    await Promise.all(pending)
  }
  await close()
  return { during, between }
}

async function call(
  ledger: Ledger,
  number: number,
  planned: number,
  took: number[],
): Promise<void> {
  const facts = exampleFacts({ id: callId(number) })
  const attempt = ledger.openAttempt(facts, exampleOpening())
  await new Promise<void>((resolve) => ledger.afterCommit(resolve))
  ledger.settleAttempt(attempt, exampleSettlement())
  ledger.closeCall(facts, exampleClosing(number % 10 === 0 ? { text } : {}))
  await new Promise<void>((resolve) => ledger.afterCommit(resolve))
  took.push(performance.now() - planned)
}
