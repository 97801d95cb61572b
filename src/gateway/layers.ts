/**
 * The layers that a gateway runs by default, for each configuration that it may be given.
 * @module
 */
import { createLayersOf, type Layers } from './layers-of.ts'
import { openReuse } from './open-reuse.ts'

/**
 * @param failed - told about what could not be written; the answer concerned is forgotten
 * @param lacking - told once, a sentence each, which models are not there that the configuration wants, and what that costs
 */
export const createLayers = (
  failed: (error: unknown) => void,
  lacking: (sentence: string) => void = () => {},
): Layers => createLayersOf({ failed, lacking, openReuse })
