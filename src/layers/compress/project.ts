/**
 * What a call's texts become. A pure function of each block, what stands before it, the floor and the version, so a
 * block comes out the same on every turn of its conversation; what was made before is remembered.
 * @module
 */
import type { Call } from '../../call.ts'
import { readBlocks, type TextBlock } from './blocks.ts'
import { Earlier } from './encode/earlier.ts'
import { encodeBlock, encodingVersion, type Count } from './encode/encode.ts'
import { startStretch } from './in-stretches.ts'
import { Mask } from './mask-line.ts'
import type { MaskPrices } from './logs/mask.ts'
import { isRead, longestStretchMs, lossyTexts } from './lossy-texts.ts'
import { keyOf, type Key, type Made, type Memory } from './memory.ts'
import type { CompressSettings } from './settings.ts'
import type { Transform } from './transforms.ts'

export interface Change {
  readonly block: TextBlock
  readonly text: string
  /** Tokens saved, o200k. */
  readonly saved: number
  /** An old result that was left out: its tokens need not be read on any later turn. */
  readonly masked?: boolean
}

export interface ProjectOptions {
  readonly count: Count
  readonly memory: Memory
  readonly settings: CompressSettings
  readonly floor: number
  /** Messages before this one stay as they came; 0: none. */
  readonly since: number
  readonly lossy: readonly Transform[]
  /** Prices by which old results are left out; undefined: none is. */
  readonly mask?: MaskPrices | undefined
}

/** Shorter texts have nothing to give. */
const shortest = 80
/** What the user pastes is only touched where it is data of this size: smaller data may be wanted back as it looks. */
const shortestOfUser = 4000

/**
 * The texts of a call that become shorter. Linear in what is new; what was seen costs a hash. Leaves the event loop
 * free after 2 ms at a stretch.
 */
export async function project(call: Call, options: ProjectOptions): Promise<readonly Change[]> {
  const blocks = readBlocks(call)
  const texts = await lossyTexts(call, blocks, options)
  const line = new Line(blocks, texts, options)
  const changes: Change[] = []
  const stretch = startStretch(longestStretchMs)
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at]!
    line.turnTo(block.turn)
    if (!isRead(block)) {
      line.pass(block)
      continue
    }
    const made = line.next(at)
    if (made.text !== undefined) changes.push({ block, text: made.text, saved: made.saved })
    if (line.worked && stretch.over) await stretch.pause()
  }
  line.end()
  return line.masked(changes)
}

/** One walk down the blocks of a call. */
class Line {
  /** The last step was new work. */
  worked = false
  readonly #blocks: readonly TextBlock[]
  readonly #texts: ReadonlyMap<number, string>
  readonly #options: ProjectOptions
  readonly #stem: string
  readonly #sent: Sent[] = []
  readonly #mask: Mask | undefined
  #chain: Key
  #earlier: Earlier | undefined
  /** How many of `#sent` the index holds. */
  #indexed = 0
  #documents = 0

  constructor(
    blocks: readonly TextBlock[],
    texts: ReadonlyMap<number, string>,
    options: ProjectOptions,
  ) {
    this.#blocks = blocks
    this.#texts = texts
    this.#options = options
    const { encodings, references } = options.settings
    this.#stem = `${encodingVersion} ${encodings} ${references}`
    this.#chain = keyOf(this.#stem)
    this.#mask = options.mask && new Mask(options.mask)
  }

  /** What stands above from here on: where results went, nothing refers to them any more. */
  turnTo(turn: number): void {
    const gone = this.#mask?.turnTo(turn)
    if (gone === undefined) return
    this.#chain = keyOf(this.#chain, 'gone', gone)
    this.#earlier = undefined
    this.#indexed = 0
  }

  /** A text that stays as it is. */
  pass(block: TextBlock): void {
    this.#mask?.add(block, block.text, false)
  }

  /** With the results that went left out. */
  masked(changes: readonly Change[]): readonly Change[] {
    return this.#mask ? this.#mask.applied(changes) : changes
  }

  next(at: number): Made {
    const block = this.#blocks[at]!
    const stays = block.message < this.#options.since
    const text = stays ? block.text : (this.#texts.get(at) ?? block.text)
    this.worked = false
    if (block.kind === 'user') {
      const own = block.mayTouch && !stays && text.length >= shortestOfUser
      const key = own ? keyOf(this.#stem, 'user', text) : ''
      const made = own
        ? this.#remembered(key, block, text, () => this.#encode(text, 'same notation'))
        : this.#cut(block, text)
      this.#mask?.add(block, made.text ?? text, false)
      return made
    }
    const label = this.#labelOf(block)
    const before = this.#chain
    // Also of texts that stay as they are: what comes behind may refer to them.
    const key = keyOf(before, label, stays ? 'stays' : (block.reason ?? ''), text)
    const made =
      stays || text.length < shortest
        ? this.#cut(block, text)
        : this.#remembered(key, block, text, () => this.#make(block, text, before))
    this.#chain = key
    const place = this.#mask?.add(block, made.text ?? text, !stays, label, made.refers)
    this.#sent.push({ label, text, sent: made.text ?? text, place })
    return made
  }

  /** A text that nothing more is done to; what a transform has cut from it is counted all the same. */
  #cut(block: TextBlock, text: string): Made {
    if (text === block.text) return unchanged
    return this.#remembered(keyOf('cut', block.text, text), block, text, () => undefined)
  }

  /** Keeps the index for the next turn. */
  end(): void {
    if (this.#earlier) {
      this.#index()
      this.#options.memory.keepEarlier(this.#chain, this.#earlier)
    }
  }

  /** @param text the block's as it is now: cut by a transform, or as it came */
  #remembered(key: Key, block: TextBlock, text: string, make: () => Made | undefined): Made {
    const { memory, count } = this.#options
    const known = memory.get(key)
    if (known) return known
    this.worked = true
    const cut = text === block.text ? undefined : { text, saved: count(block.text) - count(text) }
    const own = make()
    const saved = (cut?.saved ?? 0) + (own?.saved ?? 0)
    const made: Made =
      saved > 0 ? { text: own?.text ?? cut?.text, saved, refers: own?.refers } : unchanged
    memory.set(key, made)
    return made
  }

  #make(block: TextBlock, text: string, before: Key): Made | undefined {
    const { settings, count } = this.#options
    const read = block.reason === 'file read'
    if (!block.mayTouch && !read) return undefined
    const refers: string[] = []
    const referred =
      settings.references && this.#sent.length > 0
        ? this.#above(before).refer(text, read, refers)
        : undefined
    const saved = referred === undefined ? 0 : count(text) - count(referred)
    const encoded = read ? undefined : this.#encode(referred ?? text, 'data')
    if (encoded) return { text: encoded.text, saved: encoded.saved + saved, refers }
    return saved > 0 ? { text: referred, saved, refers } : undefined
  }

  #encode(text: string, freedom: 'data' | 'same notation'): Made | undefined {
    const { settings, count } = this.#options
    const encoded = settings.encodings ? encodeBlock(text, count, freedom) : undefined
    return encoded && { text: encoded.text, saved: encoded.tokensBefore - encoded.tokensAfter }
  }

  /** What stands above the block that is being made. */
  #above(before: Key): Earlier {
    if (!this.#earlier) {
      const kept = this.#options.memory.takeEarlier(before)
      this.#earlier = kept ?? new Earlier()
      if (kept) this.#indexed = this.#sent.length
    }
    this.#index()
    return this.#earlier
  }

  #index(): void {
    for (; this.#indexed < this.#sent.length; this.#indexed++) {
      const { label, text, sent, place } = this.#sent[this.#indexed]!
      if (place === undefined || !this.#mask?.isGone(place)) this.#earlier!.add(label, text, sent)
    }
  }

  #labelOf(block: TextBlock): string {
    if (block.kind === 'tool-result') {
      const name = block.toolName ? ` (${block.toolName.slice(0, 64)})` : ''
      const before = this.#blocks[block.index - 1]
      const part = before?.resultNumber === block.resultNumber ? `, part ${block.index}` : ''
      return `tool result ${block.resultNumber}${name}${part}`
    }
    this.#documents++
    const title = block.title?.replaceAll(/[\n"]/g, ' ').slice(0, 80)
    return `document ${this.#documents}${title ? ` (${title})` : ''}`
  }
}

interface Sent {
  readonly label: string
  readonly text: string
  readonly sent: string
  /** In the mask. */
  readonly place: number | undefined
}

const unchanged: Made = { text: undefined, saved: 0 }
