/**
 * Builds the list of blocks of a reading, each byte hashed once.
 * @module
 */
import type { Edit, Span } from '../../call.ts'
import { indexJson } from '../../wire/json-index.ts'
import { chain, digest, digestText, wordsOf, type Digest } from './digest.ts'
import type { Grown, Turn } from './growing.ts'
import { mediaWeight, type Block, type MarkForm } from './reading.ts'

export interface BlockFacts {
  readonly section: Block['section']
  readonly span: Span
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

  constructor(bytes: Buffer, edits: readonly Edit[]) {
    this.#bytes = bytes
    this.#words = wordsOf(bytes)
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
  turn({ end }: Span, messages: number): Turn {
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
    const { span, section, run } = facts
    const touched = this.#edits.length > 0 ? this.#touching(span) : nothing
    if (touched === 'removed') return
    const own = chain(roleDigest(facts.role), this.#digestOf(facts, touched))
    this.#key = chain(this.#key, own)
    let bytes = span.end - span.start
    if (touched.length > 0)
      for (const edit of touched) bytes += edit.bytes.length - (edit.end - edit.start)
    this.#weight += facts.media === true ? Math.min(bytes, mediaWeight) : bytes
    if (run !== undefined && run === this.#run) this.#join()
    this.#run = run
    const whole =
      touched !== nothing && touched.some(({ start, end }) => start < span.end && end >= span.end)
    const form = whole && facts.form === 'member' ? undefined : facts.form
    this.blocks.push({
      own,
      key: this.#key,
      weight: this.#weight,
      section,
      // Not the node itself: blocks are kept for the next turn, the index of the body need not be.
      span: { start: span.start, end: span.end },
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
  #touching(span: Span): readonly Edit[] | 'removed' {
    const touching = this.#edits.filter(({ start, end }) => start < span.end && end > span.start)
    const swallowed = touching.some(
      ({ start, end, bytes }) =>
        start <= span.start &&
        end >= span.end &&
        (bytes.length === 0 || end - start > span.end - span.start),
    )
    return swallowed ? 'removed' : touching
  }

  /** The spans whose bytes are the block: without a mark, without the wrapping that a bare string lacks. */
  #contentOf({ span, marked, markName, plainText }: BlockFacts): readonly Span[] {
    const bytes = this.#bytes
    if (plainText === true) {
      // As JSON.stringify writes it; other spellings are looked up below.
      if (marked === undefined && bytes[span.start + plainStart.length] === quote) {
        const end = span.start + plainStart.length
        if (bytes.compare(plainStart, 0, plainStart.length, span.start, end) === 0) {
          return [{ start: end, end: span.end - 1 }]
        }
      }
      const text = this.#memberSpan(span, 'text')
      if (text !== undefined) return [text]
    }
    if (markName === undefined) return [span]
    const node = indexJson(bytes.subarray(span.start, span.end), 1)
    const members = node?.members ?? []
    const at = members.findIndex(({ key }) => key === markName)
    if (at < 0) return [span]
    const before = members[at - 1]
    const after = members[at + 1]
    const start = before ? before.value.end : members[at]!.keyStart
    const end = before || !after ? members[at]!.value.end : after.keyStart
    return [
      { start: span.start, end: span.start + start },
      { start: span.start + end, end: span.end },
    ]
  }

  #memberSpan(span: Span, name: string): Span | undefined {
    const node = indexJson(this.#bytes.subarray(span.start, span.end), 1)
    const value = node?.members?.findLast(({ key }) => key === name)?.value
    return value && { start: span.start + value.start, end: span.start + value.end }
  }

  #digestOf(facts: BlockFacts, touched: readonly Edit[]): Digest {
    const { span } = facts
    if (touched.length === 0 && facts.markName === undefined && facts.plainText !== true) {
      return digest(this.#bytes, span.start, span.end, this.#words)
    }
    const content = this.#contentOf(facts)
    if (content.length === 1 && touched.length === 0) {
      return digest(this.#bytes, content[0]!.start, content[0]!.end, this.#words)
    }
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
