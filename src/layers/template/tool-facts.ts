/**
 * What the ranking of tools reads of each.
 * @module
 */

export interface ToolFacts {
  readonly name: string
  readonly description: string
  /** JSON schema of the arguments; undefined where there is none. */
  readonly schema: unknown
}

export interface SchemaTexts {
  readonly names: readonly string[]
  readonly descriptions: readonly string[]
  /** Enumerated values and constants. */
  readonly values: readonly string[]
}

/** A schema that says more is read no further. */
const mostTexts = 2000
const deepest = 12

/** Names, descriptions and enumerated values of the parameters, nested ones included. */
export function textsOf(schema: unknown): SchemaTexts {
  const names: string[] = []
  const descriptions: string[] = []
  const values: string[] = []
  let left = mostTexts
  const visit = (node: unknown, depth: number): void => {
    if (typeof node !== 'object' || node === null || depth > deepest || left-- <= 0) return
    if (Array.isArray(node)) {
      for (const item of node) visit(item, depth + 1)
      return
    }
    const schema = node as Readonly<Record<string, unknown>>
    if (depth > 0 && typeof schema['description'] === 'string') {
      descriptions.push(schema['description'])
    }
    if (Array.isArray(schema['enum'])) {
      for (const value of schema['enum'].slice(0, 100)) values.push(String(value).slice(0, 100))
    }
    for (const group of [schema['properties'], schema['$defs'], schema['definitions']]) {
      if (typeof group !== 'object' || group === null) continue
      for (const [name, value] of Object.entries(group)) {
        if (left <= 0) return
        if (group === schema['properties']) names.push(name)
        visit(value, depth + 1)
      }
    }
    for (const key of ['items', 'anyOf', 'oneOf', 'allOf', 'additionalProperties', 'not']) {
      visit(schema[key], depth + 1)
    }
  }
  visit(schema, 0)
  return { names, descriptions, values }
}
