/**
 * What follows from the schema: `schema.json`, `docs/configuration.md` and `src/config/defaults.ts`.
 * `npm run generate` writes them; a test compares the committed files with these.
 * @module
 */
import { schemaText } from './json-schema.ts'
import { referencePage } from './reference-page.ts'
import { configurationSchema } from './schema.ts'

/** Path from the repository's root → text. */
export function generatedFiles(): Readonly<Record<string, string>> {
  return {
    'schema.json': schemaText(),
    'docs/configuration.md': referencePage(),
    'src/config/defaults.ts': defaultsModule(),
  }
}

function defaultsModule(): string {
  const defaults = JSON.stringify(configurationSchema.parse({}), undefined, 2)
    .replace(/"(\w+)":/g, '$1:')
    .replaceAll('"', "'")
    .replace(/([^{[])(?=\n\s*[}\]])/g, '$1,')
  return `/**
 * The configuration without a file. Written by \`npm run generate\` from schema.ts, so that a start without a file
 * need not load zod.
 * @module
 */
import type { Configuration } from './schema.ts'

export const defaultConfiguration: Configuration = ${defaults}
`
}
