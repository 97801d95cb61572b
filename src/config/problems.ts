/**
 * What is wrong with a configuration, in words that a reader can act on.
 * @module
 */
import type * as z from 'zod'
import { FarthingError } from '../errors.ts'
import { describeType, nodeAt, type SchemaNode } from './json-schema.ts'
import type { Path } from './jsonc.ts'
import { nearest } from './nearest.ts'

/** One thing to change in the file. */
export interface Problem {
  readonly path: Path
  /** Whether the position is that of the key or of its value. */
  readonly at: 'key' | 'value'
  readonly message: string
}

/** Problem with its place, as it is shown and given out by `config check --json`. */
export interface PlacedProblem {
  readonly file: string
  readonly line: number
  readonly column: number
  /** Dotted path, '' for the whole file. */
  readonly path: string
  readonly message: string
}

/** Code `configuration_invalid` with every problem of the file at once. */
export class ConfigurationError extends FarthingError {
  readonly problems: readonly PlacedProblem[]

  constructor(problems: readonly PlacedProblem[]) {
    const lines = problems.map(
      ({ file, line, column, path, message }) =>
        [`${file}:${line}:${column}`, `${path === '' ? '' : `${path}: `}${message}`] as const,
    )
    const [first] = lines
    super('configuration_invalid', {
      file: lines.length === 1 ? first![0] : problems[0]!.file,
      detail:
        lines.length === 1
          ? first![1]
          : `${lines.length} problems\n${lines.map((pair) => `  ${pair.join(': ')}`).join('\n')}`,
    })
    this.problems = problems
  }
}

/** `providers.openai.credentials[0].value` */
export function dotted(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`
      const plain = /^[\w$-]+$/.test(step)
      return plain ? `${index === 0 ? '' : '.'}${step}` : `[${JSON.stringify(step)}]`
    })
    .join('')
}

/**
 * The problems behind zod's issues.
 * @param secret - whether the value at a path must not be quoted
 */
export function problemsOf(
  issues: readonly z.core.$ZodIssue[],
  value: unknown,
  root: SchemaNode,
  secret: (path: Path) => boolean,
): Problem[] {
  const seen = new Set<string>()
  // A text where a list is wanted is also too long a list to zod: said once.
  const first = ({ path, message }: Problem) => {
    const key = `${dotted(path)} ${message}`
    return !seen.has(key) && seen.add(key)
  }
  const problems = issues.flatMap((issue): Problem[] => {
    const path = issue.path as Path
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => unknownKey([...path, key], nodeAt(root, path)))
    const node = nodeAt(root, path)
    const found = valueOf(value, path)
    if (found === undefined)
      return [{ path, at: 'value', message: `is missing; expected ${expectation(issue, node)}` }]
    if (issue.code === 'invalid_key')
      return [
        {
          path,
          at: 'key',
          message: `is no name for this place; expected ${issue.issues[0]?.message ?? issue.message}`,
        },
      ]
    const shape = typeof found === 'object' && found !== null
    const got =
      secret(path) && !shape
        ? `a ${typeof found} that is not shown, since it may be secret`
        : quoted(found)
    return [{ path, at: 'value', message: `expected ${expectation(issue, node)}, got ${got}` }]
  })
  return problems.filter(first)
}

function unknownKey(path: Path, parent: SchemaNode | undefined): Problem {
  const names = parent?.propertyNames?.enum?.map(String)
  const known = names ?? Object.keys(parent?.properties ?? {})
  const meant = nearest(String(path.at(-1)), known)
  const hint =
    meant === undefined ? `Known here: ${known.join(', ')}.` : `Did you mean \`${meant}\`?`
  return { path, at: 'key', message: `is not a key of the configuration. ${hint}` }
}

function expectation(issue: z.core.$ZodIssue, node: SchemaNode | undefined): string {
  // The words of the schema's own rule say more than its type.
  if (issue.code === 'invalid_format' && issue.format !== 'uri') return issue.message
  if (issue.code === 'too_big' && issue.origin === 'array')
    return `at most ${issue.maximum} entries`
  if (issue.code === 'too_small' && issue.origin === 'string') return 'text that is not empty'
  return node === undefined ? issue.message : describeType(node)
}

function quoted(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  const text = JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 76)}…"` : text
}

/** The value at a path; undefined where there is none. */
export function valueOf(value: unknown, path: Path): unknown {
  let node = value
  for (const step of path) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, step)) return undefined
    node = (node as Record<string | number, unknown>)[step]
  }
  return node
}
