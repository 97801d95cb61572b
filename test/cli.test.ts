/**
 * The commands as a user runs them, in process: what they print, and the exit code.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { helpPage } from '../src/cli/help-page.ts'
import { run as runCommand } from '../src/cli/run.ts'
import { seedLedger } from '../src/ledger/seed.ts'
import { memoryTerminal } from './memory-terminal.ts'
import { root, textOf } from './tree.ts'

const folder = mkdtempSync(join(tmpdir(), 'farthing-cli-'))
after(() => rmSync(folder, { recursive: true, force: true }))

async function run(...words: string[]) {
  const terminal = memoryTerminal()
  const code = await runCommand(words, terminal)
  return { code, out: terminal.out(), err: terminal.err() }
}

test('docs/cli.md is the help of the commands (npm run generate)', () => {
  assert.equal(textOf('docs/cli.md'), helpPage())
})

test('help and version end well', async () => {
  const help = await run('--help')
  assert.equal(help.code, 0)
  assert.match(help.out, /Examples:[\s\S]*Exit codes/)
  assert.equal(help.err, '')
  const version = await run('--version')
  assert.deepEqual(version, {
    code: 0,
    out: `${(JSON.parse(textOf('package.json')) as { version: string }).version}\n`,
    err: '',
  })
})

test('wrong use has exit code 2 and a suggestion', async () => {
  const command = await run('repot')
  assert.equal(command.code, 2)
  assert.match(command.err, /no command `repot`\. Did you mean `report`\?/)
  const option = await run('report', '--sinc', '1h')
  assert.equal(option.code, 2)
  assert.match(option.err, /--since/)
  const choice = await run('--mode', 'fast')
  assert.equal(choice.code, 2)
  assert.match(choice.err, /observe, safe, balanced, max/)
  const time = await run('report', '--since', 'soon', '--data', folder)
  assert.equal(time.code, 2)
  const port = await run('--port', '70000')
  assert.equal(port.code, 2)
  const extra = await run('logs', 'fc_1', '--data', folder)
  assert.equal(extra.code, 2)
  assert.match(extra.err, /too many arguments for 'logs'.*\n.*farthing logs --help/)
  const missing = await run('keys', 'add')
  assert.equal(missing.code, 2)
  assert.match(missing.err, /missing required argument 'name'\n.*farthing keys add --help/)
})

test('a command with others below it names them, and gives an example', async () => {
  for (const [group, names, example] of [
    ['keys', 'add, edit, list, revoke', /\$ farthing keys add ci/],
    ['cache', 'show, try, flush', /\$ farthing cache show/],
    ['config', 'check, print, schema', /\$ farthing config check/],
    ['prices', 'list, show, update', /\$ farthing prices list/],
  ] as const) {
    const alone = await run(group)
    assert.deepEqual([alone.code, alone.out], [2, ''], group)
    for (const name of names.split(', ')) assert.match(alone.err, new RegExp(`^  ${name} `, 'm'))
    assert.match(alone.err, example)
    const wrong = await run(group, 'create', 'one', '--tenant', 'two')
    assert.deepEqual([wrong.code, wrong.out], [2, ''], group)
    assert.ok(
      wrong.err.startsWith(
        `farthing: there is no command \`${group} create\`. There are: ${names}. For example: `,
      ),
      wrong.err,
    )
    assert.match(wrong.err, /`farthing [^`]+`\.\n$/)
  }
  const near = await run('keys', 'lsit')
  assert.match(near.err, /no command `keys lsit`\. Did you mean `keys list`\?\n$/)
  const json = await run('keys', 'create', '--json')
  const { error } = JSON.parse(json.out) as { error: { exitCode: number } }
  assert.equal(error.exitCode, 2)
})

test('a configuration that is not valid has exit code 3, in words and as JSON', async () => {
  const file = join(folder, 'bad.json')
  writeFileSync(file, '{\n  "mode": "sfae"\n}')
  const words = await run('config', 'check', '--config', file)
  assert.equal(words.code, 3)
  assert.equal(words.out, '')
  assert.match(
    words.err,
    /bad\.json:2:11: mode: expected one of .*, got "sfae"\n {2}see \/.*\/docs\/errors\.md#configuration_invalid\n$/,
  )
  const json = await run('config', 'check', '--config', file, '--json')
  assert.equal(json.code, 3)
  const { error } = JSON.parse(json.out) as { error: { code: string; problems: unknown[] } }
  assert.equal(error.code, 'configuration_invalid')
  assert.deepEqual(error.problems, [
    {
      file,
      line: 2,
      column: 11,
      path: 'mode',
      message: 'expected one of "observe", "safe", "balanced", "max", got "sfae"',
    },
  ])
})

test('config print shows what applies, without keys', async () => {
  const file = join(folder, 'good.json')
  writeFileSync(
    file,
    JSON.stringify({
      providers: {
        openai: { credentials: [{ id: 'a', value: 'sk-secret' }], headers: { 'x-a': 'sk-secret' } },
      },
    }),
  )
  const { code, out } = await run('config', 'print', '--config', file, '--data', folder)
  assert.equal(code, 0)
  assert.doesNotMatch(out, /sk-secret/)
  const shown = JSON.parse(out) as { ledger: { file: string }; mode: string }
  assert.equal(shown.ledger.file, join(folder, 'ledger.db'))
  assert.equal(shown.mode, 'safe')
  const schema = await run('config', 'schema')
  assert.equal(schema.out, textOf('schema.json'))
})

test('keys are made, listed and revoked', async () => {
  const data = ['--data', join(folder, 'keys')]
  const added = await run('keys', 'add', 'ci', '--limit', '100/minute', '$5/day', ...data)
  assert.equal(added.code, 0)
  assert.match(added.out, /^fk_\w{27}\n$/)
  const listed = await run('keys', 'list', ...data)
  assert.match(listed.out, /ci .*100 requests\/minute, \$5\/day/)
  assert.doesNotMatch(listed.out, new RegExp(added.out.trim()))
  assert.equal((await run('keys', 'add', 'ci', ...data)).code, 1)
  assert.equal((await run('keys', 'revoke', 'ci', ...data)).code, 0)
  assert.equal((await run('keys', 'revoke', 'ci', ...data)).code, 1)
  for (const limit of ['5/week', '$5/minute', '1.5/day', '$5tokens/day', 'much'])
    assert.equal((await run('keys', 'add', 'x', '--limit', limit, ...data)).code, 2, limit)
})

test('reports of an empty and of a missing ledger', async () => {
  const missing = await run('report', '--data', join(folder, 'none'))
  assert.equal(missing.code, 1)
  assert.match(missing.err, /there is no ledger/)
  const data = ['--data', join(folder, 'empty')]
  await run('keys', 'list', ...data)
  const empty = await run('report', ...data)
  assert.deepEqual([empty.code, empty.out], [0, 'There are no calls in this time.\n'])
  const json = await run('report', '--json', ...data)
  assert.deepEqual((JSON.parse(json.out) as { rows: unknown[] }).rows, [])
  const logs = await run('logs', ...data)
  assert.deepEqual([logs.code, logs.out], [0, ''])
  assert.match(logs.err, /^There are no calls yet\. [^\n]*`farthing demo`[^\n]*\n$/)
  const filtered = await run('logs', '--model', 'gpt-5', '--since', '1h', ...data)
  assert.deepEqual([filtered.code, filtered.out], [0, ''])
  assert.match(filtered.err, /^There are no calls yet\./)
  assert.deepEqual(await run('logs', '--json', ...data), { code: 0, out: '', err: logs.err })
})

test('logs say when nothing matches, and that they wait', async () => {
  const data = ['--data', join(folder, 'logs')]
  await run('keys', 'list', ...data)
  seedLedger({ file: join(folder, 'logs', 'ledger.db'), calls: 2, until: Date.now(), days: 1 })
  const all = await run('logs', ...data)
  assert.equal(all.out.split('\n').length, 3)
  assert.equal(all.err, '')
  const model = await run('logs', '--since', '1h', '--model', 'none', '--json', ...data)
  assert.deepEqual(model, {
    code: 0,
    out: '',
    err: 'No call matches --since and --model. `farthing report --by model` shows what there is.\n',
  })
  const time = await run('logs', '--until', '2020-01-01', '--status', '429', ...data)
  assert.equal(
    time.err,
    'No call matches --until and --status. `farthing logs` without them shows the newest.\n',
  )
  const file = `${root}src/cli/main.ts`
  const following = spawn(process.execPath, [file, 'logs', '-f', '--tag', 'none', ...data])
  try {
    let said = ''
    for await (const chunk of following.stderr) {
      said += String(chunk)
      if (said.includes('Ctrl-C')) break
    }
    assert.match(said, /^No call matches --tag\. .*\nWaiting for calls; Ctrl-C ends it\.\n$/)
  } finally {
    following.kill()
  }
})

test('prices are listed, shown and updated', async () => {
  const data = ['--data', join(folder, 'prices')]
  const list = await run('prices', 'list', 'openai/gpt-5-mini', ...data)
  assert.match(list.out, /openai\/gpt-5-mini +0\.25 +0\.025 +2\n/)
  const show = await run('prices', 'show', 'openai/gpt-5-mini', ...data)
  assert.match(show.out, /input +0\.25\n/)
  assert.equal((await run('prices', 'show', 'gpt-5-mini', ...data)).code, 0)
  const several = await run('prices', 'show', 'claude-3-haiku', ...data)
  assert.match(several.err, /several providers list .*anthropic\/claude-3-haiku, google/)
  assert.equal((await run('prices', 'show', 'openai/nothing', ...data)).code, 1)

  const next = JSON.parse(textOf('src/pricing/data/prices.json')) as {
    providers: { id: string; models: { id: string; prices: unknown }[] }[]
  }
  const model = next.providers
    .find(({ id }) => id === 'openai')!
    .models.find(({ id }) => id === 'gpt-5-mini')!
  model.prices = { input: 7, output: 9 }
  const file = join(folder, 'next.json')
  writeFileSync(file, JSON.stringify(next))
  const update = await run('prices', 'update', file, ...data)
  assert.match(update.out, /0 new, 1 changed, 0 gone/)
  assert.match((await run('prices', 'show', 'openai/gpt-5-mini', ...data)).out, /input +7\n/)

  writeFileSync(file, JSON.stringify({ ...next, providers: next.providers.slice(0, 1) }))
  const short = await run('prices', 'update', file, ...data)
  assert.equal(short.code, 1)
  assert.match(short.err, /is it the right file/)
  writeFileSync(file, '{"format": 1')
  assert.match((await run('prices', 'update', file, ...data)).err, /no price list/)
})

test('a question to try has to be one', async () => {
  for (const question of ['', '  \n']) {
    const { code, out, err } = await run('cache', 'try', question, '--data', folder)
    assert.deepEqual([code, out], [2, ''])
    assert.equal(
      err,
      'farthing: <question> is empty. For example: `farthing cache try "How do I reset my password?"`.\n',
    )
  }
})

test('doctor finds what has to be mended', async () => {
  const file = join(folder, 'doctor.json')
  writeFileSync(file, '{"server": {"port": 0}}')
  const good = await run('doctor', '--config', file, '--data', join(folder, 'doctor'))
  assert.equal(good.code, 0, good.out)
  assert.match(good.out, /ok +node/)
  writeFileSync(file, '{"mode": 1}')
  const bad = await run('doctor', '--config', file, '--json')
  assert.equal(bad.code, 1)
  assert.match(bad.out, /configuration.*\n.*problem/)
})

test('no command writes a stack', async () => {
  writeFileSync(
    join(folder, 'not-a-ledger.db'),
    'nonsense that is long enough to be no header of a database',
  )
  const file = join(folder, 'broken.json')
  writeFileSync(file, JSON.stringify({ ledger: { file: join(folder, 'not-a-ledger.db') } }))
  const quiet = await run('report', '--config', file)
  assert.equal(quiet.code, 3)
  assert.doesNotMatch(quiet.err, /\n\s+at /)
  assert.match(quiet.err, /not-a-ledger\.db: the ledger cannot be opened: file is not a database/)
  const loud = await run('report', '--config', file, '--debug')
  assert.match(loud.err, /\n\s+at /)
  assert.ok(readFileSync(file))
})
