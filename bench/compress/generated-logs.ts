/**
 * Made-up CI and service logs with failures in known places, for counting on more than a few real ones. What a
 * diagnosis needs (the failed test, the message, the place in the code, the summary) is known of each; the noise around
 * it speaks of errors that are none. Same seed, same log.
 * @module
 */
import type { Failure } from './failure.ts'
import { failureKinds } from './generated-failures.ts'
import { createRandom, type Random } from './generated-random.ts'

export interface GeneratedLog {
  readonly kind: string
  readonly seed: number
  readonly text: string
  /** Each stands in one line of the text. */
  readonly signals: readonly string[]
  /** Where in the log the failure begins, 0 to 1. */
  readonly at: number
}

/** One log of a kind that the seed chooses, of 400 to 9,000 lines. */
export function generateLog(seed: number): GeneratedLog {
  const random = createRandom(seed)
  const kind = random.pick(failureKinds)
  const { name, noise, fail } = kind
  const failure = fail(random)
  const count = Math.round(400 * Math.exp(random.unit() * 3.1))
  // As often early or in the middle as near the end.
  const at = random.pick([0.08, 0.25, 0.5, 0.75, 0.93]) + (random.unit() - 0.5) * 0.1
  const start = Math.max(20, Math.floor(count * at))
  const out: string[] = [...header(random)]
  const cause = failure.cause === undefined ? -1 : Math.floor(start * random.unit())
  for (let line = 0; line < count; line++) {
    if (line === cause) out.push(failure.cause!)
    if (line === start) out.push(...failure.lines)
    out.push(random.unit() < 0.06 ? harmless(random) : noise(random))
  }
  out.push(...failure.summary, ...ending(random, failure))
  return { kind: name, seed, text: dress(out, random), signals: signalsOf(failure), at }
}

function signalsOf({ signals, cause }: Failure): readonly string[] {
  return cause === undefined ? signals : [...signals, cause]
}

function header(random: Random): string[] {
  const lines = [
    `Current runner version: '2.3${random.whole(9)}.0'`,
    '##[group]Runner Image',
    'Image: ubuntu-24.04',
    `Version: 2026${random.whole(9) + 1}15.1.0`,
    '##[endgroup]',
    '##[group]Run actions/checkout@v5',
    'with:',
    '  fetch-depth: 1',
    '  if-no-files-found: error',
    'env:',
    '  FAIL_FAST: false',
    '##[endgroup]',
    '[command]/usr/bin/git version',
    'git version 2.51.0',
    '##[group]Run set -euo pipefail',
    '\u001b[36;1mset -euo pipefail\u001b[0m',
    '\u001b[36;1mmake ci || { echo "error: build failed"; exit 1; }\u001b[0m',
    'shell: /usr/bin/bash -e {0}',
    '##[endgroup]',
  ]
  return random.unit() < 0.7 ? lines : lines.slice(12, 14)
}

/** Words of failure where nothing failed. */
function harmless(random: Random): string {
  const name = random.name()
  return random.pick([
    `test_${name}_raises_error PASSED`,
    `  ✓ shows an error when ${name} is missing (${random.whole(40)} ms)`,
    `Downloading https://repo.example.org/${name}/error-prone-annotations-2.${random.whole(40)}.0.jar`,
    `Compiling failure-${name} v0.${random.whole(20)}.${random.whole(9)}`,
    `INFO ${name}: retrying after transient error, attempt 1 of 5`,
    `INFO ${name}: recovered after 1 failed attempt`,
    `warning: unused variable \`err_${name}\``,
    `npm warn deprecated ${name}@1.${random.whole(9)}.0: no longer supported`,
    `found 0 vulnerabilities`,
    `0 errors, ${random.whole(12)} warnings`,
    `ok ${random.whole(900)} - handles fatal ${name} errors`,
    `DEBUG ${name}.handler: error_code=0 status=200`,
    `copying ${name}/exceptions.py -> build/lib/${name}`,
    `[${random.whole(99)}%] Building CXX object src/${name}_error.cc.o`,
    `Setting continue-on-error for ${name}`,
    `--- PASS: TestError${random.title()} (0.0${random.whole(9)}s)`,
  ])
}

function ending(random: Random, { annotation }: Failure): string[] {
  const cleanup = [
    'Post job cleanup.',
    '[command]/usr/bin/git config --local --name-only --get-regexp core\\.sshCommand',
    '[command]/usr/bin/git submodule foreach --recursive true',
    'Cleaning up orphan processes',
    ...Array.from(
      { length: random.whole(12) },
      () => `Terminate orphan process: pid (${random.whole(9000)}) (node)`,
    ),
  ]
  const upload = Array.from(
    { length: random.whole(260) },
    () => `Uploading artifact ${random.name()}-${random.hex(8)}.xml (${random.whole(9000)} bytes)`,
  )
  const words = annotation ? [annotation] : []
  return random.unit() < 0.5 ? [...words, ...upload, ...cleanup] : [...words, ...cleanup]
}

/** Clocks, colours and line ends as CI services add them. */
function dress(lines: readonly string[], random: Random): string {
  const clock = random.pick(['github', 'none', 'bracket', 'plain'])
  const end = random.unit() < 0.15 ? '\r\n' : '\n'
  let ms = Date.UTC(2026, 4, 7, random.whole(24), random.whole(60))
  return lines
    .map((line) => {
      ms += random.whole(900)
      const time = new Date(ms).toISOString()
      if (clock === 'github') return `${time.slice(0, -1)}${random.whole(9999)}Z ${line}`
      if (clock === 'bracket') return `[${time.slice(11, 19)}] ${line}`
      if (clock === 'plain')
        return `${time.slice(0, 10)} ${time.slice(11, 19)},${time.slice(20, 23)} ${line}`
      return line
    })
    .join(end)
}
