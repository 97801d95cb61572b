/**
 * What the transforms that lose something make of the turns of a call, turn by turn, remembered by all that they look at.
 * @module
 */
import type { Call } from '../../call.ts'
import type { TextBlock } from './blocks.ts'
import { startStretch } from './in-stretches.ts'
import { keyOf, type Key } from './memory.ts'
import type { ProjectOptions } from './project.ts'
import type { Transform, TransformContext } from './transforms.ts'

/** Work at a stretch before others have their turn. */
export const longestStretchMs = 2

/** What is neither the model's own words nor the system's. */
export function isRead({ kind }: TextBlock): boolean {
  return kind === 'tool-result' || kind === 'document' || kind === 'user'
}

/** What the transforms that lose something make of each turn, by the position of its block. */
export async function lossyTexts(
  call: Call,
  blocks: readonly TextBlock[],
  options: ProjectOptions,
): Promise<ReadonlyMap<number, string>> {
  const { settings, floor, lossy, count } = options
  const texts = new Map<number, string>()
  const active = floor < 1 ? lossy.filter(({ enabled }) => enabled(settings)) : []
  if (active.length === 0) return texts
  const context: TransformContext = { call, count, floor, settings }
  const rules = blocks.flatMap(({ kind, text }) => (kind === 'system' ? [text] : []))
  const answered = blocks.some(({ kind }) => kind === 'assistant')
  const stem = [
    ...active.map(({ name, version }) => `${name} ${version}`),
    answered,
    ...rules,
  ].join('\0')
  const stretch = startStretch(longestStretchMs)
  for (const { number, members } of turnsOf(blocks)) {
    const described: Key[] = []
    for (const member of members) {
      described.push(keyOf(describe(member)))
      if (stretch.over) await stretch.pause()
    }
    const key = keyOf('lossy', stem, String(floor), ...described)
    let made = options.memory.get(key)?.text
    if (made === undefined) {
      const current = await lossyTurn(number, members, active, context)
      made = JSON.stringify(current)
      options.memory.set(key, { text: made, saved: 0 })
    }
    for (const [at, text] of JSON.parse(made) as [number, string][]) {
      texts.set(members[at]!.index, text)
    }
  }
  return texts
}

/** Position and new text of what changes. */
async function lossyTurn(
  number: number,
  members: readonly TextBlock[],
  transforms: readonly Transform[],
  context: TransformContext,
): Promise<[number, string][]> {
  let current = members.map(({ text }) => text)
  for (const transform of transforms) {
    const made = await transform.apply({ number, blocks: members, texts: current }, context)
    if (made) current = current.map((text, at) => made[at] ?? text)
  }
  return current.flatMap((text, at): [number, string][] =>
    members[at]!.mayTouch && text !== members[at]!.text ? [[at, text]] : [],
  )
}

/** All of a block that a transform may look at. */
function describe(block: TextBlock): string {
  const { kind, toolName, toolInput, title, reason, fresh, beforeMark, text } = block
  const input = typeof toolInput === 'string' ? toolInput : JSON.stringify(toolInput)
  return [kind, toolName, input, title, reason, fresh, beforeMark, text].join('\0')
}

function turnsOf(
  blocks: readonly TextBlock[],
): readonly { readonly number: number; readonly members: readonly TextBlock[] }[] {
  const turns = new Map<number, TextBlock[]>()
  for (const block of blocks) {
    if (!isRead(block)) continue
    const turn = turns.get(block.turn)
    if (turn) turn.push(block)
    else turns.set(block.turn, [block])
  }
  return [...turns].map(([number, members]) => ({ number, members }))
}
