/**
 * What stands further up in a conversation, so that a text that comes again refers to the older copy instead. Never
 * the reverse: the older copy may lie in the provider's cache.
 * @module
 */
import { hasLines } from './has-lines.ts'

/** What the model may find above, in words that lead there. */
export interface Source {
  /** `tool result 12 (bash)`. */
  readonly label: string
}

/** Shorter texts cost as much as a reference to them. */
const shortestWhole = 160
const shortestRun = 200
const leastLines = 3
/** Lines of one word stand everywhere. */
const shortestAnchor = 8
/** Places of a line that are looked at: the first ones, so that what a reference says never changes. */
const mostPlaces = 6
const quotedCharacters = 60
/** A reference is this many times shorter than what it stands for: then it has fewer tokens too, uncounted. */
const shorterBy = 1.6
/** Lines of a read that may be new where the rest stands above: `… (1140 more lines)`. */
const mostAround = 2
const mostLines = 200_000
/** Texts of more lines are referred to as a whole, or not at all: to look each line up took 60 ms. */
const mostLinesOfOne = 20_000

const reference = /^\[\d+ lines as in .+, lines \d+-\d+, from ".*" to ".*"\]$/
const sameAs = /^\[same as .+ above: ".*"\]$/

/** Where a text or a run of lines stands. */
interface Place {
  readonly source: number
  readonly line: number
}

/** A class for its lifetime: it grows with the conversation. */
export class Earlier {
  readonly #sources: { readonly label: string; readonly lines: readonly string[] }[] = []
  readonly #whole = new Map<string, number>()
  readonly #places = new Map<string, Place[]>()
  #lines = 0
  /** About what it holds, in bytes. */
  bytes = 0

  /**
   * Takes up a text that the model has been sent.
   * @param text as it came from the client
   * @param sent as it was sent: references go to lines that stand there
   */
  add(label: string, text: string, sent: string): void {
    const number = this.#sources.length
    const lines = hasLines(sent, mostLinesOfOne) ? [] : sent.split('\n')
    if (this.#lines + lines.length > mostLines) return
    this.#lines += lines.length
    this.bytes += text.length * 2 + lines.length * 60
    this.#sources.push({ label, lines })
    if (text.length >= shortestWhole && !this.#whole.has(text)) this.#whole.set(text, number)
    for (let line = 0; line < lines.length; line++) {
      const words = lines[line]!
      if (!isAnchor(words)) continue
      const places = this.#places.get(words)
      if (places === undefined) this.#places.set(words, [{ source: number, line }])
      else if (places.length < mostPlaces) places.push({ source: number, line })
    }
  }

  /**
   * The text with what stands above replaced by references; undefined where nothing is gained.
   * @param whole only where the text, but for two lines around it, stands above in one piece: nothing of a file has
   * changed since it was read, and the copy above serves whoever wants its text to the letter
   * @param used takes the labels of what is referred to
   */
  refer(text: string, whole = false, used: string[] = []): string | undefined {
    if (text.length < shortestWhole) return undefined
    const same = this.#whole.get(text)
    if (same !== undefined) {
      const { label } = this.#sources[same]!
      const said = `[same as ${label} above: ${quoted(firstInk(text))}]`
      if (said.length * shorterBy >= text.length) return undefined
      used.push(label)
      return said
    }
    if (hasLines(text, mostLinesOfOne) || looksReferred(text)) return undefined
    const lines = text.split('\n')
    const out: string[] = []
    const labels = new Set<string>()
    let runs = 0
    let left = 0
    for (let at = 0; at < lines.length;) {
      const run = this.#longest(lines, at)
      const said = run && this.#worth(lines, at, run)
      if (said === undefined) {
        if (lines[at]!.trim() !== '') left++
        out.push(lines[at++]!)
      } else {
        out.push(said)
        labels.add(this.#sources[run!.source]!.label)
        at += run!.length
        runs++
      }
    }
    if (runs === 0 || (whole && (runs > 1 || left > mostAround))) return undefined
    used.push(...labels)
    return out.join('\n')
  }

  /** The text behind a reference's place; for tests: decoding needs what stands above, as the model does. */
  resolve(text: string): string | undefined {
    const out: string[] = []
    for (const line of text.split('\n')) {
      const same = /^\[same as (.+) above: "/.exec(line)
      const run = /^\[(\d+) lines as in (.+), lines (\d+)-(\d+), from "/.exec(line)
      if (same) {
        for (const [whole, number] of this.#whole) {
          if (this.#sources[number]!.label === same[1]) return whole
        }
        return undefined
      }
      if (!run) out.push(line)
      else {
        const source = this.#sources.find(({ label }) => label === run[2])
        if (!source) return undefined
        out.push(...source.lines.slice(Number(run[3]) - 1, Number(run[4])))
      }
    }
    return out.join('\n')
  }

  #longest(
    lines: readonly string[],
    at: number,
  ): (Place & { readonly length: number }) | undefined {
    const first = lines[at]!
    if (!isAnchor(first)) return undefined
    let best: (Place & { readonly length: number }) | undefined
    for (const { source, line } of this.#places.get(first) ?? []) {
      const above = this.#sources[source]!.lines
      let length = 1
      while (
        at + length < lines.length &&
        line + length < above.length &&
        lines[at + length] === above[line + length]
      ) {
        length++
      }
      if (length > (best?.length ?? 0)) best = { source, line, length }
    }
    return best
  }

  #worth(
    lines: readonly string[],
    at: number,
    run: Place & { readonly length: number },
  ): string | undefined {
    if (run.length < leastLines) return undefined
    let length = 0
    for (let line = at; line < at + run.length; line++) length += lines[line]!.length + 1
    if (length < shortestRun) return undefined
    const { label } = this.#sources[run.source]!
    const last = lastInk(lines, at + run.length)
    const said = `[${run.length} lines as in ${label}, lines ${run.line + 1}-${run.line + run.length}, from ${quoted(lines[at]!)} to ${quoted(last)}]`
    return said.length * shorterBy < length ? said : undefined
  }
}

function isAnchor(line: string): boolean {
  return (
    line.length >= shortestAnchor &&
    line.charCodeAt(0) !== 0x5b &&
    line.trim().length >= shortestAnchor
  )
}

function looksReferred(text: string): boolean {
  for (const line of text.split('\n')) if (reference.test(line) || sameAs.test(line)) return true
  return false
}

function quoted(line: string): string {
  const words = line.trim().replaceAll('"', "'")
  return `"${words.length > quotedCharacters ? `${words.slice(0, quotedCharacters)}…` : words}"`
}

function firstInk(text: string): string {
  return text.trimStart().split('\n', 1)[0]!
}

function lastInk(lines: readonly string[], end: number): string {
  for (let at = end - 1; at >= 0; at--) if (lines[at]!.trim() !== '') return lines[at]!
  return ''
}
