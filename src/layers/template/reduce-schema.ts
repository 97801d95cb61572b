/**
 * A JSON schema without what no validator reads: the same instances pass, the same fail.
 * Keywords: JSON Schema 2020-12, §8 (core), §9 (annotations).
 * @module
 */

type Json = Readonly<Record<string, unknown>>

/** Annotations, and what names the schema itself. */
const idle = new Set([
  '$schema',
  '$comment',
  'title',
  'examples',
  'example',
  'deprecated',
  'readOnly',
  'writeOnly',
])
const maps = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
])
const schemas = new Set([
  'items',
  'additionalItems',
  'prefixItems',
  'additionalProperties',
  'unevaluatedItems',
  'unevaluatedProperties',
  'propertyNames',
  'contains',
  'not',
  'if',
  'then',
  'else',
  'anyOf',
  'allOf',
  'oneOf',
])
/** Deeper is no schema that a model reads. */
const deepest = 64

/**
 * `describe`: what becomes of the description of a part; '' drops it. A *property* called title or default is no
 * keyword and stays. Undefined where the schema is too deep to be one.
 */
export function reduceSchema(schema: unknown, describe: (text: string) => string = tidy): unknown {
  const refersAway = hasForeignReference(schema, 0)
  if (refersAway === undefined) return undefined
  const slim = visit(schema, 0)
  return slim === undefined ? undefined : withoutIdleDefinitions(slim)

  function visit(node: unknown, depth: number): unknown {
    if (depth > deepest) return undefined
    if (Array.isArray(node)) return every(node.map((item) => visit(item, depth + 1)))
    if (typeof node !== 'object' || node === null) return node
    // Without a prototype: a property may be called __proto__.
    const out = Object.create(null) as Record<string, unknown>
    for (const [key, value] of Object.entries(node)) {
      if (idle.has(key)) continue
      if ((key === '$id' || key === 'id') && typeof value === 'string' && !refersAway) {
        if (key === '$id') continue
      }
      if (key === 'default' && value === null) continue
      if (key === 'additionalProperties' && acceptsAll(value)) continue
      if (key === 'required' && Array.isArray(value) && value.length === 0) continue
      if (key === 'description' && typeof value === 'string') {
        const text = describe(value)
        if (text !== '') out[key] = text
      } else if (maps.has(key) && typeof value === 'object' && value !== null) {
        const group = Object.create(null) as Record<string, unknown>
        for (const [name, part] of Object.entries(value)) {
          group[name] = visit(part, depth + 1)
          if (group[name] === undefined) return undefined
        }
        out[key] = group
      } else if (schemas.has(key)) {
        out[key] = visit(value, depth + 1)
        if (out[key] === undefined) return undefined
      } else {
        out[key] = value
      }
    }
    return out
  }
}

/** Spaces that the source of a program left in its text: indentation, line ends, more than one empty line. */
export function tidy(text: string): string {
  const lines = text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.trimEnd())
  while (lines.length > 1 && lines[0] === '') lines.shift()
  while (lines.length > 1 && lines.at(-1) === '') lines.pop()
  // The first line often starts behind the quote, the others at the indentation of the program.
  const rest = lines.slice(1).filter((line) => line !== '')
  const indent = rest.length === 0 ? 0 : Math.min(...rest.map(indentOf))
  const out = lines.map((line, at) => (at === 0 ? line.trimStart() : line.slice(indent)))
  return out.filter((line, at) => line !== '' || out[at - 1] !== '').join('\n')
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}

function acceptsAll(value: unknown): boolean {
  if (value === true) return true
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

function every(values: unknown[]): unknown[] | undefined {
  return values.includes(undefined) ? undefined : values
}

/** Whether a reference goes by an id; undefined where the schema is too deep. */
function hasForeignReference(node: unknown, depth: number): boolean | undefined {
  if (typeof node !== 'object' || node === null) return false
  if (depth > deepest * 2) return undefined
  for (const [key, value] of Object.entries(node)) {
    if (key === '$ref' && typeof value === 'string' && !value.startsWith('#')) return true
    const inner = hasForeignReference(value, depth + 1)
    if (inner !== false) return inner
  }
  return false
}

/** Equal definitions become one, and those that nothing refers to go. */
function withoutIdleDefinitions(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema
  const root = schema as Record<string, unknown>
  for (const group of ['$defs', 'definitions']) {
    const definitions = root[group] as Json | undefined
    if (typeof definitions !== 'object' || definitions === null) continue
    const first = new Map<string, string>()
    const same = new Map<string, string>()
    for (const [name, value] of Object.entries(definitions)) {
      const text = JSON.stringify(value)
      const known = first.get(text)
      if (known === undefined) first.set(text, name)
      else same.set(referenceTo(group, name), referenceTo(group, known))
    }
    const text = JSON.stringify(schema)
    if (same.size > 0 && !text.includes('"$dynamicRef"')) redirect(root, same, 0)
    const used = new Set<string>()
    collectReferences(root, used, 0)
    // A reference into a definition keeps it; one that is written otherwise keeps them all.
    const plain = [...used].every((reference) =>
      /^#\/(?:\$defs|definitions)\/[^%~]*$/.test(reference),
    )
    if (!plain) continue
    for (const name of Object.keys(definitions)) {
      const own = referenceTo(group, name)
      const needed = [...used].some(
        (reference) => reference === own || reference.startsWith(`${own}/`),
      )
      if (!needed) delete (definitions as Record<string, unknown>)[name]
    }
    if (Object.keys(definitions).length === 0) delete root[group]
  }
  return root
}

function referenceTo(group: string, name: string): string {
  return `#/${group}/${name}`
}

function redirect(node: unknown, to: ReadonlyMap<string, string>, depth: number): void {
  if (typeof node !== 'object' || node === null || depth > deepest * 2) return
  for (const [key, value] of Object.entries(node)) {
    const other = key === '$ref' && typeof value === 'string' ? to.get(value) : undefined
    if (other !== undefined) (node as Record<string, unknown>)[key] = other
    else redirect(value, to, depth + 1)
  }
}

function collectReferences(node: unknown, used: Set<string>, depth: number): void {
  if (typeof node !== 'object' || node === null || depth > deepest * 2) return
  for (const [key, value] of Object.entries(node)) {
    if (/^\$(?:dynamic|recursive)?[rR]ef$/.test(key) && typeof value === 'string') used.add(value)
    else collectReferences(value, used, depth + 1)
  }
}
