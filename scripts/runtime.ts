/**
 * Copies what the optional runtime needs on this platform, 47 of its 290 MB, for the image. `node scripts/runtime.ts FOLDER`
 * @module
 */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const packages = fileURLToPath(new URL('../node_modules/', import.meta.url))
const binaries = join('onnxruntime-node', 'bin', 'napi-v6', process.platform, process.arch)

/** Into `folder`, laid out as `node_modules`. @throws Error where it is not installed or not made for this platform */
export function copyRuntime(folder: string): void {
  // Its other dependencies are those of its installer, which never runs.
  for (const path of [
    'onnxruntime-common',
    join('onnxruntime-node', 'package.json'),
    join('onnxruntime-node', 'dist'),
    binaries,
  ])
    cpSync(join(packages, path), join(folder, path), { recursive: true })
}

if (import.meta.main) copyRuntime(process.argv[2]!)
