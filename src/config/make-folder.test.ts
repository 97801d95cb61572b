import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { makeFolder } from './make-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'farthing-folder-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('folders above are made too, for their owner alone; one that is there is fine', () => {
  const deep = join(folder, 'a', 'b', 'c')
  makeFolder(deep)
  makeFolder(deep)
  assert.equal(statSync(join(folder, 'a')).mode & 0o777, 0o700)
  assert.ok(existsSync(deep))
})

test('what cannot be a folder is said, with its name and what to do', () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  const dangling = join(folder, 'dangling')
  symlinkSync(join(folder, 'nowhere', 'at all'), dangling)
  for (const path of [file, join(file, 'below'), dangling])
    assert.throws(
      () => makeFolder(path),
      (error: Error) =>
        error.message.startsWith(`${path}: the folder cannot be made: `) &&
        error.message.includes('--data'),
    )
})

test(
  'where a folder refuses to be made in, commands end at once',
  { skip: !existsSync('/proc') },
  () => {
    const main = fileURLToPath(new URL('../cli/main.ts', import.meta.url))
    for (const words of [
      ['keys', 'list', '--data', '/proc/farthing'],
      ['--port', '0', '--data', '/proc/farthing/deep/er'],
      ['doctor', '--data', '/proc/farthing'],
      ['demo', '--exit', '--data', '/proc/farthing'],
    ]) {
      const { status, stdout, stderr, signal } = spawnSync(process.execPath, [main, ...words], {
        encoding: 'utf8',
        timeout: 60_000,
      })
      assert.equal(signal, null, `${words.join(' ')} goes on for ever`)
      assert.equal(status, words[0] === 'doctor' ? 1 : 3, stderr)
      assert.match(stdout + stderr, /\/proc\/farthing\S*: the folder cannot be made: .*--data/)
    }
  },
)
