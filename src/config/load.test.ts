import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { FarthingError } from '../errors.ts'
import { defaultConfiguration } from './defaults.ts'
import { loadConfiguration, type LoadOptions } from './load.ts'
import { ConfigurationError } from './problems.ts'

const directory = mkdtempSync(join(tmpdir(), 'farthing-config-'))
after(() => rmSync(directory, { recursive: true, force: true }))

let count = 0
function load(text: string, environment = {}, options: LoadOptions = {}) {
  const file = join(directory, `case-${count++}.jsonc`)
  writeFileSync(file, text)
  return loadConfiguration({ file, environment, ...options })
}

async function problems(text: string, environment = {}) {
  const error = await load(text, environment).then(
    () => assert.fail('the configuration should not be valid'),
    (caught: unknown) => caught,
  )
  assert.ok(error instanceof ConfigurationError, String(error))
  return error
}

test('without a file the defaults hold, with absolute paths', async () => {
  const { configuration, file, digest } = await loadConfiguration({ directory, environment: {} })
  assert.equal(file, undefined)
  assert.equal(digest, '')
  assert.equal(configuration.server.dataDirectory, join(homedir(), '.farthing'))
  assert.equal(configuration.ledger.file, join(homedir(), '.farthing', 'ledger.db'))
  assert.deepEqual(configuration.limits, defaultConfiguration.limits)
})

test('a file sets what it names and leaves the rest', async () => {
  const { configuration, digest } = await load(
    '{"mode": "observe", "server": {"dataDirectory": "data"}, "prices": {"file": "p.json"}}',
  )
  assert.equal(configuration.mode, 'observe')
  assert.equal(configuration.server.dataDirectory, join(directory, 'data'))
  assert.equal(configuration.server.port, 4114)
  assert.equal(configuration.ledger.file, join(directory, 'data', 'ledger.db'))
  assert.equal(configuration.prices.file, join(directory, 'p.json'))
  assert.match(digest, /^[0-9a-f]{64}$/)
})

test('overrides win over the file', async () => {
  const overrides = { host: '::1', port: 0, mode: 'safe', dataDirectory: '/d' } as const
  const { configuration } = await load('{"mode": "max", "server": {"port": 9}}', {}, { overrides })
  assert.equal(configuration.mode, 'safe')
  assert.equal(configuration.server.port, 0)
  assert.equal(configuration.server.host, '::1')
  assert.equal(configuration.ledger.file, '/d/ledger.db')
})

test('variables are filled at any depth, and read as what the schema wants', async () => {
  const { configuration } = await load(
    '{"server": {"port": "$PORT", "hosts": ["a.${ZONE}", "$$x", "5$"]}, "routes": [{"name": "r", "storeText": "$KEEP"}]}',
    { PORT: '99', ZONE: 'example.com', KEEP: 'true' },
  )
  assert.equal(configuration.server.port, 99)
  assert.deepEqual(configuration.server.hosts, ['a.example.com', '$x', '5$'])
  assert.equal(configuration.routes[0]?.storeText, true)
})

test('a missing or empty variable is named, once', async () => {
  const error = await problems(
    '{"server": {"port": "$PORT"},\n "providers": {"openai": {"credentials": [{"id": "k", "value": "${KEY}"}]}}}',
    { KEY: '' },
  )
  assert.equal(error.problems.length, 2)
  assert.match(error.problems[0]!.message, /PORT is not set/)
  assert.equal(error.problems[1]!.path, 'providers.openai.credentials[0].value')
  assert.equal(error.problems[1]!.line, 2)
})

test('a variable that is not closed is refused with its place, and not quoted', async () => {
  const key = (value: string) =>
    `{"providers": {"openai": {"credentials": [\n {"id": "k", "value": ${JSON.stringify(value)}}]}}}`
  for (const value of ['${NOPE_KEY', 'sk-${', '${}', '${NOPE_KEY:-sk-1}', '${GOOD}${NOPE_KEY']) {
    const error = await problems(key(value), { GOOD: 'good', NOPE_KEY: 'sk-secret' })
    assert.equal(error.problems.length, 1, value)
    const [{ line, path, message }] = error.problems as [(typeof error.problems)[number]]
    assert.deepEqual([line, path], [2, 'providers.openai.credentials[0].value'])
    assert.equal(
      message,
      '`${` begins an environment variable here that does not end as one; expected ${NAME}, a name of letters, digits and _. For the two characters themselves write $${.',
    )
    assert.doesNotMatch(error.message, /sk-|NOPE_KEY/)
  }
  const port = await problems('{"server": {"port": "${PORT"}}', { PORT: '99' })
  assert.equal(port.problems.length, 1)
  const { configuration } = await load('{"server": {"hosts": ["$${x", "$${x}"]}}')
  assert.deepEqual(configuration.server.hosts, ['${x', '${x}'])
})

test('several problems come at once, in order, with place, expectation and a suggestion', async () => {
  const { message, problems: list } = await problems(
    '{\n "mode": "sfae",\n "sever": {},\n "limits": {"bodyBytes": 3},\n "routes":  [{}],\n "budgets": [{"limit": "1e5"}]\n}',
  )
  assert.deepEqual(
    list.map(({ line, column, path }) => [line, column, path]),
    [
      [2, 10, 'mode'],
      [3, 2, 'sever'],
      [4, 26, 'limits.bodyBytes'],
      [5, 14, 'routes[0].name'],
      [6, 24, 'budgets[0].limit'],
    ],
  )
  assert.match(message, /5 problems/)
  assert.match(message, /expected one of "observe", "safe", "balanced", "max", got "sfae"/)
  assert.match(message, /Did you mean `server`\?/)
  assert.match(message, /expected a whole number from 1024 to \d+, got 3/)
})

test('a secret is never quoted', async () => {
  const secret = 'sk-very-secret'
  const cases = [
    [`{"server": {"port": "$S"}}`, { S: secret }],
    [`{"providers": {"openai": {"credentials": [{"id": "k", "value": ["${secret}"]}]}}}`, {}],
    [`{"providers": {"openai": {"credentials": [{"id": "k", "value": 7}]}}}`, {}],
    [`{"providers": {"openai": {"headers": {"x": {"y": "${secret}"}}}}}`, {}],
    [`{"providers": {"openai": {"headers": "${secret}"}}}`, {}],
    [`{"providers": {"openai": {"credentials": "${secret}"}}}`, {}],
    [`{"providers": {"openai": {"credentials": ["${secret}"]}}}`, {}],
    [`{"providers": {"openai": "${secret}"}}`, {}],
    [`{"layers": {"cache": {"semantic": {"masterKeys": "${secret}"}}}}`, {}],
    [`{"proof": {"webhook": "hooks.example.com/${secret}"}}`, {}],
  ] as const
  for (const [text, environment] of cases) {
    const { message } = await problems(text, environment)
    assert.doesNotMatch(message, /very-secret|got 7/)
  }
})

test('a judge has a provider, and a verifier is something', async () => {
  const error = await problems(
    JSON.stringify({
      proof: { judge: 'opnai/gpt-5', verifier: {} },
      routes: [
        { name: 'a', proof: { judge: 'antropic/claude-haiku-4-5' } },
        { name: 'b', proof: { judge: 'gpt-5', verifier: {} } },
        { name: 'c', proof: { judge: 'openai/gpt-5', verifier: { command: ['check'] } } },
      ],
    }),
  )
  assert.deepEqual(
    error.problems.map(({ path }) => path),
    ['proof.judge', 'proof.verifier', 'routes[0].proof.judge', 'routes[1].proof.verifier'],
  )
  assert.match(error.problems[0]!.message, /there is no provider "opnai"; did you mean "openai"/)
  assert.match(error.problems[1]!.message, /needs `command` or `url`/)
})

test('where only some names may stand, they are told; one mistake is told once', async () => {
  const unknown = await problems(
    '{"routes": [{"name": "a", "proof": {"accept": {"speed": 0.01}}}]}',
  )
  assert.match(unknown.message, /Known here: cache, router, template, compress, output\./)
  const twice = await problems(
    '{"layers": {"cache": {"semantic": {"masterKeys": "0123456789ab"}}}}',
  )
  assert.equal(twice.problems.length, 1)
})

test('a master key of another length is refused and not quoted', async () => {
  const keys = ['00'.repeat(32), ` ${Buffer.alloc(32, 7).toString('base64')}`, 'c2hvcnQ=', '00ff']
  const text = JSON.stringify({ layers: { cache: { semantic: { masterKeys: keys } } } })
  const { problems: found, message } = await problems(text)
  assert.deepEqual(
    found.map(({ path }) => path),
    [2, 3].map((index) => `layers.cache.semantic.masterKeys[${index}]`),
  )
  assert.doesNotMatch(message, /c2hv|00ff/)
})

test('names must point at something, and be used once', async () => {
  const error = await problems(
    JSON.stringify({
      routes: [{ name: 'a' }, { name: 'a' }],
      budgets: [
        { limit: 1, scope: { route: 'aa' } },
        { limit: 1, scope: { key: 'k', tag: 't' } },
      ],
      models: { fast: 'opnai/gpt', plain: 'gpt-5-mini' },
      providers: {
        yours: { base: 'http://127.0.0.1:8000/v1/' },
        mine: { credentials: [{ id: 'k', value: 'v' }] },
        openai: { endpoints: [{ base: 'https://a.example', credential: 'k' }] },
      },
    }),
  )
  const text = error.problems.map(({ path, message }) => `${path}: ${message}`).join('\n')
  assert.match(text, /routes\[1\]\.name: "a" is used twice/)
  assert.match(text, /scope\.route: there is no route "aa"; did you mean "a"/)
  assert.match(text, /models\.fast: there is no provider "opnai"; did you mean "openai"/)
  assert.match(text, /providers\.mine: .*needs `base`/)
  assert.match(text, /credential: there is no credential of openai "k"; none is configured/)
  assert.match(text, /providers\.yours\.base: leave out the `\/v1`/)
  assert.match(text, /budgets\[1\]\.scope: expected one of key, tag, not several/)
  assert.equal(error.problems.length, 7)
})

test('a text that is no JSON is placed', async () => {
  const error = await problems('{\n  "mode": safe\n}')
  assert.equal(error.problems[0]!.line, 2)
  assert.match(
    error.message,
    /case-\d+\.jsonc:2:11: "safe" is no value; text needs double quotes\./,
  )
})

test('money becomes an exact decimal', async () => {
  const limits = ['"12.50"', '5e-7', '12.5', '0'] as const
  const text = limits.map((limit) => `{"limit": ${limit}}`)
  const { configuration } = await load(`{"budgets": [${text.join(',')}]}`)
  assert.deepEqual(
    configuration.budgets.map((budget) => budget.limit),
    ['12.50', '0.0000005', '12.5', '0'],
  )
})

test('a route overrides only what it names', async () => {
  const { configuration } = await load(
    '{"routes": [{"name": "r", "layers": {"cache": {"enabled": false}}}]}',
  )
  assert.deepEqual(configuration.routes[0]?.layers, { cache: { enabled: false } })
})

test('a named file that is not there, and two files, are errors', async () => {
  const none = loadConfiguration({ directory, file: 'no.json', environment: {} })
  await assert.rejects(none, /no such file. --config names it/)
  const variable = loadConfiguration({ directory, environment: { FARTHING_CONFIG: 'no.json' } })
  await assert.rejects(variable, /FARTHING_CONFIG names it/)
  for (const name of ['farthing.config.json', 'farthing.config.jsonc'])
    writeFileSync(join(directory, name), '{}')
  await assert.rejects(
    loadConfiguration({ directory, environment: {} }),
    (error: unknown) => error instanceof FarthingError && /Keep one/.test(error.message),
  )
})
