/**
 * A price list that is missing, unreadable or none: told with its setting by the start and by what looks beforehand.
 */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { run as runCommand } from '../src/cli/run.ts'
import { formatPriceFile } from '../src/pricing/vendor.ts'
import { readPriceFile } from '../src/pricing/price-file.ts'
import { memoryTerminal } from './memory-terminal.ts'

const folder = mkdtempSync(join(tmpdir(), 'farthing-price-file-'))
after(() => rmSync(folder, { recursive: true, force: true }))

async function run(...words: string[]) {
  const terminal = memoryTerminal()
  const code = await runCommand(words, terminal)
  return { code, out: terminal.out(), err: terminal.err() }
}

function withList(name: string, text?: string): { list: string; options: string[] } {
  const list = join(folder, `${name}.list.json`)
  if (text !== undefined) writeFileSync(list, text)
  const config = join(folder, `${name}.json`)
  writeFileSync(config, JSON.stringify({ server: { port: 0 }, prices: { file: list } }))
  return { list, options: ['--config', config, '--data', join(folder, 'data')] }
}

const folderAsList = withList('folder')
mkdirSync(folderAsList.list)

const cases: readonly [string, ReturnType<typeof withList>, RegExp][] = [
  ['missing', withList('missing'), /there is no such file/],
  ['a folder', folderAsList, /it cannot be read \(EISDIR/],
  ['no JSON', withList('cut', '{"format": 1'), /it is not JSON/],
  ['another layout', withList('other', '{"format": 2, "providers": []}'), /it is none/],
  ['an empty entry', withList('empty', '{"format": 1, "providers": [{}]}'), /it is none/],
  [
    'a model without prices',
    withList(
      'unpriced',
      '{"format": 1, "providers": [{"id": "x", "api": "y", "extractors": [], "models": [{"id": "z"}]}]}',
    ),
    /it is none/,
  ],
]

for (const [name, { list, options }, why] of cases)
  test(`price list: ${name}`, async () => {
    for (const words of [[], ['config', 'check'], ['prices', 'list']]) {
      const { code, out, err } = await run(...words, ...options)
      assert.equal(code, 3, `${words.join(' ')}: ${err}`)
      assert.equal(out, '')
      assert.ok(err.startsWith(`farthing: ${list}: \`prices.file\``), err)
      assert.match(err, why)
      assert.match(err, /Expected a list as `farthing prices update` writes it\. Correct the path/)
    }
    const { code, out } = await run('doctor', '--json', ...options)
    assert.equal(code, 1)
    const findings = (JSON.parse(out.slice(0, out.indexOf('\n]') + 2)) as Finding[]).filter(
      ({ state }) => state === 'problem',
    )
    assert.deepEqual(
      findings.map(({ name: what }) => what),
      ['prices'],
    )
    assert.ok(findings[0]!.detail.startsWith(`${list}: \`prices.file\``))
  })

interface Finding {
  readonly name: string
  readonly state: string
  readonly detail: string
}

test('a list that is one is named by doctor, and passes the check', async () => {
  const { list, options } = withList('good', formatPriceFile(readPriceFile()))
  assert.equal((await run('config', 'check', ...options)).code, 0)
  assert.ok((await run('doctor', ...options)).out.includes(`ok       prices          ${list}\n`))
})
