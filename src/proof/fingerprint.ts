/**
 * What a promise was learnt on. Where any of it changes, old labels say nothing about today.
 * @module
 */
import { hash } from 'node:crypto'

export interface Learnt {
  /** Provider and model asked for, and what may answer in its place. */
  readonly models: readonly string[]
  /** Rates of these models, as the price list words them: a price moves what a router chooses. */
  readonly prices: string
  /** Stable part of the prompt, or its hash; '' where the route has many. */
  readonly template: string
  /** Version of the layer and of the weights that it decides with. */
  readonly layer: string
  /** Judge model and version of its prompt; '' without a judge. */
  readonly judge: string
}

/** 16 characters; the order of the models does not matter. */
export function fingerprint(learnt: Learnt): string {
  const { models, prices, template, layer, judge } = learnt
  const text = JSON.stringify([models.toSorted(), prices, template, layer, judge])
  return hash('sha256', text, 'base64url').slice(0, 16)
}
