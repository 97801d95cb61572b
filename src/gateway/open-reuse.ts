/**
 * Opens the semantic cache. In a file of its own: it brings a quarter of all modules, for those whose mode lets it act.
 * @module
 */
import type { Configuration } from '../config/schema.ts'
import { openModels } from '../layers/cache/semantic/models.ts'
import { openSemantic, type Semantic } from '../layers/cache/semantic/open-semantic.ts'

export function openReuse(
  { layers, server, ledger }: Configuration,
  secret: Uint8Array,
  failed: (error: unknown) => void,
): Semantic | undefined {
  const { semantic } = layers.cache
  try {
    const models = openModels('', failed)
    const folder = ledger.file === ':memory:' ? undefined : server.dataDirectory
    return models && openSemantic({ ...semantic, models, secret, folder, failed })
  } catch (error) {
    // Damaged weights, a master key that is none: calls are answered all the same.
    failed(error)
    return undefined
  }
}
