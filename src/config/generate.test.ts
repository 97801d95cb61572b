import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { defaultConfiguration } from './defaults.ts'
import { generatedFiles } from './generate.ts'
import { jsonSchema, type SchemaNode } from './json-schema.ts'
import { editDistance, nearest } from './nearest.ts'
import { configurationSchema } from './schema.ts'

for (const [path, text] of Object.entries(generatedFiles()))
  test(`${path} is what the schema gives (npm run generate)`, () => {
    assert.equal(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'), text)
  })

test('the defaults that load without zod are the schema’s', () => {
  assert.deepEqual(configurationSchema.parse({}), defaultConfiguration)
})

test('every key says what it is for', () => {
  const silent: string[] = []
  const walk = (path: string, node: SchemaNode) => {
    for (const [key, child] of Object.entries(node.properties ?? {})) {
      if ((child.description ?? '').length < 8) silent.push(`${path}.${key}`)
      walk(`${path}.${key}`, child)
    }
    if (node.items) walk(`${path}[]`, node.items)
    if (typeof node.additionalProperties === 'object') walk(`${path}.*`, node.additionalProperties)
  }
  walk('', jsonSchema())
  assert.deepEqual(silent, [])
})

test('the nearest known word', () => {
  assert.equal(editDistance('hots', 'host'), 1)
  assert.equal(editDistance('kitten', 'sitting'), 3)
  assert.equal(nearest('sever', ['server', 'limits']), 'server')
  assert.equal(nearest('dataDir', ['dataDirectory', 'drainMs']), undefined)
  assert.equal(nearest('x'.repeat(1e6), ['server']), undefined)
})
