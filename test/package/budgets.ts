/**
 * What the published package may weigh. Measured on 2026-11-22: 37 MB packed and 50 MB unpacked, 44 of which are the
 * weights, 84 MB installed, 4 packages in the production tree.
 * @module
 */

export const budgets = {
  packedBytes: 40_000_000,
  unpackedBytes: 56_000_000,
  /** Direct ones. */
  dependencies: 8,
  /** All that an install brings. */
  productionTree: 12,
  /** 30 MB of it are gpt-tokenizer's tables, one per encoding. */
  installedBytes: 100_000_000,
  /** Files of ours that `import 'farthing'` reads. */
  modules: 360,
} as const

const allowed = [
  /^(package\.json|schema\.json|LICENSE|README\.md|CHANGELOG\.md)$/,
  /^examples\/[\w-]+\.(ts|js|sh)$/,
  /^docs\/[\w/-]+\.md$/,
  /^dist\/web\/[\w./-]+\.(html|js|css|svg|ico|png|txt)$/,
  /^dist\/[\w/-]+\.(js|d\.ts|json|md)$/,
  /^src\/[\w/-]+\.(ts|md)$/,
  /^weights\/[\w-]+\/([\w-]+\.(json|bin|onnx|txt)|card\.md)$/,
]
const forbidden = /\.test\.|(^|\/)(fake|example)-|\.map$|^weights\/[\w-]+-qqp\//

/** Paths that have no place in the package: neither code, page, data that runs need, nor documentation. */
export function forbiddenFiles(paths: readonly string[]): string[] {
  return paths.filter(
    (path) => forbidden.test(path) || !allowed.some((pattern) => pattern.test(path)),
  )
}
