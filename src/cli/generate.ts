/**
 * Writes the files that follow from others: the configuration's (`config/generate.ts`) and `docs/cli.md`.
 * Run: `npm run generate`. Tests compare the committed files with these.
 * @module
 */
import { writeFileSync } from 'node:fs'
import { generatedFiles } from '../config/generate.ts'
import { helpPage } from './help-page.ts'

const root = new URL('../../', import.meta.url)
const files = { ...generatedFiles(), 'docs/cli.md': helpPage() }
for (const [path, text] of Object.entries(files)) writeFileSync(new URL(path, root), text)
