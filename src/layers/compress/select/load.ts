/**
 * The selector that ships, loaded off the way of calls: until it is there, nothing is selected.
 * @module
 */
import { loadStaticEmbedding } from '../../../learned/static-embedding.ts'
import { openTransformer } from '../../../learned/transformer.ts'
import { openWeights, type Weights } from '../../../learned/weights.ts'
import { fullNames } from './deep-features.ts'
import { cheapNames } from './features.ts'
import type { Calibration } from './floor.ts'
import type { Head } from './head.ts'
import { readRarity, type Rarity } from './rarity.ts'
import { createSelector, type Selector } from './selector.ts'

/** Of code and weights; the same where the weights are missing, since nothing is selected then. */
export function selectorVersion(): string {
  return `1.${openWeights('selector')?.version ?? '0'}`
}

/** How rare words are, for `keepWords`; the same for all where the weights are missing. */
export function loadRarity(): Rarity {
  const own = openWeights('selector')
  return own ? readRarity(own.read('rarity.bin')) : () => 1
}

let loading: Promise<void> | undefined
let loaded: Selector | undefined

/** The selector, or undefined while it is loading or where its weights are missing. */
export function loadSelector(): Selector | undefined {
  loading ??= open()
  return loaded
}

/** Weights that are damaged select nothing: the layer goes on without. */
async function open(): Promise<void> {
  try {
    loaded = await openSelector()
  } catch {
    loaded = undefined
  }
}

/**
 * Opens weights and, where the optional peer is installed, the transformer. Takes about 0.3 s.
 * @param folder - where the weights lie; default: those that ship
 * @throws Error where weights are damaged
 */
export async function openSelector(
  folder?: string,
  { transformer = true }: { transformer?: boolean } = {},
): Promise<Selector | undefined> {
  const own = openWeights('selector', folder)
  const table = openWeights('selector-static', folder)
  if (!own || !table) return undefined
  const encoder = openWeights('sentence-encoder', folder)
  const running = transformer && encoder ? await openTransformer(encoder) : undefined
  return createSelector({
    table: loadStaticEmbedding(table),
    rarity: readRarity(own.read('rarity.bin')),
    cheap: head(own, 'cheap.json', cheapNames),
    full: running ? head(own, 'full.json', fullNames) : undefined,
    transformer: running,
    calibration: own.fields['calibration'] as Calibration,
  })
}

function head(weights: Weights, file: string, names: readonly string[]): Head {
  const found = JSON.parse(weights.read(file).toString('utf8')) as Head
  if (found.names.join() !== names.join()) {
    throw new Error(`weights selector: ${file} was fitted on other features`)
  }
  return found
}
