/**
 * The files of the image, laid out as in the image: a question in other words is answered from memory there, and what is
 * missing is said. Sources stand in for `dist/`, which has the same folders.
 */
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { copyRuntime } from '../scripts/runtime.ts'
import { openWeights } from '../src/learned/weights.ts'
import { createSandbox } from '../src/sandbox/sandbox.ts'
import { root, textOf } from './tree.ts'

const skip = !openWeights('question-encoder') && 'no weights'
const closing: (() => unknown)[] = []
after(async () => {
  for (const close of closing.toReversed()) await close()
})

const dockerfile = textOf('deploy/Dockerfile')
const ignored = textOf('deploy/Dockerfile.dockerignore').split('\n').filter(Boolean)

/** What `COPY` lines of the last stage put below the working folder. */
function layOut(without: readonly string[] = []): string {
  const image = mkdtempSync(join(tmpdir(), 'farthing-image-'))
  closing.push(() => rmSync(image, { recursive: true, force: true }))
  const final = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '))
  for (const [, stage, words] of final.matchAll(/^COPY (--from=build )?(.+)$/gm)) {
    const paths = words!.split(' ')
    const target = join(image, paths.pop()!)
    for (const path of paths.filter((one) => !without.includes(one))) {
      if (stage) ofStage(path, target)
      else ofContext(path, target)
    }
  }
  return image
}

function ofContext(path: string, target: string): void {
  assert.ok(ignored.includes(`!${path}`), `${path} is ignored`)
  const shut = new Set(
    globSync(
      ignored.filter((line) => !line.startsWith('!') && line !== '*'),
      { cwd: root },
    ),
  )
  mkdirSync(target, { recursive: true })
  for (const one of globSync(`${path}/*`, { cwd: root })) {
    if (!shut.has(one)) symlinkSync(root + one, join(target, one.slice(path.length + 1)))
  }
}

function ofStage(path: string, target: string): void {
  if (path === '/runtime') return copyRuntime(target)
  if (path === '/build/dist') {
    return cpSync(join(root, 'src'), target, {
      recursive: true,
      filter: (file) => !file.endsWith('.test.ts'),
    })
  }
  if (path === '/build/node_modules') return lastingPackages(target)
  cpSync(
    root + path.slice('/build/'.length),
    target.endsWith('/') ? join(target, path.split('/').at(-1)!) : target,
  )
}

/** Those that `npm prune --omit=dev` leaves. */
function lastingPackages(target: string): void {
  const { packages } = JSON.parse(textOf('package-lock.json')) as {
    packages: Record<string, { dev?: boolean; peer?: boolean; optional?: boolean }>
  }
  for (const [path, { dev, peer }] of Object.entries(packages)) {
    if (path === '' || dev || peer || path.lastIndexOf('node_modules/') > 0) continue
    const link = join(target, path.slice('node_modules/'.length))
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(root + path, link)
  }
}

async function start(image: string) {
  const sandbox = createSandbox({ tokens: 'bytes' })
  const upstream = await sandbox.listen()
  const home = mkdtempSync(join(tmpdir(), 'farthing-image-data-'))
  const file = join(home, 'farthing.config.json')
  const openai = {
    base: upstream.url,
    credentials: [{ id: 'one', value: 'sk-sandbox-0123456789' }],
  }
  writeFileSync(
    file,
    JSON.stringify({
      mode: 'balanced',
      providers: { openai },
      server: { port: 0 },
      proof: { holdout: 0, shadow: 0, young: 0 },
      layers: { cache: { semantic: { serve: 'at-once', wrongAnswers: 0.2 } } },
    }),
  )
  const common = { cwd: home, env: { PATH: process.env['PATH'], HOME: home, NO_COLOR: '1' } }
  const main = join(image, 'dist/cli/main.ts')
  const child = spawn(process.execPath, [main, '--config', file, '--json'], common)
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  closing.push(async () => {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
    await upstream.close()
    sandbox.close()
    rmSync(home, { recursive: true, force: true })
  })
  while (!out.includes('"openai"')) {
    assert.equal(child.exitCode, null, err)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const { openai: url } = JSON.parse(out) as { openai: string }
  return {
    said: () => err,
    async ask(content: string): Promise<string> {
      const messages = [{ role: 'user', content }]
      const reply = await fetch(`${url}/chat/completions`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-sandbox': '{"text":"Open the settings."}',
        },
        body: JSON.stringify({ model: 'gpt-5-mini', messages }),
      })
      assert.equal(reply.status, 200, await reply.text())
      return reply.headers.get('x-farthing-cache') ?? 'upstream'
    },
    command(...words: string[]): string {
      try {
        return execFileSync(process.execPath, [main, ...words, '--config', file], {
          ...common,
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        })
      } catch (error) {
        return (error as { stdout: string }).stdout
      }
    },
  }
}

test('another wording is answered from memory by the files of the image', { skip }, async () => {
  const { ask, said, command } = await start(layOut())
  let from = 'upstream'
  // Until the transformers are loaded nothing is reused; what is asked until then widens the account.
  for (let turn = 0; turn < 400 && from === 'upstream'; turn++) {
    await ask('How do I reset my password?')
    from = await ask('How can I reset my password?')
  }
  assert.equal(from, 'semantic')
  assert.match(command('cache', 'show'), /across wordings: \d+ answers/)
  assert.match(command('doctor'), /ok +weights[\s\S]*ok +onnxruntime-node/)
  assert.equal(said(), '')
})

test(
  'an image without its weights says so: once at the start, in `doctor`, in `cache try`',
  { skip },
  async () => {
    const { ask, said, command } = await start(layOut(['weights', '/runtime']))
    assert.equal(await ask('How do I reset my password?'), 'upstream')
    assert.equal(
      said().match(/weights\/sentence-static, .*are missing: no answer is reused/g)?.length,
      1,
    )
    assert.match(said(), /onnxruntime-node is missing/)
    assert.match(command('doctor'), /problem +weights +weights\/sentence-static/)
    const tried = command('cache', 'try', 'How can I reset my password?')
    assert.match(tried, /weights\/sentence-static, .*are missing: no answer is reused/)
    assert.doesNotMatch(tried, /no route reuses/)
  },
)
