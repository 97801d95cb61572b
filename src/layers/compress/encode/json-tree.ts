/**
 * JSON as it was written: number text, the order of keys and the strings behind their escapes stay what they were,
 * where JSON.parse would make 1.0 into 1, 1e400 into Infinity and move a key "2" to the front.
 * @module
 */

export type JsonTree =
  | { readonly kind: 'string'; readonly value: string }
  /** A number, `true`, `false` or `null`, as written. */
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'array'; readonly items: readonly JsonTree[] }
  | {
      readonly kind: 'object'
      readonly keys: readonly string[]
      readonly values: readonly JsonTree[]
    }

/** Deeper is no data that a person or a program wrote for a model; it also bounds the recursion. */
const deepest = 64
const mostNodes = 500_000

/** Also without a match at the very place this ends soon: the literals are short. */
const literal = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

export interface ParsedJson {
  readonly tree: JsonTree
  /** Just behind the value. */
  readonly end: number
}

/**
 * Reads the JSON value that begins at `start` (RFC 8259, strictly). Linear.
 * @returns undefined where there is none, where a key comes twice, and beyond 64 levels or 500,000 values
 */
export function parseJsonAt(text: string, start = 0): ParsedJson | undefined {
  const parser = new Parser(text, start)
  const tree = parser.value(0)
  return tree && { tree, end: parser.at }
}

/** The text whole, white space around it left out. */
export function parseJson(text: string): JsonTree | undefined {
  const parsed = parseJsonAt(text, skipSpace(text, 0))
  return parsed && skipSpace(text, parsed.end) === text.length ? parsed.tree : undefined
}

/** In as few bytes as JSON has. Only what must be escaped is. */
export function writeJson(tree: JsonTree): string {
  switch (tree.kind) {
    case 'string':
      return JSON.stringify(tree.value)
    case 'literal':
      return tree.text
    case 'array':
      return `[${tree.items.map(writeJson).join(',')}]`
    case 'object':
      return `{${tree.keys.map((key, at) => `${JSON.stringify(key)}:${writeJson(tree.values[at]!)}`).join(',')}}`
  }
}

class Parser {
  at: number
  readonly #text: string
  #left = mostNodes

  constructor(text: string, start: number) {
    this.#text = text
    this.at = start
  }

  value(depth: number): JsonTree | undefined {
    if (depth > deepest || this.#left-- <= 0) return undefined
    const first = this.#text.charCodeAt(this.at)
    if (first === quote) {
      const value = this.string()
      return value === undefined ? undefined : { kind: 'string', value }
    }
    if (first === openBrace) return this.object(depth)
    if (first === openBracket) return this.array(depth)
    literal.lastIndex = this.at
    const found = literal.exec(this.#text)?.[0]
    if (found === undefined) return undefined
    this.at += found.length
    return { kind: 'literal', text: found }
  }

  object(depth: number): JsonTree | undefined {
    const keys: string[] = []
    const values: JsonTree[] = []
    const known = new Set<string>()
    this.#skip(1)
    if (this.#is(closeBrace)) return { kind: 'object', keys, values }
    for (;;) {
      const key = this.#text.charCodeAt(this.at) === quote ? this.string() : undefined
      if (key === undefined || known.has(key)) return undefined
      known.add(key)
      this.#skip(0)
      if (!this.#is(colon)) return undefined
      this.#skip(0)
      const value = this.value(depth + 1)
      if (value === undefined) return undefined
      keys.push(key)
      values.push(value)
      this.#skip(0)
      if (this.#is(closeBrace)) return { kind: 'object', keys, values }
      if (!this.#is(comma)) return undefined
      this.#skip(0)
    }
  }

  array(depth: number): JsonTree | undefined {
    const items: JsonTree[] = []
    this.#skip(1)
    if (this.#is(closeBracket)) return { kind: 'array', items }
    for (;;) {
      const value = this.value(depth + 1)
      if (value === undefined) return undefined
      items.push(value)
      this.#skip(0)
      if (this.#is(closeBracket)) return { kind: 'array', items }
      if (!this.#is(comma)) return undefined
      this.#skip(0)
    }
  }

  string(): string | undefined {
    const text = this.#text
    const start = this.at + 1
    let end = text.indexOf('"', start)
    if (end < 0) return undefined
    const plain = text.slice(start, end)
    if (!special.test(plain)) {
      this.at = end + 1
      return plain
    }
    for (end = start; ; end++) {
      const unit = text.charCodeAt(end)
      if (unit === quote) break
      if (unit === backslash) end++
      // NaN beyond the end.
      else if (!(unit >= 0x20)) return undefined
    }
    this.at = end + 1
    try {
      return JSON.parse(text.slice(start - 1, end + 1)) as string
    } catch {
      return undefined
    }
  }

  #skip(first: number): void {
    this.at = skipSpace(this.#text, this.at + first)
  }

  #is(unit: number): boolean {
    if (this.#text.charCodeAt(this.at) !== unit) return false
    this.at++
    return true
  }
}

/** First position from `at` on that is no JSON white space. */
export function skipSpace(text: string, at: number): number {
  let i = at
  for (;;) {
    const unit = text.charCodeAt(i)
    if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return i
    i++
  }
}

// oxlint-disable-next-line no-control-regex
const special = /[\\\u0000-\u001f]/
const quote = 0x22
const backslash = 0x5c
const openBrace = 0x7b
const closeBrace = 0x7d
const openBracket = 0x5b
const closeBracket = 0x5d
const comma = 0x2c
const colon = 0x3a
