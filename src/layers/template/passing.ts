/**
 * What the way down leaves for the way up.
 * @module
 */
import type { Call } from '../../call.ts'

/** What the way up must count: how often a list comes does not depend on what became of it. */
export interface Passing {
  readonly useKey: string
  readonly opens: boolean
}

export function leavePassing({ view }: Call, passing: Passing): void {
  view.known['template'] = passing
}

/** Gives it once. */
export function takePassing({ view: { known } }: Call): Passing | undefined {
  const passing = known['template'] as Passing | undefined
  known['template'] = undefined
  return passing
}
