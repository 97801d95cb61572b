/**
 * Opens what the semantic cache stands on, and makes its layer for each configuration.
 * @module
 */
import type { CallId, Money } from '../../../call.ts'
import type { Layer } from '../../layer.ts'
import { createBeliefs, type Beliefs } from './beliefs.ts'
import type { Models } from './models.ts'
import { createSemanticLayer } from './semantic.ts'
import type { SemanticSettings } from './settings.ts'
import { openSealed } from './store/open-sealed.ts'
import { openSemanticStore, type SemanticStore } from './store/semantic-store.ts'
import { warmUp } from './warm-up.ts'

export interface SemanticParts {
  readonly models: Models
  /** Of this instance; partitions of two instances never agree. */
  readonly secret: Uint8Array
  /** Folder of the file and of the master key; undefined: nothing outlives the process. */
  readonly folder: string | undefined
  readonly maximumAnswers: number
  readonly maximumBytes: number
  readonly principalShare: number
  readonly masterKeys: readonly string[]
  readonly failed: (error: unknown) => void
}

export interface Semantic {
  readonly models: Models
  readonly store: SemanticStore
  readonly beliefs: Beliefs
  /** The layer with the settings of a configuration; all of them share one store. */
  layer(settings: SemanticSettings): Layer
  /** What a user says of an answer: 1 is bad, and ends it. */
  feedback(call: CallId, harm: number): void
  /** Since it was opened: answers reused, and the expected price of the calls that they spared. */
  readonly reused: { readonly answers: number; readonly avoided: Money }
  /** Writes what is kept. */
  close(): void
}

/** Longest that what was learned of the risk waits to be written. */
const savedEveryMs = 300_000

export function openSemantic(parts: SemanticParts): Semantic {
  const { models, secret, folder, failed } = parts
  const file = folder === undefined ? undefined : openSealed(folder, parts.masterKeys)
  const store = openSemanticStore({
    embed: models.embed,
    dimensions: models.dimensions,
    floor: models.floor,
    maximumAnswers: parts.maximumAnswers,
    maximumBytes: parts.maximumBytes,
    principalShare: parts.principalShare,
    failed,
    ...(file === undefined ? {} : { file }),
  })
  const beliefs = createBeliefs(models.prior, models.version, file?.note('beliefs'))
  const save = (): void => {
    try {
      file?.keepNote('beliefs', beliefs.state())
    } catch (error) {
      failed(error)
    }
  }
  const timer = setInterval(save, savedEveryMs).unref()
  let latest: Layer | undefined
  let answers = 0
  let avoided = 0n
  const served = (price: Money | undefined): void => {
    answers++
    avoided += price ?? 0n
  }
  warmUp()
  void models.load()
  return {
    models,
    store,
    beliefs,
    layer(settings) {
      latest = createSemanticLayer({ models, store, beliefs, secret, settings, failed, served })
      return latest
    },
    feedback: (call, harm) => latest?.feedback?.(call, harm),
    get reused() {
      return { answers, avoided }
    },
    close() {
      clearInterval(timer)
      save()
      store.close()
    },
  }
}
