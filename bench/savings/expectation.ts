/**
 * What proof costs, in expectation: holdouts and shadows at the configured rates, over a run that has neither.
 * @module
 */
import { defaultConfiguration } from '../../src/config/defaults.ts'
import type { Ran } from './rig/run.ts'
import type { ArmName } from './workload.ts'

/** US dollars. `proof`: what shadows cost. */
export interface Dollars {
  readonly input: number
  readonly output: number
  readonly proof: number
}

const { holdout, shadow, young, budgetShare } = defaultConfiguration.proof

/**
 * What a run without draws comes to on average over them: held out, tried beside the safe answer, live.
 * @param proofAtYoung dollars of the shadows that were sent while learning; undefined: not measured, and then the first
 * turns of drawn conversations are taken to be sent twice, at what they cost as recorded
 * @param acts whether the layers under certificate have anything to offer
 */
export function expectedOver(
  name: ArmName,
  live: Ran,
  baseline: Ran,
  safe: Ran,
  proofAtYoung: number | undefined,
  acts: boolean,
): Dollars {
  const tried = name === 'safe' ? 0 : name === 'learning' ? young : shadow
  const out = (pick: (of: Dollars) => number): number => {
    const [b, s, l] = [baseline, safe, live].map((ran) => pick(dollarsOf(ran))) as [
      number,
      number,
      number,
    ]
    const inUse = name === 'safe' || name === 'learning' ? s : tried * s + (1 - tried) * l
    return holdout * b + (1 - holdout) * inUse
  }
  const whole = ({ input, output }: Ran): number => input + output
  const twice =
    proofAtYoung === undefined
      ? acts
        ? (1 - holdout) * tried * baseline.openings
        : 0
      : (proofAtYoung * tried) / young
  return {
    input: out(({ input }) => input),
    output: out(({ output }) => output),
    proof: Math.min(twice, budgetShare * whole(baseline)),
  }
}

export function dollarsOf({ input, output, beside }: Ran): Dollars {
  return { input, output, proof: beside }
}
