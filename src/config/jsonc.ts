/**
 * Reads JSON with comments and trailing commas, and remembers where each value stands.
 * `JSON.parse` gives an offset in some messages only, and none for what is well-formed but wrong.
 * @module
 */

export type Path = readonly (string | number)[]

export interface Document {
  readonly value: unknown
  /** Offset of the value at a path; of the nearest enclosing one where there is none. */
  valueAt(path: Path): number
  /** Offset of the key that the path ends in. */
  keyAt(path: Path): number
}

/** A place where the text stops being JSON. */
export class JsoncError extends Error {
  readonly offset: number

  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}

const maximumDepth = 64

/**
 * @throws JsoncError at the first character that fits no rule; also for duplicate keys, which JSON leaves open and
 * which hide the first of two settings.
 */
export function readJsonc(text: string): Document {
  const values = new Map<string, number>()
  const keys = new Map<string, number>()
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0

  const fail = (message: string, offset = at): never => {
    throw new JsoncError(message, offset)
  }

  function skip(): void {
    for (;;) {
      while (/\s/.test(text[at] ?? 'x')) at++
      if (text.startsWith('//', at)) {
        const end = text.indexOf('\n', at)
        at = end === -1 ? text.length : end
      } else if (text.startsWith('/*', at)) {
        const end = text.indexOf('*/', at + 2)
        if (end === -1) fail('this comment has no end')
        at = end + 2
      } else return
    }
  }

  function string(): string {
    const start = at
    at++
    while (text[at] !== '"') {
      if (at >= text.length || text[at] === '\n') fail('this text has no closing quote', start)
      at += text[at] === '\\' ? 2 : 1
    }
    at++
    try {
      return JSON.parse(text.slice(start, at)) as string
    } catch {
      return fail('this text has an escape or a control character that JSON does not allow', start)
    }
  }

  function word(): unknown {
    const found = /[^\s,\]}/:"]+/y
    found.lastIndex = at
    const token = found.exec(text)?.[0] ?? ''
    if (/^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?)$/.test(token)) {
      at += token.length
      return JSON.parse(token)
    }
    if (at >= text.length) return fail('the file ends where a value is expected')
    return fail(
      token === ''
        ? `a value is expected here, not ${JSON.stringify(text[at])}`
        : `${JSON.stringify(token.slice(0, 40))} is no value; text needs double quotes`,
    )
  }

  /** Items up to `close`, each followed by a comma or the end; a comma may stand before the end. */
  function items(close: ']' | '}', item: (index: number) => void): void {
    const start = at
    at++
    for (let index = 0; ; index++) {
      skip()
      if (text[at] === close) break
      if (at >= text.length) fail(`this ${text[start]} is never closed`, start)
      item(index)
      skip()
      if (text[at] === ',') at++
      else if (text[at] !== close && at < text.length) fail(`a comma or ${close} is expected here`)
    }
    at++
  }

  function value(path: Path): unknown {
    skip()
    if (path.length > maximumDepth) fail(`more than ${maximumDepth} levels`)
    values.set(JSON.stringify(path), at)
    if (text[at] === '"') return string()
    if (text[at] === '[') {
      const list: unknown[] = []
      items(']', (index) => list.push(value([...path, index])))
      return list
    }
    if (text[at] !== '{') return word()
    const object: Record<string, unknown> = {}
    items('}', () => {
      const start = at
      if (text[at] !== '"') fail('a key in double quotes is expected here')
      const key = string()
      const inner = [...path, key]
      if (Object.hasOwn(object, key))
        fail(`the key ${JSON.stringify(key)} stands here twice`, start)
      if (key === '__proto__') fail('the key "__proto__" is not allowed', start)
      keys.set(JSON.stringify(inner), start)
      skip()
      if (text[at] !== ':') fail('a colon is expected here')
      at++
      object[key] = value(inner)
    })
    return object
  }

  const read = value([])
  skip()
  if (at < text.length) fail('the file goes on after its end')

  const nearest = (map: ReadonlyMap<string, number>, path: Path): number => {
    for (let length = path.length; length >= 0; length--) {
      const key = JSON.stringify(path.slice(0, length))
      const offset = (length === path.length ? map : values).get(key) ?? values.get(key)
      if (offset !== undefined) return offset
    }
    return 0
  }
  return {
    value: read,
    valueAt: (path) => nearest(values, path),
    keyAt: (path) => nearest(keys, path),
  }
}

/** Line and column of an offset, both from 1, columns in UTF-16 units as editors count them. */
export function position(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}
