/**
 * A small validator for the cut OpenAPI schemas. Zod's `fromJSONSchema` reads them too, but reports a failed union
 * without the path inside it, and a client's error message needs that path.
 * @module
 */

export type Schema = Readonly<Record<string, unknown>>
export type Schemas = Readonly<Record<string, Schema>>

export interface Mismatch {
  /** As OpenAI writes it: `messages[0].content`. */
  readonly path: string
  readonly kind: 'type' | 'value' | 'missing' | 'range' | 'unknown'
  readonly expected: string
  readonly actual: string
  readonly depth: number
}

/** Nesting that is looked into; deeper values pass, as a bound against hostile bodies. */
const deepest = 48

/** The first mismatch of a value, or of its likeliest alternative; undefined where it fits. */
export function checkSchema(
  schema: Schema,
  value: unknown,
  all: Schemas,
  path = '',
  depth = 0,
): Mismatch | undefined {
  if (depth > deepest) return undefined
  if (value === null && schema['nullable'] === true) return undefined
  const own = checkOwn(schema, value, all, path, depth)
  if (own !== undefined) return own
  const reference = schema['$ref']
  if (typeof reference === 'string') {
    const mismatch = checkSchema(all[reference] ?? {}, value, all, path, depth + 1)
    if (mismatch !== undefined) return mismatch
  }
  for (const part of schemaList(schema['allOf'])) {
    const mismatch = checkSchema(part, value, all, path, depth + 1)
    if (mismatch !== undefined) return mismatch
  }
  return checkAlternatives(schema, value, all, path, depth)
}

function checkAlternatives(
  schema: Schema,
  value: unknown,
  all: Schemas,
  path: string,
  depth: number,
): Mismatch | undefined {
  const alternatives = tagged(
    [...schemaList(schema['anyOf']), ...schemaList(schema['oneOf'])],
    value,
    all,
  )
  let likeliest: Mismatch | undefined
  const expected = new Set<string>()
  for (const alternative of alternatives) {
    const mismatch = checkSchema(alternative, value, all, path, depth + 1)
    if (mismatch === undefined) return undefined
    if (mismatch.path === path && mismatch.kind === 'type') expected.add(mismatch.expected)
    // The alternative that got furthest is what the client meant; a wrong tag (role, type) never is.
    if (likeliest === undefined || rank(mismatch) > rank(likeliest)) likeliest = mismatch
  }
  if (likeliest?.path === path && likeliest.kind === 'type' && expected.size > 1) {
    return { ...likeliest, expected: `one of ${[...expected].join(' or ')}` }
  }
  return likeliest
}

/** The alternatives whose `role` or `type` is the value's own; all where none says so. */
function tagged(alternatives: readonly Schema[], value: unknown, all: Schemas): readonly Schema[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return alternatives
  const members = value as Readonly<Record<string, unknown>>
  const named = alternatives.filter((alternative) =>
    ['role', 'type'].every((tag) => {
      const allowed = enumOf(alternative, tag, all)
      return allowed === undefined || members[tag] === undefined || allowed.includes(members[tag])
    }),
  )
  return named.length > 0 ? named : alternatives
}

function enumOf(schema: Schema, name: string, all: Schemas): readonly unknown[] | undefined {
  const own = typeof schema['$ref'] === 'string' ? (all[schema['$ref']] ?? {}) : schema
  const property = (own['properties'] as Readonly<Record<string, Schema>> | undefined)?.[name]
  return Array.isArray(property?.['enum']) ? property['enum'] : undefined
}

/** A mismatch inside counts for more than one at the top, and a value for more than a tag. */
function rank(mismatch: Mismatch): number {
  const tag = mismatch.kind === 'value' && /(^|\.)(role|type)$/.test(mismatch.path)
  return mismatch.depth * 2 + (tag ? -100 : mismatch.kind === 'type' ? 0 : 1)
}

/** What the schema says of the value without alternatives: type, enumeration, bounds, members. */
function checkOwn(
  schema: Schema,
  value: unknown,
  all: Schemas,
  path: string,
  depth: number,
): Mismatch | undefined {
  const fail = (kind: Mismatch['kind'], expected: string): Mismatch => ({
    path,
    kind,
    expected,
    actual: typeName(value),
    depth: path.split(/[.[]/).length,
  })
  const { type } = schema
  if (typeof type === 'string' && !hasType(value, type)) return fail('type', article(type))
  if (Array.isArray(schema['enum']) && !schema['enum'].includes(value)) {
    return fail('value', schema['enum'].map((item) => `'${String(item)}'`).join(', '))
  }
  if (typeof value === 'number') {
    if (typeof schema['minimum'] === 'number' && value < schema['minimum']) {
      return fail('range', `a value >= ${schema['minimum']}`)
    }
    if (typeof schema['maximum'] === 'number' && value > schema['maximum']) {
      return fail('range', `a value <= ${schema['maximum']}`)
    }
  }
  if (typeof value === 'string') {
    if (typeof schema['maxLength'] === 'number' && value.length > schema['maxLength']) {
      return fail('range', `a string with at most ${schema['maxLength']} characters`)
    }
    if (typeof schema['minLength'] === 'number' && value.length < schema['minLength']) {
      return fail('range', `a string with at least ${schema['minLength']} characters`)
    }
  }
  if (Array.isArray(value)) return checkItems(schema, value, all, path, depth, fail)
  if (typeof value === 'object' && value !== null)
    return checkMembers(schema, value, all, path, depth)
  return undefined
}

function checkItems(
  schema: Schema,
  value: readonly unknown[],
  all: Schemas,
  path: string,
  depth: number,
  fail: (kind: Mismatch['kind'], expected: string) => Mismatch,
): Mismatch | undefined {
  if (typeof schema['minItems'] === 'number' && value.length < schema['minItems']) {
    return fail('range', `an array with at least ${schema['minItems']} elements`)
  }
  if (typeof schema['maxItems'] === 'number' && value.length > schema['maxItems']) {
    return fail('range', `an array with at most ${schema['maxItems']} elements`)
  }
  const items = schema['items']
  if (typeof items !== 'object' || items === null) return undefined
  for (const [index, item] of value.entries()) {
    const mismatch = checkSchema(items as Schema, item, all, `${path}[${index}]`, depth + 1)
    if (mismatch !== undefined) return mismatch
  }
  return undefined
}

function checkMembers(
  schema: Schema,
  value: object,
  all: Schemas,
  path: string,
  depth: number,
): Mismatch | undefined {
  const members = value as Readonly<Record<string, unknown>>
  const inside = (name: string) => (path === '' ? name : `${path}.${name}`)
  for (const name of Array.isArray(schema['required']) ? (schema['required'] as string[]) : []) {
    if (members[name] === undefined) {
      const at = inside(name)
      return { path: at, kind: 'missing', expected: '', actual: '', depth: at.split(/[.[]/).length }
    }
  }
  const properties = schema['properties']
  if (typeof properties !== 'object' || properties === null) return undefined
  for (const [name, property] of Object.entries(properties)) {
    if (members[name] === undefined) continue
    const mismatch = checkSchema(property as Schema, members[name], all, inside(name), depth + 1)
    if (mismatch !== undefined) return mismatch
  }
  return undefined
}

/** Names of the members that a schema knows, through references and `allOf`. */
export function memberNames(schema: Schema, all: Schemas, names = new Set<string>()): Set<string> {
  const { $ref: reference, properties } = schema
  if (typeof reference === 'string') memberNames(all[reference] ?? {}, all, names)
  for (const part of schemaList(schema['allOf'])) memberNames(part, all, names)
  if (typeof properties === 'object' && properties !== null) {
    for (const name of Object.keys(properties)) names.add(name)
  }
  return names
}

function schemaList(value: unknown): readonly Schema[] {
  return Array.isArray(value) ? (value as Schema[]) : []
}

function hasType(value: unknown, type: string): boolean {
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'null') return value === null
  return typeof value === type
}

function typeName(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a decimal number'
  return article(typeof value)
}

function article(type: string): string {
  if (type === 'null') return 'null'
  return `${/^[aeio]/.test(type) ? 'an' : 'a'} ${type}`
}
