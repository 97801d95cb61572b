/**
 * The soaks in short: `npm run test:soak` is the whole of them. In processes of their own, so that no other test's
 * memory is measured.
 */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'

const run = promisify(execFile)

const soak = async (file: string, call: string): Promise<string> => {
  const script = `import { ${call.split('(')[0]} } from ${JSON.stringify(join(import.meta.dirname, file))}; console.log(await ${call})`
  const { stdout } = await run(process.execPath, [
    '--expose-gc',
    '--input-type=module',
    '--eval',
    script,
  ])
  return stdout.trim()
}

test('aborted streams leave no socket, timer or memory', async (t) => {
  const said = await soak('aborted-streams.ts', 'abandonStreams(800)')
  assert.match(said, /^800 streams left: 0 open/)
  t.diagnostic(said)
})

test('unique calls hold no memory', async (t) => {
  const said = await soak('unique-calls.ts', 'sendUnique(3000, 64)')
  assert.match(said, /^3000 calls/)
  t.diagnostic(said)
})
