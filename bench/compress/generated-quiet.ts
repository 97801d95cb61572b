/**
 * Failures that are hard to find: few of the usual words, one cause under hundreds of consequences, or none at all.
 * @module
 */
import { exit, type FailureKind } from './failure.ts'
import type { Random } from './generated-random.ts'

const dots = (r: Random): string =>
  `tests/${r.name()}/test_${r.name()}.py ${'.'.repeat(5 + r.whole(60))} [ ${r.whole(99)}%]`

/** One cause, then every test that follows fails by it. */
const cascade: FailureKind = {
  name: 'cascade',
  noise: dots,
  fail(r) {
    const cause = `pg_ctl: could not bind port 5432: Address already in use (pid ${r.whole(9000)})`
    const count = 150 + r.whole(500)
    const lines = Array.from({ length: count }, () => {
      const name = r.name()
      return [
        `ERROR tests/${name}/test_${r.name()}.py::test_${r.name()}_${r.whole(99)} - psycopg.OperationalError: connection to server at "127.0.0.1", port 5432 failed`,
        `E   psycopg.OperationalError: connection to server at "127.0.0.1", port 5432 failed: Connection refused`,
      ]
    }).flat()
    const total = `${count} errors in ${r.whole(300)}.12s`
    return {
      lines: [cause, ...lines],
      summary: [`=========== ${200 + r.whole(99)} passed, ${total} ===========`],
      signals: [cause, 'port 5432 failed: Connection refused', total],
      annotation: exit(1),
    }
  },
}

const formatter: FailureKind = {
  name: 'formatter',
  noise: (r) => `src/${r.name()}/${r.name()}.ts ${r.whole(90)}ms (unchanged)`,
  fail(r) {
    const file = `src/${r.name()}/${r.name()}.ts`
    return {
      lines: [
        `[warn] ${file}`,
        '[warn] Code style issues found in the above file. Run Prettier with --write to fix.',
      ],
      summary: [],
      signals: [`[warn] ${file}`, 'Code style issues found'],
      annotation: exit(1),
    }
  },
}

const eslint: FailureKind = {
  name: 'eslint',
  noise: (r) =>
    `  ${r.whole(500)}:${r.whole(90)}  warning  Unexpected any. Specify a different type  @typescript-eslint/no-explicit-any`,
  fail(r) {
    const file = `/home/runner/app/src/${r.name()}/${r.name()}.tsx`
    const rule = `${r.whole(900)}:${r.whole(90)}  error  '${r.name()}' is not defined  no-undef`
    const total = `(1 error, ${300 + r.whole(900)} warnings)`
    return {
      lines: [file, `  ${rule}`],
      summary: ['', `✖ 1301 problems ${total}`],
      signals: [file, rule, total],
      annotation: exit(1),
    }
  },
}

const shell: FailureKind = {
  name: 'shell',
  noise: (r) => `+ install -m 644 build/${r.name()}.so /opt/${r.name()}/lib/${r.name()}.so`,
  fail(r) {
    const message = `./scripts/${r.name()}.sh: line ${r.whole(300)}: ${r.name().toUpperCase()}_TOKEN: unbound variable`
    return { lines: [message], summary: [], signals: [message], annotation: exit(1) }
  },
}

/** Nothing is said but that it took too long; the last test begun is what matters. */
const stuck: FailureKind = {
  name: 'stuck',
  noise: (r) => `[${r.whole(900)}/900] ${r.name()}.${r.title()} ... ok (0.${r.whole(99)}s)`,
  fail(r) {
    const test = `${r.name()}.${r.title()}.waits_for_leader`
    const last = `[900/900] ${test} ...`
    const message = `The job running on runner hosted-${r.whole(99)} has exceeded the maximum execution time of 360 minutes.`
    return {
      lines: [],
      summary: [last, `##[error]${message}`],
      signals: [test, message],
      annotation: '##[error]The operation was canceled.',
    }
  },
}

const snapshot: FailureKind = {
  name: 'snapshot',
  noise: (r) => ` ✓ src/${r.name()}/${r.name()}.test.tsx (${r.whole(30)} tests) ${r.whole(900)}ms`,
  fail(r) {
    const place = `src/${r.name()}/${r.name()}.test.tsx:${r.whole(400)}:${r.whole(30)}`
    const [was, is] = [
      `-   <span>Total: ${r.whole(90)}</span>`,
      `+   <span>Total: ${100 + r.whole(90)}</span>`,
    ]
    const name = `renders the ${r.name()} summary 1`
    return {
      lines: [
        ` ❯ ${place.split(':')[0]!} (12 tests | 1 failed) 912ms`,
        `   × ${name} 31ms`,
        `     → Snapshot \`${name}\` mismatched`,
        '',
        '  <div',
        was,
        is,
        '  </div>',
        '',
        ` ❯ ${place}`,
      ],
      summary: [
        ' Test Files  1 failed | 212 passed (213)',
        '      Tests  1 failed | 2904 passed (2905)',
      ],
      signals: [`Snapshot \`${name}\` mismatched`, was, is, place, 'Tests  1 failed'],
      annotation: exit(1),
    }
  },
}

/** A compiler that goes on after the first error: the first names the reason. */
const avalanche: FailureKind = {
  name: 'avalanche',
  noise: (r) =>
    `[${r.whole(99)}%] Building CXX object src/CMakeFiles/${r.name()}.dir/${r.name()}.cc.o`,
  fail(r) {
    const header = `src/${r.name()}.h:${r.whole(300)}:10`
    const cause = `${header}: fatal error: ${r.name()}/${r.name()}.h: No such file or directory`
    const rest = Array.from({ length: 100 + r.whole(500) }, () => [
      `src/${r.name()}.cc:${r.whole(900)}:${r.whole(70)}: error: '${r.title()}' was not declared in this scope`,
      `  ${r.whole(900)} |   ${r.title()} ${r.name()};`,
      '      |   ^~~~~~~~~~~',
    ]).flat()
    return {
      lines: [cause, ...rest],
      summary: ['make: *** [Makefile:146: all] Error 2'],
      signals: [cause, 'was not declared in this scope', 'make: *** [Makefile:146: all] Error 2'],
      annotation: exit(2),
    }
  },
}

/** The process is killed: what it said last tells what it did. */
const killed: FailureKind = {
  name: 'killed',
  noise: (r) =>
    `epoch ${r.whole(40)} step ${r.whole(9000)} loss 0.${r.whole(9999)} lr 3e-4 tokens/s ${r.whole(90000)}`,
  fail(r) {
    const last = `loading checkpoint shard ${r.whole(90)} of 96 into host memory`
    const line = `./run.sh: line ${r.whole(90)}: ${r.whole(9000)} Killed                  python train.py --shards 96`
    return { lines: [], summary: [last, line], signals: [last, line], annotation: exit(137) }
  },
}

export const quietKinds: readonly FailureKind[] = [
  cascade,
  formatter,
  eslint,
  shell,
  stuck,
  snapshot,
  avalanche,
  killed,
]
