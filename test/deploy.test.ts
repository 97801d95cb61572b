/**
 * The files of deploy/ fit the program: paths, port, exit codes, times. No engine is needed.
 */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { exitCodes } from '../src/cli/exit.ts'
import { defaultConfiguration } from '../src/config/defaults.ts'
import { hosts } from '../src/providers/catalogue.ts'
import { ownHosts } from '../src/providers/own-hosts.ts'
import { root, textOf } from './tree.ts'

const { server } = defaultConfiguration
const dockerfile = textOf('deploy/Dockerfile')
const compose = textOf('deploy/compose.yaml')
const unit = textOf('deploy/farthing.service')

test('the image copies what exists and what its ignore file lets through', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths]) =>
    paths!.split(' '),
  )
  assert.ok(copied.length >= 8, copied.join(' '))
  const kept = new Set(textOf('deploy/Dockerfile.dockerignore').split('\n'))
  for (const path of copied) {
    assert.ok(existsSync(root + path), `${path} does not exist`)
    assert.ok(kept.has(`!${path}`), `${path} is ignored`)
  }
  assert.ok(kept.has('*') && kept.has('**/node_modules'))
})

test('the image: not root, an explicit host, a health check, a stop signal, data in a volume', () => {
  const final = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '))
  assert.match(final, /\nUSER 1000:1000\n/)
  assert.match(final, /\nHEALTHCHECK .*\\\n.*\/ready/)
  assert.match(final, /\nSTOPSIGNAL SIGTERM\n/)
  assert.match(final, /\nVOLUME \/data\n/)
  assert.match(final, /HOME=\/data\n/)
  assert.equal(server.dataDirectory, '~/.farthing', 'which is in the volume, by HOME')
  assert.match(final, new RegExp(`CMD \\["--host", "0\\.0\\.0\\.0", "--port", "${server.port}"\\]`))
  assert.match(final, new RegExp(`127\\.0\\.0\\.1:${server.port}/ready`))
  const { bin } = JSON.parse(textOf('package.json')) as { bin: { farthing: string } }
  assert.ok(final.includes(`/opt/farthing/${bin.farthing}"`))
})

test('a stop has the time that open calls have, and more', () => {
  const patience = [/stop_grace_period: (\d+)s/.exec(compose), /TimeoutStopSec=(\d+)/.exec(unit)]
  for (const seconds of patience) assert.ok(Number(seconds?.[1]) * 1000 >= server.drainMs + 5000)
})

test('the unit does not restart where a restart mends nothing', () => {
  const codes = /RestartPreventExitStatus=([\d ]+)/.exec(unit)![1]!.split(' ').map(Number)
  assert.deepEqual(codes, [exitCodes.usage, exitCodes.configuration])
  assert.doesNotMatch(unit, /MemoryDenyWriteExecute=yes/, 'V8 compiles at run time')
})

test('compose passes the variables of every provider that the program reads', () => {
  const passed = [...compose.matchAll(/^ {6}- ([A-Z_]+)$/gm)].map(([, name]) => name!)
  // Servers of one's own need a `base` from within a container, and mostly no key.
  const makers = hosts.filter((host) => !ownHosts.includes(host))
  const read = makers.flatMap(({ variables, baseVariable }) => [
    ...variables,
    ...(baseVariable === undefined ? [] : [baseVariable]),
  ])
  assert.deepEqual(passed.toSorted(), read.toSorted())
})

test('compose publishes on this machine only, and drops what is not needed', () => {
  assert.match(compose, /ports: \['127\.0\.0\.1:4114:4114'\]/)
  assert.match(compose, /cap_drop: \[ALL\]/)
  assert.match(compose, /read_only: true/)
})
