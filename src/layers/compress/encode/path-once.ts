/**
 * What is said of one file stands under its path, as ripgrep prints it for people; files of one folder stand under
 * their folder.
 *
 *     src/a.ts:12:let a            src/a.ts               src/a.ts     src/
 *     src/a.ts:15:let b     ──▶    12:let a               src/b.ts ──▶  a.ts
 *     src/b.ts(3,1): error         15:let b               src/c.ts      b.ts
 *                                  src/b.ts(3,1): error                 c.ts
 *
 * Places with the same message share it: `(3,1) (7,4): error`.
 * @module
 */
import { folderOf, readHit } from '../segment/hit.ts'
import { countRepeats } from './repeated-lines.ts'

const leastHits = 2
const leastFiles = 3

/**
 * undefined where no path comes twice, where a line could be taken for one that stands under a path, and where a line
 * comes again and again: without its path it would be counted the next time, and a text is encoded once.
 */
export function groupPaths(text: string): string | undefined {
  if (countRepeats(text) !== undefined) return undefined
  const lines = text.split('\n')
  const out: string[] = []
  let changed = false
  for (let at = 0; at < lines.length;) {
    const line = lines[at]!
    if (mistakable(line)) return undefined
    const group = groupFrom(lines, at)
    if (group) {
      out.push(group.heading, ...shared(group.rest))
      at += group.rest.length
      changed = true
      // What follows must not be read as part of the group.
      const next = lines[at]
      if (next !== undefined && mistakable(next)) return undefined
    } else {
      out.push(line)
      at++
    }
  }
  return changed ? out.join('\n') : undefined
}

export function ungroupPaths(text: string): string | undefined {
  const lines = text.split('\n')
  const out: string[] = []
  let path: string | undefined
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    if (mistakable(line)) {
      if (path === undefined) return undefined
      for (const one of parted(line)) out.push(under(path, one))
      continue
    }
    const next = lines[at + 1]
    if (line === '--' && path !== undefined && next !== undefined && mistakable(next)) {
      out.push(line)
      continue
    }
    path = undefined
    if (isPath(line) && next !== undefined && mistakable(next)) path = line
    else out.push(line)
  }
  return out.join('\n')
}

function under(path: string, line: string): string {
  if (path.endsWith('/')) return path + line.slice(1)
  if (line.startsWith(' ')) return `${path}:${line.slice(1)}`
  if (line.startsWith('(')) return path + line
  return path + /^\d+([:-])/.exec(line)![1]! + line
}

function groupFrom(
  lines: readonly string[],
  at: number,
): { heading: string; rest: readonly string[] } | undefined {
  const line = lines[at]!
  const folder = folderOf(line)
  if (folder !== undefined) {
    const rest: string[] = []
    for (let next = at; next < lines.length && folderOf(lines[next]!) === folder; next++) {
      rest.push(` ${lines[next]!.slice(folder.length)}`)
    }
    return rest.length >= leastFiles ? { heading: folder, rest } : undefined
  }
  const path = readHit(line)?.path
  if (path === undefined || path.endsWith('/')) return undefined
  const rest = [restOf(line, path)!]
  for (let next = at + 1; next < lines.length; next++) {
    // grep parts the places of one file by it.
    const parted = lines[next] === '--' ? 1 : 0
    const one = restOf(lines[next + parted] ?? '', path)
    if (one === undefined) break
    if (parted) rest.push('--')
    rest.push(one)
    next += parted
  }
  return rest.length >= leastHits ? { heading: path, rest } : undefined
}

const placed = /^(\(\d+,\d+\)): (.*)$/
const places = /^((?:\(\d+,\d+\) )+\(\d+,\d+\)): (.*)$/

/** Consecutive places with one message as one line. */
function shared(rest: readonly string[]): readonly string[] {
  const out: string[] = []
  let message: string | undefined
  for (const line of rest) {
    const [, place, said] = placed.exec(line) ?? []
    if (place !== undefined && said === message) {
      const last = out.at(-1)!
      const end = last.length - said!.length - 2
      out[out.length - 1] = `${last.slice(0, end)} ${place}: ${said}`
    } else out.push(line)
    message = place === undefined ? undefined : said
  }
  return out
}

function parted(line: string): readonly string[] {
  const [, many, said] = places.exec(line) ?? []
  return many === undefined ? [line] : many.split(' ').map((place) => `${place}: ${said}`)
}

const numberedRest = /([:-])\d+\1/y
const placedRest = /\(\d+,\d+\): /y

/** What stands under the path; undefined: the line is not of that file. */
function restOf(line: string, path: string): string | undefined {
  if (!line.startsWith(path)) return undefined
  numberedRest.lastIndex = path.length
  if (numberedRest.test(line)) return line.slice(path.length + 1)
  placedRest.lastIndex = path.length
  if (placedRest.test(line)) return line.slice(path.length)
  const bare = line[path.length] === ':' && readHit(line)?.mark === ' '
  return bare ? ` ${line.slice(path.length + 1)}` : undefined
}

/** A line that, behind a path, would be read as standing under it. */
function mistakable(line: string): boolean {
  return /^(?:\d+[:-]| |\(\d+,\d+\)[: ])/.test(line)
}

function isPath(line: string): boolean {
  return line.length > 0 && !/[\s:]/.test(line.slice(2)) && /[./\\]/.test(line)
}
