import assert from 'node:assert/strict'
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { loadConfiguration, type Loaded } from './load.ts'
import { watchConfiguration } from './watch.ts'

const directory = mkdtempSync(join(tmpdir(), 'farthing-watch-'))
after(() => rmSync(directory, { recursive: true, force: true }))

test('a change is loaded, a touch is not, an invalid file keeps what runs', async () => {
  const file = join(directory, 'a.json')
  writeFileSync(file, '{"mode": "safe"}')
  const options = { file, environment: {} }
  const changes: Loaded[] = []
  const errors: unknown[] = []
  const watching = watchConfiguration(await loadConfiguration(options), options, {
    onChange: (loaded) => changes.push(loaded),
    onError: (error) => errors.push(error),
    settleMs: 1e8,
  })
  after(() => watching.close())

  writeFileSync(file, '{"mode": "safe"}')
  await watching.check()
  assert.equal(changes.length, 0)

  writeFileSync(file, '{"mode": "max"')
  await watching.check()
  await watching.check()
  assert.equal(errors.length, 1, 'the same failure is told once')

  writeFileSync(file, '{"mode": "max"}')
  await watching.check()
  assert.deepEqual(
    changes.map(({ configuration }) => configuration.mode),
    ['max'],
  )

  rmSync(file)
  await watching.check()
  assert.equal(errors.length, 2)
  assert.equal(changes.length, 1)
})

test('a file that an editor replaces is noticed', async () => {
  const file = join(directory, 'b.json')
  writeFileSync(file, '{"mode": "safe"}')
  const options = { file, environment: {} }
  const current = await loadConfiguration(options)
  const changed = await new Promise<Loaded>((resolve, reject) => {
    const watching = watchConfiguration(current, options, {
      onChange: resolve,
      onError: reject,
      settleMs: 5,
    })
    after(() => watching.close())
    writeFileSync(`${file}.new`, '{"mode": "observe"}')
    renameSync(`${file}.new`, file)
    // The watch does not keep the process alive; this does, until the test's own end.
    const alive = setInterval(() => {}, 1000)
    after(() => clearInterval(alive))
  })
  assert.equal(changed.configuration.mode, 'observe')
})
