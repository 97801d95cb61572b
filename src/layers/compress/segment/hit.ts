/**
 * A line that tells of a place in a file, as grep and compilers print it.
 * @module
 */

export interface Hit {
  readonly path: string
  /** Where the path ends in the line. */
  readonly end: number
  /** `:` `path:12:text`, `-` `path-12-text` (context of a hit), `(` `path(12,3): text`, ` ` `path:text`. */
  readonly mark: ':' | '-' | '(' | ' '
}

const run = /(?:[A-Za-z]:[\\/])?[\w@~.+[\]/\\-]+/y
const number = /:\d+:/y
const numberDashed = /-\d+-/g
const place = /\(\d+,\d+\): /y
const extension = /\.[A-Za-z][A-Za-z0-9]{0,7}$/
const longestPath = 300

/** undefined: the line is no such thing. Linear. */
export function readHit(line: string): Hit | undefined {
  run.lastIndex = 0
  const found = run.exec(line)
  if (!found || found[0].length > longestPath) return undefined
  const [path] = found
  const end = path.length
  const next = line.charCodeAt(end)
  const isPath = path.includes('/') || path.includes('\\') || extension.test(path)
  if (next === 0x3a && isPath) {
    if (matches(number, line, end)) return { path, end, mark: ':' }
    if (extension.test(path) && line.charCodeAt(end + 1) !== 0x2f) return { path, end, mark: ' ' }
  }
  if (next === 0x28 && isPath && matches(place, line, end)) return { path, end, mark: '(' }
  numberDashed.lastIndex = 0
  const dashed = numberDashed.exec(line.slice(0, longestPath))
  if (!dashed || dashed.index > end) return undefined
  const before = line.slice(0, dashed.index)
  return extension.test(before) ? { path: before, end: dashed.index, mark: '-' } : undefined
}

function matches(rule: RegExp, line: string, at: number): boolean {
  rule.lastIndex = at
  return rule.test(line)
}

const bare = /^[\w@~.+[\]/-]+$/

/** The folder of a line that is a path and nothing else, its slash included; undefined: it is none. */
export function folderOf(line: string): string | undefined {
  if (line.length > longestPath || !bare.test(line)) return undefined
  const slash = line.lastIndexOf('/', line.length - 2)
  return slash < 0 ? undefined : line.slice(0, slash + 1)
}
