/**
 * Figures that the load and its judge share. Picodollars.
 * @module
 */

/** Held back for each attempt. */
export const heldBack = 1_000n
/** An attempt costs up to half more than was held back, so that the budget's bound is put to the test. */
export const largestCost = 1_500n
/** Runs out after some ten of the rounds that share a file. */
export const budget = 2_000_000n
/** Calls in flight at once. */
export const clients = 24
