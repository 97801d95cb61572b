/**
 * The results that went, while the texts of a call are walked down: at each turn at which the point may move, what was
 * said so far decides, so every later turn and every process comes to the same.
 * @module
 */
import type { TextBlock } from './blocks.ts'
import {
  maskText,
  maskTokens,
  moved,
  nextMove,
  stubTokens,
  type MaskPrices,
  type MaskResult,
} from './logs/mask.ts'
import type { Change } from './project.ts'

/** One walk. */
export class Mask {
  readonly #prices: MaskPrices
  readonly #items: (MaskResult & { readonly block: TextBlock })[] = []
  readonly #labels = new Map<string, number>()
  #gone: ReadonlySet<number> = new Set()
  #next = nextMove(0)

  constructor(prices: MaskPrices) {
    this.#prices = prices
  }

  /** Names of what is gone from this turn on; undefined where nothing new is. */
  turnTo(turn: number): string | undefined {
    const before = this.#gone
    for (; this.#next <= turn; this.#next = nextMove(this.#next)) {
      this.#gone = moved(this.#items, this.#gone, this.#next, this.#prices)
    }
    return this.#gone === before ? undefined : [...this.#gone].join()
  }

  /** Takes up a text as it is sent; gives its place. */
  add(
    block: TextBlock,
    sent: string,
    mayGo: boolean,
    label?: string,
    refers?: readonly string[],
  ): number {
    const place = this.#items.length
    if (label !== undefined) this.#labels.set(label, place)
    this.#items.push({
      block,
      turn: block.turn,
      tokens: maskTokens(sent),
      beside: inputTokens(block.toolInput),
      mayGo: mayGo && block.kind === 'tool-result' && block.mayTouch,
      refers: refers?.flatMap((name) => this.#labels.get(name) ?? []) ?? [],
    })
    return place
  }

  isGone(place: number): boolean {
    return this.#gone.has(place)
  }

  applied(changes: readonly Change[]): readonly Change[] {
    if (this.#gone.size === 0) return changes
    const own = new Map(changes.map((change) => [change.block.index, change]))
    for (const place of this.#gone) {
      const { block } = this.#items[place]!
      const before = own.get(block.index)
      const tokens = maskTokens(before?.text ?? block.text)
      own.set(block.index, {
        block,
        text: maskText(block.toolName, tokens),
        saved: (before?.saved ?? 0) + tokens - stubTokens,
        masked: true,
      })
    }
    return [...own.values()].sort((a, b) => a.block.index - b.block.index)
  }
}

function inputTokens(input: unknown): number {
  if (typeof input === 'string') return maskTokens(input)
  if (typeof input !== 'object' || input === null) return 0
  let tokens = 0
  for (const value of Object.values(input)) {
    tokens += typeof value === 'string' ? maskTokens(value) : 8
  }
  return tokens
}
