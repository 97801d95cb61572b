import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  array,
  assert as check,
  constantFrom,
  integer,
  oneof,
  property,
  string,
  tuple,
  type Arbitrary,
} from 'fast-check'
import * as z from 'zod'
import { firstSentence } from './first-sentence.ts'
import { reduceSchema, tidy } from './reduce-schema.ts'

type Schema = Record<string, unknown>

const text = string({ maxLength: 12 })
// No defaults here: zod fills them in, which no validator of JSON Schema does.
const noise = constantFrom<Schema>(
  {},
  { title: 'T', $comment: 'c' },
  { examples: [1, 'a'], deprecated: false, readOnly: true },
  { description: '  spoken \n   of\n' },
)
const names = constantFrom(
  'title',
  'default',
  'examples',
  '$comment',
  'a',
  'b',
  '$schema',
  'description',
)

/** Schemas that use what tools use, with annotations strewn in; properties are named like keywords. */
function schemas(depth: number): Arbitrary<Schema> {
  const leaf = oneof(
    constantFrom<Schema>(
      { type: 'string' },
      { type: 'boolean' },
      { type: 'integer', minimum: 2 },
      { type: 'number', maximum: 9 },
      { const: 'x' },
      { type: 'null' },
    ),
    array(text, { minLength: 1, maxLength: 3 }).map((values): Schema => ({
      enum: [...new Set(values)],
    })),
  )
  const inner = depth === 0 ? leaf : oneof(leaf, deeper(depth - 1))
  return tuple(inner, noise).map(([schema, more]) => ({ ...more, ...schema }))
}

function deeper(depth: number): Arbitrary<Schema> {
  const part = schemas(depth)
  const object = tuple(
    array(tuple(names, part), { maxLength: 4 }),
    constantFrom(true, false, undefined),
    integer({ min: 0, max: 2 }),
  ).map(([entries, more, needed]): Schema => {
    const properties = Object.fromEntries(entries)
    const required = Object.keys(properties).slice(0, needed)
    return {
      type: 'object',
      properties,
      required,
      ...(more === undefined ? {} : { additionalProperties: more }),
    }
  })
  return oneof(
    object,
    part.map((items): Schema => ({ type: 'array', items, title: 'list' })),
    array(part, { minLength: 1, maxLength: 3 }).map((anyOf): Schema => ({ anyOf })),
  )
}

const instances: Arbitrary<unknown> = oneof(
  { depthSize: 'small', withCrossShrink: true },
  text,
  constantFrom<unknown>(
    null,
    true,
    1,
    2,
    3.5,
    12,
    'x',
    [],
    {},
    ['x'],
    { title: 'x' },
    { a: 1, b: 'x' },
    { default: 2, extra: 1 },
  ),
  array(tuple(names, constantFrom<unknown>('x', 1, 5, true, null, {}, [])), { maxLength: 4 }).map(
    (entries) => Object.fromEntries(entries),
  ),
)

test('property: the same instances pass and fail, by another reader of schemas', () => {
  let passed = 0
  check(
    property(schemas(2), array(instances, { minLength: 8, maxLength: 8 }), (schema, values) => {
      const slim = reduceSchema(schema) as Schema
      const [before, after] = [schema, slim].map((one) => z.fromJSONSchema(plain(one)))
      for (const value of values) {
        const accepted = before!.safeParse(value).success
        if (accepted) passed++
        assert.equal(after!.safeParse(value).success, accepted, JSON.stringify([schema, value]))
      }
      assert.deepEqual(plain(reduceSchema(slim)), plain(slim), 'twice is once')
      assert.ok(JSON.stringify(slim).length <= JSON.stringify(schema).length)
    }),
    { numRuns: 300 },
  )
  assert.ok(passed > 100, 'the instances are no strangers to the schemas')
})

function plain(schema: unknown): Schema {
  return JSON.parse(JSON.stringify(schema))
}

test('a property named like a keyword is a property; what carries meaning stays', () => {
  const schema = {
    $schema: 'x',
    title: 'gone',
    type: 'object',
    additionalProperties: false,
    required: ['title'],
    properties: {
      title: { type: 'string', title: 'gone', description: 'kept' },
      default: { default: 3 },
      none: { default: null },
      __proto__x: { enum: ['title', null] },
    },
  }
  assert.deepEqual(plain(reduceSchema(schema)), {
    type: 'object',
    additionalProperties: false,
    required: ['title'],
    properties: {
      title: { type: 'string', description: 'kept' },
      default: { default: 3 },
      none: {},
      __proto__x: { enum: ['title', null] },
    },
  })
})

test('equal definitions become one, idle ones go, and references still lead somewhere', () => {
  const point = { type: 'object', properties: { x: { type: 'number' } } }
  const schema = {
    type: 'object',
    properties: { a: { $ref: '#/$defs/A' }, b: { $ref: '#/$defs/B' } },
    $defs: { A: { title: 'A', ...point }, B: { title: 'B', ...point }, C: { type: 'string' } },
  }
  assert.deepEqual(plain(reduceSchema(schema)), {
    type: 'object',
    properties: { a: { $ref: '#/$defs/A' }, b: { $ref: '#/$defs/A' } },
    $defs: { A: point },
  })
  const named = { $id: 'https://x/y', $ref: 'https://x/z', $defs: { z: { $id: 'https://x/z' } } }
  assert.equal(plain(reduceSchema(named))['$id'], 'https://x/y')
})

test('a schema without a floor is left alone', () => {
  let deep: Schema = {}
  for (let at = 0; at < 500; at++) deep = { items: deep }
  assert.equal(reduceSchema(deep), undefined)
})

test('spaces of the source go, lines and their order stay', () => {
  assert.equal(tidy('\n    One.\n      - two\n    three   \n\n\n    '), 'One.\n  - two\nthree')
  assert.equal(tidy('plain'), 'plain')
})

test('the first sentence, not the first abbreviation', () => {
  assert.equal(
    firstSentence('Lists files, e.g. logs. Never call it twice.'),
    'Lists files, e.g. logs.',
  )
  assert.equal(firstSentence('No full stop'), 'No full stop')
  assert.equal(firstSentence('Gets v1.2 of it! And more'), 'Gets v1.2 of it!')
  assert.ok(firstSentence('word '.repeat(200)).length <= 241)
})
