/**
 * From a request to the places where its prompt may be cached.
 * @module
 */
import type { Call } from '../../call.ts'
import { kindOf } from './decision.ts'
import { toBuffer } from '../../wire/bytes.ts'
import { leastGrowing } from './growing.ts'
import type { Growing } from './grown.ts'
import type { Lifetime, Place, Rules } from './plan.ts'
import { readAnthropic } from './read-anthropic.ts'
import { readOpenai } from './read-openai.ts'
import { foreignEdits, type Block, type Reading } from './reading.ts'

/**
 * Blocks of a request; undefined where it is none that a cache rule is known for. Never throws.
 * @param growing what earlier turns were read as
 */
export function readBlocks(call: Call, growing?: Growing): Reading | undefined {
  const grows = growing && call.bytes.length >= leastGrowing
  const before = grows ? growing.get(nameOfGrowing(call, foreignEdits(call).length > 0)) : undefined
  return call.target.dialect === 'anthropic-messages'
    ? readAnthropic(call, before)
    : readOpenai(call, before)
}

/** After the reply: the next turn need not read this one again. */
export function keepReading(call: Call, { stable, blocks }: Reading, growing: Growing): void {
  if (stable) {
    growing.keep(nameOfGrowing(call, stable.edited), toBuffer(call.bytes), stable, blocks)
  }
}

/**
 * Not by model: names of blocks know nothing of it. Where other layers change the prompt it is read twice a turn, as it
 * came and as it goes; each is remembered.
 */
function nameOfGrowing({ tenant, conversation, target }: Call, edited: boolean): string {
  return `${tenant}\0${target.dialect}\0${conversation}${edited ? '\0edited' : ''}`
}

/** Places of a reading whose whole prompt has so many tokens: each byte is taken to weigh the same. */
export function placesOf(reading: Reading, tokens: number, rules: Rules): Place[] {
  const { blocks, automatic } = reading
  const scale = reading.weight > 0 ? tokens / reading.weight : 0
  const auto =
    automatic === undefined ? -1 : blocks.findLastIndex(({ form, marked }) => form ?? marked)
  const boundaries = boundariesOf(blocks)
  return blocks.map((block, at) => {
    const boundary =
      at === boundaries.tools ? 'tools' : at === boundaries.system ? 'system' : undefined
    const marked = lifetimeOf(block.marked ?? (at === auto ? automatic : undefined), rules)
    return {
      key: block.key,
      end: Math.round(block.weight * scale),
      markable: block.form !== undefined && marked === undefined,
      ...(boundary === undefined ? undefined : { boundary }),
      ...(marked === undefined ? undefined : { marked }),
      ...(block.joined === true ? joined : undefined),
    }
  })
}

const joined = { joined: true } as const

/** The kind of traffic that a request is of; in bytes, because estimates of tokens move while they are learned. */
export function kindOfReading(route: string, { blocks }: Reading): string {
  const { tools, system } = boundariesOf(blocks)
  const last = Math.max(tools, system)
  return kindOf(route, last + 1, last < 0 ? 0 : blocks[last]!.weight)
}

/** The last blocks of tools and of what the application says before the first message. */
function boundariesOf(blocks: readonly Block[]): { tools: number; system: number } {
  let tools = -1
  let system = -1
  for (let at = 0; at < blocks.length; at++) {
    const { section } = blocks[at]!
    if (section === 'messages') break
    if (section === 'tools') tools = at
    else system = at
  }
  return { tools, system }
}

function lifetimeOf(name: string | undefined, { lifetimes }: Rules): Lifetime | undefined {
  return name === undefined
    ? undefined
    : (lifetimes.find((one) => one.name === name) ?? lifetimes[0])
}
