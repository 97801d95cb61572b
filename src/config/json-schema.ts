/**
 * The JSON Schema of the configuration: written to `schema.json`, read for error messages and for the reference page.
 * @module
 */
import * as z from 'zod'
import type { Path } from './jsonc.ts'
import { configurationSchema } from './schema.ts'

/** The part of JSON Schema 2020-12 that zod writes for our schema. */
export interface SchemaNode {
  readonly type?: string
  readonly description?: string
  readonly default?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly SchemaNode[]
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly required?: readonly string[]
  readonly additionalProperties?: SchemaNode | boolean
  readonly propertyNames?: SchemaNode
  readonly items?: SchemaNode
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly pattern?: string
  readonly format?: string
}

/** What a file may say (input side: keys with a default are optional). */
export function jsonSchema(): SchemaNode {
  return (known ??= z.toJSONSchema(configurationSchema, {
    io: 'input',
    reused: 'inline',
  }) as SchemaNode)
}

/** Made when first asked for: 3 ms that a valid file without variables need not spend. */
let known: SchemaNode | undefined

/** The text of `schema.json`. */
export function schemaText(): string {
  return `${JSON.stringify(jsonSchema(), undefined, 2)}\n`
}

/** The node that describes the value at a path; undefined below a key that does not exist. */
export function nodeAt(root: SchemaNode, path: Path): SchemaNode | undefined {
  let node: SchemaNode | undefined = root
  for (const step of path) {
    const further: SchemaNode | boolean | undefined = node?.additionalProperties
    if (typeof step === 'number') node = node?.items
    else if (node?.properties && Object.hasOwn(node.properties, step)) node = node.properties[step]
    else node = typeof further === 'object' ? further : undefined
  }
  return node
}

/** What a node takes, in words: `a whole number from 0 to 65535`. */
export function describeType(node: SchemaNode): string {
  if (node.enum) return `one of ${node.enum.map((value) => JSON.stringify(value)).join(', ')}`
  if (node.anyOf) return [...new Set(node.anyOf.map(describeType))].join(' or ')
  switch (node.type) {
    case 'integer':
      return `a whole number${range(node)}`
    case 'number':
      return `a number${range(node)}`
    case 'boolean':
      return 'true or false'
    case 'string':
      return node.format === 'uri' ? 'an address (http:// or https://)' : 'text'
    case 'array':
      return node.items ? `a list of: ${describeType(node.items)}` : 'a list'
    case 'object':
      return 'an object'
    default:
      return 'any value'
  }
}

function range({ minimum, maximum }: SchemaNode): string {
  const low = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? minimum : undefined
  const high = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? maximum : undefined
  if (low !== undefined && high !== undefined) return ` from ${low} to ${high}`
  if (low !== undefined) return `, at least ${low}`
  return high === undefined ? '' : `, at most ${high}`
}
