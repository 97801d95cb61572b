/**
 * Cuts the schemas of the request bodies that the sandbox serves out of OpenAI's OpenAPI document (MIT).
 * Run: `node src/sandbox/specification/cut.ts ../shared/data/specs/openai.openapi.json`
 * @module
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Json = Record<string, unknown>

const roots = ['CreateChatCompletionRequest', 'CreateResponse', 'CreateEmbeddingRequest']
/** Asked for by the document, not by the service: official clients leave them out. */
const optional: Readonly<Record<string, readonly string[]>> = {
  FunctionTool: ['strict', 'parameters'],
}
/** Texts and hints, which no check needs. */
const dropped = new Set([
  'description',
  'example',
  'examples',
  'title',
  'deprecated',
  'default',
  'externalDocs',
])

/** The named schemas and all that they refer to, without texts. */
export function cut(schemas: Json): Json {
  const kept: Json = {}
  const open = [...roots]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name in kept) continue
    const schema = strip(schemas[name], false, open) as Json
    const required = schema['required'] as readonly string[] | undefined
    const loose = optional[name]
    kept[name] =
      required === undefined || loose === undefined
        ? schema
        : { ...schema, required: required.filter((member) => !loose.includes(member)) }
  }
  return Object.fromEntries(Object.entries(kept).sort(([left], [right]) => (left < right ? -1 : 1)))
}

/** @param names the keys of `value` are names of properties, not words of the schema language. */
function strip(value: unknown, names: boolean, open: string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => strip(item, false, open))
  if (typeof value !== 'object' || value === null) return value
  const result: Json = {}
  for (const [key, inner] of Object.entries(value)) {
    if (!names && (dropped.has(key) || key.startsWith('x-'))) continue
    if (!names && key === '$ref' && typeof inner === 'string') {
      const name = inner.slice(inner.lastIndexOf('/') + 1)
      open.push(name)
      result[key] = name
    } else result[key] = strip(inner, key === 'properties' && !names, open)
  }
  return result
}

const file = process.argv[2]
if (import.meta.main && file !== undefined) {
  const document = JSON.parse(readFileSync(file, 'utf8')) as {
    info: Json
    components: { schemas: Json }
  }
  const result = {
    source: `openai/openai-openapi ${String(document.info['version'])}, components of request bodies, texts left out`,
    licence: 'MIT, Copyright (c) OpenAI (https://openai.com)',
    schemas: cut(document.components.schemas),
  }
  const target = join(import.meta.dirname, 'openai.json')
  writeFileSync(target, `${JSON.stringify(result)}\n`)
  process.stdout.write(
    `${Object.keys(result.schemas).length} schemas, ${readFileSync(target).length} bytes\n`,
  )
}
