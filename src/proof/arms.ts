/**
 * The arms that a certificate's state opens, with their probabilities: made once for each state.
 * @module
 */
import type { Permit } from '../layers/layer.ts'
import type { Certificate } from './certificate.ts'

/** Shares of the traffic that go into proof. */
export interface Rates {
  /** Conversations that no layer touches. */
  readonly holdout: number
  /** Units that run both arms. */
  readonly shadow: number
  /** The same while a setting has fewer than `youngLabels` labels and is not certified. */
  readonly young: number
  readonly youngLabels: number
  /** Share of the shadows that run the safe arm twice, where labels compare answers: about 0.25, with a judge 0.5. */
  readonly control: number
}

/** What a drawn unit is for; goes into its label. */
export interface Plan {
  readonly certificate: string
  readonly window: number
  /** `treated`: run the layer beside the safe answer. `control`: run the safe arm a second time. */
  readonly arm: 'treated' | 'control'
  /** Index and value of the dial's setting. */
  readonly setting: number
  readonly value: number
  readonly probability: number
  readonly weight: number
}

export interface Drawn {
  readonly permit: Permit
  readonly plan: Plan | undefined
}

export interface Arms {
  readonly live: Permit
  readonly shadowRate: number
  /** What a unit drawn for a shadow does, by a number uniform in [0, 1). */
  drawn(at: number): Drawn
  isFor(certificate: Certificate): boolean
}

export const off: Permit = Object.freeze({ arm: 'off', probability: 1 })

/** In `safe` no certificate is needed. */
export function safe(rates: Rates): { readonly live: Permit; readonly holdout: Permit } {
  const { holdout } = rates
  return {
    live: Object.freeze({ arm: 'live', probability: 1 - holdout }),
    holdout: Object.freeze({ arm: 'holdout', probability: holdout }),
  }
}

/** The arms of a certificate as it stands; `isFor` tells when they are out of date. */
export function makeArms(certificate: Certificate, rates: Rates): Arms {
  const { live, testing, id, state, onTrust, window } = certificate
  const { key, settings, labels } = certificate.options
  const young = isYoung(certificate, rates)
  const tested = [...new Set([testing, live])].filter((setting) => setting >= 0)
  const shadowRate =
    tested.length === 0 ? 0 : young ? Math.max(rates.young, rates.shadow) : rates.shadow
  const controlShare = labels === 'absolute' ? 0 : rates.control
  const ofAll = (1 - rates.holdout) * shadowRate

  const control: Drawn = {
    permit: Object.freeze({ arm: 'off', probability: ofAll * controlShare }),
    plan: plan('control', 0, ofAll * controlShare),
  }
  const treated = tested.map((setting): Drawn => {
    const probability = (ofAll * (1 - controlShare)) / tested.length
    return {
      permit: Object.freeze({
        arm: 'shadow',
        probability,
        certificate: id,
        setting: settings[setting]!,
      }),
      plan: plan('treated', setting, probability),
    }
  })

  function plan(arm: 'treated' | 'control', setting: number, probability: number): Plan {
    // Units of one moment are drawn alike, so that every label has the full weight.
    const value = settings[setting]!
    return Object.freeze({ certificate: key, window, arm, setting, value, probability, weight: 1 })
  }

  return {
    live:
      live < 0
        ? off
        : Object.freeze({
            arm: 'live',
            probability: (1 - rates.holdout) * (1 - shadowRate),
            certificate: onTrust ? `${id} on trust` : id,
            setting: settings[live]!,
          }),
    shadowRate,
    drawn(at) {
      if (at < controlShare || treated.length === 0) return control
      const index = Math.floor(((at - controlShare) / (1 - controlShare)) * treated.length)
      return treated[Math.min(index, treated.length - 1)]!
    },
    isFor: (now) =>
      now === certificate &&
      now.id === id &&
      now.state === state &&
      now.live === live &&
      now.testing === testing &&
      isYoung(now, rates) === young,
  }
}

function isYoung(certificate: Certificate, rates: Rates): boolean {
  return (
    certificate.live < 0 &&
    certificate.testing >= 0 &&
    certificate.labelsOf(certificate.testing) < rates.youngLabels
  )
}
