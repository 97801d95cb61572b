/**
 * A value that obeys a JSON schema, drawn from a seeded source: arguments of tool calls and structured output.
 * @module
 */
import { words } from './words.ts'

type Schema = Readonly<Record<string, unknown>>
const deepest = 12

/** Values in one sample at most: a schema of nested arrays could ask for any number. */
const mostValues = 2000

interface Draw {
  readonly random: () => number
  readonly root: unknown
  left: number
}

/** What the schema language of the providers allows; a schema beyond it gives null. Depth and size are bounded. */
export function sampleValue(schema: unknown, random: () => number): unknown {
  return sample(schema, { random, root: schema, left: mostValues }, 0)
}

function sample(schema: unknown, draw: Draw, depth: number): unknown {
  if (!isObject(schema) || depth > deepest || draw.left-- <= 0) return null
  const { random } = draw
  if ('const' in schema) return schema['const']
  if (Array.isArray(schema['enum'])) return pick(schema['enum'], random)
  if (typeof schema['$ref'] === 'string')
    return sample(resolve(draw.root, schema['$ref']), draw, depth + 1)
  for (const key of ['anyOf', 'oneOf'] as const) {
    const options = schema[key]
    if (Array.isArray(options)) return sample(pick(options, random), draw, depth + 1)
  }
  const type = Array.isArray(schema['type']) ? schema['type'][0] : schema['type']
  if (type === 'object' || isObject(schema['properties'])) return sampleObject(schema, draw, depth)
  if (type === 'array') {
    const items: unknown[] = []
    const length = Math.min(Math.max(numberOr(schema['minItems'], 1), 1), mostValues)
    while (items.length < length && draw.left > 0)
      items.push(sample(schema['items'] ?? {}, draw, depth + 1))
    return items
  }
  if (type === 'integer' || type === 'number') return sampleNumber(schema, type, random)
  if (type === 'boolean') return random() < 0.5
  if (type === 'null') return null
  return sampleString(schema, random)
}

function sampleObject(schema: Schema, draw: Draw, depth: number): unknown {
  const properties = isObject(schema['properties']) ? schema['properties'] : {}
  const required = Array.isArray(schema['required']) ? new Set(schema['required']) : undefined
  const value: Record<string, unknown> = {}
  for (const [name, property] of Object.entries(properties)) {
    const optional = required !== undefined && !required.has(name)
    if (draw.left <= 0 || (optional && (depth > 3 || draw.random() < 0.5))) continue
    value[name] = sample(property, draw, depth + 1)
  }
  return value
}

function sampleNumber(schema: Schema, type: string, random: () => number): number {
  const low = numberOr(schema['minimum'], numberOr(schema['exclusiveMinimum'], -1) + 1)
  const high = numberOr(
    schema['maximum'],
    Math.max(low, numberOr(schema['exclusiveMaximum'], low + 100) - 1),
  )
  const value = low + random() * (high - low)
  const multiple = numberOr(schema['multipleOf'], type === 'integer' ? 1 : 0)
  return multiple > 0
    ? Math.ceil(low / multiple) * multiple + multiple * Math.floor((value - low) / multiple)
    : value
}

const formats: Readonly<Record<string, string>> = {
  'date-time': '2026-01-02T03:04:05Z',
  date: '2026-01-02',
  time: '03:04:05Z',
  email: 'someone@example.com',
  uri: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  hostname: 'example.com',
  duration: 'P1D',
}

function sampleString(schema: Schema, random: () => number): string {
  const format = formats[String(schema['format'])]
  if (format !== undefined) return format
  let text = `${pick(words, random)} ${pick(words, random)}`
  const least = Math.min(numberOr(schema['minLength'], 0), 10_000)
  while (text.length < least) text += ` ${pick(words, random)}`
  return text.slice(
    0,
    Math.max(least, Math.min(text.length, numberOr(schema['maxLength'], Infinity))),
  )
}

function resolve(root: unknown, reference: string): unknown {
  let value = root
  for (const part of reference.replace(/^#\/?/, '').split('/')) {
    if (part === '') continue
    value = isObject(value) ? value[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined
  }
  return value
}

function pick<T>(list: readonly T[], random: () => number): T | undefined {
  return list[Math.floor(random() * list.length)]
}

function numberOr(value: unknown, fallback: number): number {
  return typeof value === 'number' ? value : fallback
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
