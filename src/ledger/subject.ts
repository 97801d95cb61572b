/**
 * What budgets and limits look at in a call.
 * @module
 */
export interface Subject {
  readonly tenant: string
  readonly key: string | undefined
  readonly route: string
  readonly tags: readonly string[]
  /** When the call began, in milliseconds since the epoch; now where absent. */
  readonly at?: number
  /** Only said in refusals. */
  readonly provider?: string
  readonly model?: string
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Milliseconds of a clock that only goes forward; the system's where absent. */
  elapsed?(): number
}
