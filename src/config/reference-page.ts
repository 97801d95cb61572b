/**
 * The reference page of the configuration, from its schema.
 * @module
 */
import { describeType, jsonSchema, type SchemaNode } from './json-schema.ts'

/** The text of `docs/configuration.md`. */
export function referencePage(): string {
  const root = jsonSchema()
  const sections = Object.entries(root.properties ?? {})
  const plain = sections.filter(([, node]) => !isSection(node))
  return `${[
    '<!-- Written by `npm run generate` from src/config/schema.ts. -->',
    '',
    '# Configuration',
    '',
    ...introduction,
    '## Top level',
    '',
    ...table(plain.map(([key, node]) => row(key, node))),
    ...sections.filter(([, node]) => isSection(node)).flatMap(([key, node]) => section(key, node)),
  ].join('\n')}\n`
}

const introduction = [
  'Farthing runs without a configuration file. With one it reads `farthing.config.json` or `farthing.config.jsonc` in the working folder, the file that `--config` names, or the one that `FARTHING_CONFIG` names. Comments and trailing commas are allowed.',
  '',
  '- `$NAME` and `${NAME}` in any text are replaced by the environment variable; one that is not set, or not closed, is an error. `$$` is a dollar sign.',
  '- The file is read again when it changes. If the new one is not valid, the running configuration stays and the log says why. `server.host`, `server.port`, `server.dataDirectory` and `ledger.file` need a restart.',
  '- A key that is not listed here is an error. `farthing config check` names the line, what was expected and what is allowed; `farthing config print` shows the outcome, without keys.',
  '- `"$schema": "./node_modules/farthing/schema.json"` lets an editor complete and check the file.',
  '',
  '```jsonc',
  '{',
  '  "mode": "safe",',
  '  "providers": {',
  '    "openai": { "credentials": [{ "id": "main", "value": "$OPENAI_API_KEY" }] },',
  '    "local": { "base": "http://127.0.0.1:8000", "dialects": ["openai-chat"] },',
  '  },',
  '  "routes": [{ "name": "batch", "match": { "tag": "nightly" }, "mode": "balanced" }],',
  '  "budgets": [{ "limit": "250", "window": "month" }], // 402 once it is spent',
  '}',
  '```',
  '',
]

function isSection(node: SchemaNode): boolean {
  return entry(node) !== undefined
}

/** The object whose keys a section explains: itself, or what a list or a map holds. */
function entry(node: SchemaNode): { node: SchemaNode; suffix: string } | undefined {
  if (node.properties) return { node, suffix: '' }
  if (node.items?.properties) return { node: node.items, suffix: '[]' }
  const further = node.additionalProperties
  if (typeof further === 'object' && further.properties) return { node: further, suffix: '.<id>' }
  return undefined
}

function section(path: string, node: SchemaNode): string[] {
  const inner = entry(node)
  if (inner === undefined) return []
  const keys = Object.entries(inner.node.properties ?? {})
  const deeper = keys.filter(([, child]) => entry(child) !== undefined)
  const required = new Set(inner.node.required)
  const name = `${path}${inner.suffix}`
  return [
    '',
    `## \`${name}\``,
    '',
    ...(node.description ? [node.description, ''] : []),
    ...table(keys.map(([key, child]) => row(key, child, required.has(key), name))),
    ...deeper.flatMap(([key, child]) => section(`${name}.${key}`, child)),
  ]
}

function table(rows: readonly string[]): string[] {
  return ['| key | takes | default | meaning |', '|---|---|---|---|', ...rows]
}

function row(key: string, node: SchemaNode, required = false, section = ''): string {
  const inner = entry(node)
  const takes = inner
    ? `[see below](#${slug(`${section === '' ? '' : `${section}.`}${key}${inner.suffix}`)})`
    : describeType(node)
  const standard =
    node.default === undefined || inner !== undefined
      ? required
        ? 'required'
        : ''
      : `\`${JSON.stringify(node.default)}\``
  return `| \`${key}\` | ${cell(takes)} | ${standard} | ${cell(node.description ?? '')} |`
}

/** The anchor that a Markdown renderer gives a heading: lower case, punctuation gone. */
function slug(heading: string): string {
  return heading.toLowerCase().replace(/[^\w-]/g, '')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
