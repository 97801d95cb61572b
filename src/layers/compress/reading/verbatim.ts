/**
 * Which results of tools are files as they lie on disk, or numbered lines: text that comes back to the letter in what
 * the model does next.
 * @module
 */
import type { Untouchable } from '../blocks.ts'

/** Words of a tool's name, however it is written (`readFile`, `read_file`, `fs.read-file`). */
const nameWords = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g
const reads = new Set(['read', 'view', 'cat', 'open', 'editor', 'notebook'])
/** `get_file_contents`: a file, and that it is handed out. */
const files = new Set(['file', 'files', 'blob', 'source', 'document'])
const gives = new Set(['get', 'fetch', 'load', 'show', 'content', 'contents', 'text', 'download'])
/** Of something that is no file. */
const others = new Set([
  'email',
  'emails',
  'mail',
  'message',
  'messages',
  'calendar',
  'ticket',
  'issue',
  'issues',
  'web',
  'url',
  'page',
  'browser',
  'account',
  'order',
  'customer',
  'channel',
  'thread',
  'list',
  'table',
  'rows',
  'query',
  'logs',
  'log',
])

/**
 * Commands that print files, or parts of them long enough to be edited by. A bare `grep` or `find` does not, and what
 * stands behind a pipe prints what came through it.
 */
const printing =
  /(?:^|[;&(])\s*(?:sudo\s+)?(?:git\s+show\s+[^;&|\s]{1,200}:|(?:cat|bat|head|tail|less|more|nl|sed\s+-n|awk|type|Get-Content|gc)\s+(?!<<)|(?:grep|rg|egrep|git grep)\s(?:[^;&|]{0,400}\s)?-\w{0,8}[ABC]\s?\d)/
const shells = new Set([
  'bash',
  'shell',
  'sh',
  'terminal',
  'exec',
  'execute',
  'run',
  'command',
  'zsh',
  'powershell',
  'cmd',
])

/** A line with its number: `12→`, `12\t`, `12: `, `12| `, `  12  `. */
const numbered = /^\s*\d{1,7}(?:[:|→\t]|\s{2}|\s[|│]\s)/
const sampledLines = 40

/** Why the text of a tool's result is wanted back to the letter; undefined: it is not. Looks at 40 lines. */
export function verbatim(text: string, name = '', input?: unknown): Untouchable | undefined {
  const words = (name.slice(0, 200).match(nameWords) ?? []).map((word) => word.toLowerCase())
  const has = (set: ReadonlySet<string>): boolean => words.some((word) => set.has(word))
  if ((has(reads) || (has(files) && has(gives))) && !has(others)) return 'file read'
  // Editors that also show: Anthropic's text editor, OpenHands.
  if (words.includes('edit') && commandOf(input) === 'view') return 'file read'
  if (has(shells) && printing.test(commandOf(input))) return 'file read'
  return isNumbered(text) ? 'numbered lines' : undefined
}

/** What a shell was asked to run; '' where it does not say. */
export function commandOf(input: unknown): string {
  const value = typeof input === 'string' ? parsed(input) : input
  if (typeof value !== 'object' || value === null) return ''
  const { command, cmd, script, code } = value as Readonly<Record<string, unknown>>
  const said = command ?? cmd ?? script ?? code
  const text = Array.isArray(said) ? said.join(' ') : typeof said === 'string' ? said : ''
  return text.slice(0, 4000)
}

function parsed(text: string): unknown {
  if (text.length > 20_000) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Most of the first lines bear numbers that rise. */
function isNumbered(text: string): boolean {
  let at = 0
  let lines = 0
  let hits = 0
  let last = -1
  while (at < text.length && lines < sampledLines) {
    const end = text.indexOf('\n', at)
    const line = text.slice(at, Math.min(end < 0 ? text.length : end, at + 200))
    if (line.trim() !== '') {
      lines++
      if (numbered.test(line)) {
        const number = Number.parseInt(line, 10)
        if (number > last) hits++
        last = number
      }
    }
    if (end < 0) break
    at = end + 1
  }
  return lines >= 3 && hits >= lines * 0.6
}
