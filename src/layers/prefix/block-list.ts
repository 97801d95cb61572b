/**
 * Builds the list of blocks of a reading, each byte hashed once.
 * @module
 */
import type { Edit, Span } from '../../call.ts'
import { indexJson } from '../../wire/json-index.ts'
import { chain, digest, digestText, type Digest } from './digest.ts'
import type { Turn } from './growing.ts'
import type { Grown } from './grown.ts'
import { mediaWeight, type Block, type MarkForm } from './reading.ts'

export interface BlockFacts {
  readonly section: Block['section']
  /** In the body as received. */
  readonly start: number
  readonly end: number
  /** Whose words: the same text of another role is another block. */
  readonly role: string
  readonly form?: MarkForm | undefined
  readonly marked?: Block['marked'] | undefined
  /** Name of the member that is a mark; its bytes are not content. */
  readonly markName?: string | undefined
  /** `{"type":"text","text":…}` and nothing else: the same block as the bare string. */
  readonly plainText?: boolean
  readonly media?: boolean | undefined
  readonly run?: 'call' | 'result' | undefined
  readonly endsMessage?: boolean
}

export class BlockList {
  readonly blocks: Block[] = []
  readonly #bytes: Buffer
  readonly #words: DataView
  readonly #edits: readonly Edit[]
  #key: Digest = 0
  #weight = 0
  #run: BlockFacts['run']

  /**
   * @param words of `bytes`
   * @param edits those of other layers, in order
   */
  constructor(bytes: Buffer, words: DataView, edits: readonly Edit[]) {
    this.#bytes = bytes
    this.#words = words
    this.#edits = edits
  }

  get weight(): number {
    return this.#weight
  }

  get key(): Digest {
    return this.#key
  }

  /** Whether the client has marked a block from `first` on. */
  markedFrom(first: number): boolean {
    for (let at = first; at < this.blocks.length; at++) {
      if (this.blocks[at]!.marked !== undefined) return true
    }
    return false
  }

  /** Here a message ends, the so manieth. */
  turn(end: number, messages: number): Turn {
    return { end, messages, blocks: this.blocks.length, run: this.#run }
  }

  /** Goes on behind messages that were read before. */
  resume({ table, blocks, run }: Grown): void {
    for (let at = this.blocks.length; at < blocks; at++) this.blocks.push(table[at]!)
    const last = this.blocks.length - 1
    if (last < 0) return
    // Whether it is joined to the next one is this prompt's own matter.
    this.blocks[last] = { ...this.blocks[last]!, joined: false }
    this.#key = this.blocks[last]!.key
    this.#weight = this.blocks[last]!.weight
    this.#run = run
  }

  /** A setting that is part of the prompt from here on. */
  setting(text: string): void {
    this.#key = chain(this.#key, digestText(text))
  }

  push(facts: BlockFacts): void {
    const { start, end, section, run } = facts
    const touched = this.#edits.length > 0 ? this.#touching(start, end) : nothing
    if (touched === 'removed') return
    const own = chain(roleDigest(facts.role), this.#digestOf(facts, touched))
    this.#key = chain(this.#key, own)
    let bytes = end - start
    let { form } = facts
    for (const edit of touched) {
      bytes += edit.bytes.length - (edit.end - edit.start)
      if (form === 'member' && edit.start < end && edit.end >= end) form = undefined
    }
    this.#weight += facts.media === true ? Math.min(bytes, mediaWeight) : bytes
    if (run !== undefined && run === this.#run) this.#join()
    this.#run = run
    this.blocks.push({
      own,
      key: this.#key,
      weight: this.#weight,
      section,
      span: { start, end },
      form,
      marked: facts.marked,
      joined: false,
      endsMessage: facts.endsMessage === true,
    })
  }

  #join(): void {
    this.blocks.at(-1)!.joined = true
  }

  /** Edits that lie in a span; 'removed' where one swallows it. */
  #touching(start: number, end: number): readonly Edit[] | 'removed' {
    const edits = this.#edits
    // In order and apart, so that those behind `start` are found by halving: a long session has hundreds.
    let from = 0
    for (let to = edits.length; from < to;) {
      const middle = (from + to) >> 1
      if (edits[middle]!.end > start) to = middle
      else from = middle + 1
    }
    let until = from
    for (; until < edits.length && edits[until]!.start < end; until++) {
      const { start: first, end: last, bytes } = edits[until]!
      const swallows = first <= start && last >= end
      if (swallows && (bytes.length === 0 || last - first > end - start)) return 'removed'
    }
    return until === from ? nothing : edits.slice(from, until)
  }

  #digestOf(facts: BlockFacts, touched: readonly Edit[]): Digest {
    let { start, end } = facts
    const bytes = this.#bytes
    if (facts.plainText === true) {
      // As JSON.stringify writes it; other spellings are looked up.
      const text =
        facts.marked === undefined && this.#isPlain(start)
          ? { start: start + plainStart.length, end: end - 1 }
          : this.#textOf(start, end)
      if (text) ({ start, end } = text)
    } else if (facts.markName !== undefined) {
      const [before, after] = this.#aroundMark(facts)
      if (after) return this.#edited([before, after], touched)
    }
    if (touched.length === 0) return digest(bytes, start, end, this.#words)
    return this.#edited([{ start, end }], touched)
  }

  #isPlain(start: number): boolean {
    const bytes = this.#bytes
    for (let at = 0; at < plainStart.length; at++) {
      if (bytes[start + at] !== plainStart[at]) return false
    }
    return bytes[start + plainStart.length] === quote
  }

  #textOf(start: number, end: number): Span | undefined {
    const node = indexJson(this.#bytes.subarray(start, end), 1)
    const value = node?.members?.findLast(({ key }) => key === 'text')?.value
    return value && { start: start + value.start, end: start + value.end }
  }

  /** What of a block is content: all but its mark. */
  #aroundMark({ start, end, markName }: BlockFacts): readonly [Span, Span?] {
    const members = indexJson(this.#bytes.subarray(start, end), 1)?.members ?? []
    const at = members.findIndex(({ key }) => key === markName)
    if (at < 0) return [{ start, end }]
    const before = members[at - 1]
    const after = members[at + 1]
    const first = before ? before.value.end : members[at]!.keyStart
    const last = before || !after ? members[at]!.value.end : after.keyStart
    return [
      { start, end: start + first },
      { start: start + last, end },
    ]
  }

  #edited(content: readonly Span[], touched: readonly Edit[]): Digest {
    const pieces: Buffer[] = []
    for (const part of content) {
      let from = part.start
      for (const edit of touched) {
        if (edit.end <= part.start || edit.start >= part.end) continue
        pieces.push(this.#bytes.subarray(from, Math.max(from, edit.start)), Buffer.from(edit.bytes))
        from = Math.max(from, edit.end)
      }
      if (from < part.end) pieces.push(this.#bytes.subarray(from, part.end))
    }
    const whole = Buffer.concat(pieces)
    return digest(whole, 0, whole.length)
  }
}

const quote = 0x22
const plainStart = Buffer.from('{"type":"text","text":')
const nothing: readonly Edit[] = []

/** Roles are few, and named on every block. */
const roles = new Map<string, Digest>()

function roleDigest(role: string): Digest {
  let known = roles.get(role)
  if (known === undefined) {
    known = digestText(role)
    if (roles.size < 100) roles.set(role, known)
  }
  return known
}
