/**
 * The layers as the page names and colours them: the same everywhere.
 * @module
 */
import type { LayerName } from '../src/call.ts'

/** In the order of the pipeline. */
export const layers: readonly LayerName[] = [
  'cache',
  'router',
  'template',
  'compress',
  'output',
  'prefix',
]

/** What each layer does, for people who see it for the first time. */
export const layerWords: Readonly<Record<LayerName, string>> = {
  cache: 'Answers seen before',
  router: 'A cheaper model that suffices',
  template: 'Smaller prompts and tools',
  compress: 'Compressed context',
  output: 'Shorter output',
  prefix: 'Provider cache, used well',
}

export function isLayer(name: string): name is LayerName {
  return (layers as readonly string[]).includes(name)
}
