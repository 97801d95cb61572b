/**
 * One judgement of one drawn unit: what the bounds feed on and the store keeps.
 * @module
 */

/**
 * Who said so. The first four can only acquit: equal is harmless, unequal says nothing. `unknown`: nobody could say,
 * and the label is the one that delays a certificate.
 */
export type LabelSource =
  | 'exact'
  | 'json'
  | 'tool-call'
  | 'label-set'
  | 'verifier'
  | 'feedback'
  | 'judge'
  | 'unknown'

export interface Label {
  /** `layer/route` or `layer/route/segment`: which certificate it counts for. */
  readonly certificate: string
  /** The window of the certificate in which the unit was drawn; labels of earlier windows do not count. */
  readonly window: number
  /** The call. A second label of the same call and arm is refused by the store. */
  readonly call: string
  readonly conversation: string
  /** `treated`: safe answer against the layer's. `control`: A/A, two safe answers. */
  readonly arm: 'treated' | 'control'
  /** Index of the dial's setting that acted; 0 for a layer without a dial and for A/A. */
  readonly setting: number
  /** 0: as good as the full-price answer; 1: worse. */
  readonly harm: number
  /** With which the unit was drawn. */
  readonly probability: number
  /** Lowest probability in force for any unit at that moment, over `probability`: in (0, 1], 1 for even draws. */
  readonly weight: number
  readonly source: LabelSource
  /** Milliseconds since the epoch. */
  readonly at: number
}
