/**
 * What docs/operations.md says to type does what it says.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, test } from 'node:test'
import { run } from '../src/cli/run.ts'
import { createCore } from '../src/gateway/core.ts'
import { wholeConfiguration } from './gateway/whole.ts'
import { memoryTerminal } from './memory-terminal.ts'
import { root, textOf } from './tree.ts'

const folder = mkdtempSync(join(tmpdir(), 'farthing-operations-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('the backup command copies a ledger that is in use, and the copy can be restored', async () => {
  const configuration = wholeConfiguration(folder, 'http://127.0.0.1:9')
  const core = createCore({ configuration, environment: {} })
  const { key } = core.keys.add({ name: 'before the backup', tenant: 't' } as never)
  core.ledger.flush()

  const command = /^.*node -e .*VACUUM.*$/m.exec(textOf('docs/operations.md'))![0]
  const backup = join(folder, 'copy', 'ledger.db')
  mkdirSync(dirname(backup))
  const typed = command
    .replace('~/.farthing/ledger.db', configuration.ledger.file)
    .replace('ledger-backup.db', backup)
  const PATH = `${dirname(process.execPath)}:${process.env['PATH']}`
  execFileSync('sh', ['-c', typed], { env: { ...process.env, PATH }, stdio: 'pipe' })
  core.keys.revoke(key.id)
  await core.close()

  assert.equal(statSync(backup).mode & 0o077, 0, 'for its owner only')
  const copy = new DatabaseSync(backup)
  assert.deepEqual({ ...copy.prepare('PRAGMA integrity_check').get() }, { integrity_check: 'ok' })
  copy.close()
  const restored = createCore({
    configuration: wholeConfiguration(dirname(backup), 'http://127.0.0.1:9'),
    environment: {},
  })
  const [kept] = restored.keys.list()
  assert.equal(kept?.name, 'before the backup')
  assert.equal(kept?.revoked, undefined, 'as it was when the copy was made')
  await restored.close()
})

test('files are for their owner only, in a folder that others may read', () => {
  const open = join(folder, 'open')
  mkdirSync(open, { mode: 0o755 })
  const command = [`${root}src/cli/main.ts`, 'keys', 'add', 'a', '--data', open]
  execFileSync(process.execPath, command, { cwd: folder, stdio: 'pipe' })
  const modes = readdirSync(open).map((name) => [name, statSync(join(open, name)).mode & 0o077])
  assert.ok(modes.length > 0)
  assert.deepEqual(
    modes.filter(([, mode]) => mode !== 0),
    [],
  )
})

test('a ledger of a newer version is refused and left as it is', async () => {
  const file = join(folder, 'newer', 'ledger.db')
  mkdirSync(dirname(file))
  const database = new DatabaseSync(file)
  database.exec(
    'CREATE TABLE later (a); PRAGMA user_version = 99; PRAGMA application_id = 0x46525448',
  )
  database.close()
  writeFileSync(join(folder, 'newer', 'farthing.config.json'), '{"server":{"port":0}}')
  const terminal = memoryTerminal()
  const config = join(folder, 'newer', 'farthing.config.json')
  const code = await run(['--data', dirname(file), '--config', config], terminal)
  assert.equal(code, 3, terminal.err())
  assert.match(terminal.err(), /newer Farthing/)
  const left = new DatabaseSync(file, { readOnly: true })
  assert.equal(left.prepare('PRAGMA user_version').get()!['user_version'], 99)
  assert.equal(left.prepare('SELECT count(*) AS n FROM sqlite_schema').get()!['n'], 1)
  left.close()
})
