/**
 * `$VAR` and `${VAR}` in the texts of a configuration, at any depth.
 * @module
 */
import type { Path } from './jsonc.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export interface Filled {
  readonly value: unknown
  /** Paths whose text came, in whole or part, from the environment: it is never quoted in a message. */
  readonly paths: readonly Path[]
  readonly missing: readonly { readonly path: Path; readonly variable: string }[]
  /** Paths whose text has a `${` that no `${NAME}` follows from: left as it is, it would go out as a key. */
  readonly unclosed: readonly Path[]
}

const pattern = /\$(?:\$|\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*)|\{)/g

/** Fills every text value; keys stay. `$$` is a dollar sign, and a dollar before anything but a name or a brace is itself. */
export function fillVariables(value: unknown, environment: Environment): Filled {
  const paths: Path[] = []
  const missing: { path: Path; variable: string }[] = []
  const unclosed: Path[] = []

  function text(whole: string, path: Path): string {
    let used = false
    let open = false
    const result = whole.replace(pattern, (found, braced?: string, bare?: string) => {
      if (found === '$$') return '$'
      if (found === '${') {
        open = true
        return found
      }
      const variable = braced ?? bare ?? ''
      const content = environment[variable]
      used = true
      // An empty variable is as good as none: an empty key would go out as a request without one.
      if (content === undefined || content === '') missing.push({ path, variable })
      return content ?? ''
    })
    if (used) paths.push(path)
    if (open) unclosed.push(path)
    return result
  }

  function walk(node: unknown, path: Path): unknown {
    if (typeof node === 'string') return text(node, path)
    if (Array.isArray(node)) return node.map((item, index) => walk(item, [...path, index]))
    if (typeof node !== 'object' || node === null) return node
    return Object.fromEntries(
      Object.entries(node).map(([key, inner]) => [key, walk(inner, [...path, key])]),
    )
  }

  return { value: walk(value, []), paths, missing, unclosed }
}
