/** Small weights for tests, in a folder of their own. */
import { hash } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Writes weights as they ship; gives the folder that holds them. */
export function writeWeights(
  name: string,
  about: Record<string, unknown>,
  files: Record<string, Uint8Array | string>,
  folder = mkdtempSync(join(tmpdir(), 'farthing-weights-')),
): string {
  const place = join(folder, name)
  mkdirSync(place)
  const listed = Object.entries(files).map(([file, content]) => {
    const bytes = Buffer.from(content)
    writeFileSync(join(place, file), bytes)
    return [file, { sha256: hash('sha256', bytes, 'hex'), bytes: bytes.length }]
  })
  const model = { name, version: '1', ...about, files: Object.fromEntries(listed) }
  writeFileSync(join(place, 'model.json'), JSON.stringify(model))
  return folder
}

export const words = ['[PAD]', '[UNK]', 'cat', 'dog', 'sat', '##s'] as const

/** A table of four dimensions: cats and dogs lie apart. */
export function writeSmallTable(folder?: string): string {
  const rows = [
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [100, 0, 0, 0],
    [0, 100, 0, 0],
    [0, 0, 100, 0],
    [0, 0, 0, 100],
  ]
  return writeWeights(
    'small',
    { kind: 'static', dimensions: 4, vocabulary: rows.length },
    {
      'table.bin': new Uint8Array(Int8Array.from(rows.flat()).buffer),
      'scales.bin': new Uint8Array(Float32Array.from([1, 1, 0.01, 0.01, 0.02, 0]).buffer),
      'vocabulary.txt': `${words.join('\n')}\n`,
    },
    folder,
  )
}
