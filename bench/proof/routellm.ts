/**
 * Recorded outcomes of a strong and a weak model on the same questions (RouteLLM, Apache-2.0), replayed in random
 * orders as labels of a router that sends everything to the weak model.
 * @module
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { UpperBound } from '../../src/proof/bounds/upper.ts'
import { seededRandom } from '../../src/proof/random.ts'

const strong = 'gpt-4-1106-preview'
const weak = 'mistralai/Mixtral-8x7B-Instruct-v0.1'

/** Harm of each question: the strong model right and the weak one wrong. Undefined where the data is not there. */
export function loadHarms(data: string, set: 'mmlu' | 'gsm8k'): Uint8Array | undefined {
  const folder = join(data, 'routellm', set)
  if (!existsSync(folder)) return undefined
  const files =
    set === 'mmlu'
      ? readdirSync(join(folder, 'responses')).map((name) => join(folder, 'responses', name))
      : [join(folder, 'gsm8k_responses.csv')]
  const contaminated = new Set(
    readFileSync(join(folder, 'contaminated_prompts.jsonl'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as { eval_prompt: string }).eval_prompt),
  )
  const harms: number[] = []
  for (const file of files) {
    const [header, ...rows] = parseCsv(readFileSync(file, 'utf8'))
    const [prompt, right, other] = ['prompt', strong, weak].map((name) => header!.indexOf(name))
    for (const row of rows) {
      if (contaminated.has(row[prompt!]!)) continue
      harms.push(row[right!] === 'True' && row[other!] !== 'True' ? 1 : 0)
    }
  }
  return Uint8Array.from(harms)
}

/** Replays in which the bound, looked at after every label, was ever below the true mean. */
export function replays(harms: Uint8Array, runs: number, share: number, seed: number): number {
  const order = Uint8Array.from(harms)
  const truth = harms.reduce((sum, x) => sum + x, 0) / harms.length
  const drawn = Math.floor(harms.length * share)
  let wrong = 0
  for (let run = 0; run < runs; run++) {
    const random = seededRandom(seed + run * 7919)
    const bound = new UpperBound({ target: 0.1, alpha: 0.05 })
    for (let n = 0; n < drawn; n++) {
      const other = n + Math.floor(random() * (order.length - n))
      const x = order[other]!
      order[other] = order[n]!
      order[n] = x
      bound.observe(x)
      if (bound.upper() < truth) {
        wrong++
        break
      }
    }
  }
  return wrong
}

/** RFC 4180: quoted fields may hold commas, doubled quotes and line ends. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  const field = /"((?:[^"]|"")*)"|([^,\r\n"]*)/y
  for (let at = 0; at < text.length;) {
    field.lastIndex = at
    const match = field.exec(text)!
    row.push(match[1] === undefined ? match[2]! : match[1].replaceAll('""', '"'))
    at = field.lastIndex
    if (text[at] === ',') {
      at++
      if (at === text.length) row.push('')
      continue
    }
    while (text[at] === '\r' || text[at] === '\n') at++
    rows.push(row)
    row = []
  }
  return rows
}
