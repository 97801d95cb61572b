/**
 * How test runners and compilers fail: their noise, and the block that tells what went wrong.
 * @module
 */
import { exit, type FailureKind } from './failure.ts'
import { buildKinds } from './generated-builds.ts'
import { machineKinds } from './generated-machines.ts'
import { quietKinds } from './generated-quiet.ts'

const pytest: FailureKind = {
  name: 'pytest',
  noise: (r) =>
    `tests/unit/test_${r.name()}.py::test_${r.name()}_${r.whole(99)} ${r.pick(['PASSED', 'PASSED', 'PASSED', 'SKIPPED'])} [ ${r.whole(99)}%]`,
  fail(r) {
    const file = `tests/unit/test_${r.name()}.py`
    const name = `test_${r.name()}_total`
    const line = 20 + r.whole(400)
    const [got, want] = [r.whole(900), 900 + r.whole(90)]
    const message = `AssertionError: assert ${got} == ${want}`
    return {
      lines: [
        `=================================== FAILURES ===================================`,
        `_______________________________ ${name} _______________________________`,
        '',
        `    def ${name}():`,
        `        cart = load("${r.hex(6)}")`,
        `>       assert cart.total() == ${want}`,
        `E       ${message}`,
        `E        +  where ${got} = total()`,
        '',
        `${file}:${line}: AssertionError`,
      ],
      summary: [
        '=========================== short test summary info ============================',
        `FAILED ${file}::${name} - ${message}`,
        `============ 1 failed, ${500 + r.whole(900)} passed, 3 skipped in ${r.whole(300)}.21s ============`,
      ],
      signals: [`${file}::${name}`, message, `${file}:${line}`],
      annotation: exit(1),
    }
  },
}

const jest: FailureKind = {
  name: 'npm jest',
  noise: (r) =>
    r.pick([
      `PASS src/${r.name()}/${r.name()}.test.ts (${r.whole(9)}.${r.whole(99)} s)`,
      `    ✓ keeps ${r.name()} in order (${r.whole(90)} ms)`,
      `  console.log`,
      `    loaded ${r.name()} ${r.hex(8)}`,
    ]),
  fail(r) {
    const file = `src/${r.name()}/${r.name()}.test.ts`
    const title = `${r.title()} › rounds ${r.name()} half up`
    const [line, column] = [10 + r.whole(200), 5 + r.whole(40)]
    const got = r.whole(1000)
    return {
      lines: [
        `FAIL ${file}`,
        `  ● ${title}`,
        '',
        '    expect(received).toBe(expected) // Object.is equality',
        '',
        `    Expected: ${got + 1}`,
        `    Received: ${got}`,
        '',
        `      ${line} |   const sum = round(${got}.5)`,
        `    > ${line + 1} |   expect(sum).toBe(${got + 1})`,
        '         |               ^',
        '',
        `      at Object.<anonymous> (${file}:${line + 1}:${column})`,
      ],
      summary: [
        `Test Suites: 1 failed, ${40 + r.whole(90)} passed, ${41 + r.whole(90)} total`,
        `Tests:       1 failed, ${400 + r.whole(900)} passed, 1400 total`,
        'npm error code ELIFECYCLE',
      ],
      signals: [
        `● ${title}`,
        `Received: ${got}`,
        `Expected: ${got + 1}`,
        `${file}:${line + 1}:${column}`,
        'Tests:       1 failed',
      ],
      annotation: exit(1),
    }
  },
}

const typescript: FailureKind = {
  name: 'npm tsc',
  noise: (r) => `[vite] transformed src/${r.name()}/${r.name()}.ts in ${r.whole(90)}ms`,
  fail(r) {
    const file = `src/${r.name()}/${r.name()}.ts`
    const place = `${file}(${r.whole(500)},${r.whole(80)})`
    const message = `error TS${2300 + r.whole(500)}: Property '${r.name()}' does not exist on type '${r.title()}'.`
    return {
      lines: [`${place}: ${message}`],
      summary: [
        `npm error Lifecycle script \`build\` failed with error:`,
        `npm error code ${r.pick([1, 2])}`,
      ],
      signals: [place, message],
      annotation: exit(2),
    }
  },
}

const cargo: FailureKind = {
  name: 'cargo test',
  noise: (r) =>
    r.pick([
      `   Compiling ${r.name()} v0.${r.whole(30)}.${r.whole(9)}`,
      `test ${r.name()}::tests::${r.name()}_${r.whole(99)} ... ok`,
      `test ${r.name()}::tests::${r.name()}_${r.whole(99)} ... ok`,
    ]),
  fail(r) {
    const name = `${r.name()}::tests::${r.name()}_survives`
    const place = `src/${r.name()}.rs:${r.whole(900)}:${r.whole(60)}`
    const [left, right] = [r.whole(99), 100 + r.whole(99)]
    return {
      lines: [
        `test ${name} ... FAILED`,
        '',
        'failures:',
        '',
        `---- ${name} stdout ----`,
        `thread '${name}' panicked at ${place}:`,
        'assertion `left == right` failed: the lease was taken twice',
        `  left: ${left}`,
        ` right: ${right}`,
        'note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace',
      ],
      summary: [
        'failures:',
        `    ${name}`,
        '',
        `test result: FAILED. ${300 + r.whole(500)} passed; 1 failed; 4 ignored; 0 measured; 0 filtered out; finished in 8.${r.whole(99)}s`,
        'error: test failed, to rerun pass `--lib`',
      ],
      signals: [
        `test ${name} ... FAILED`,
        place,
        'assertion `left == right` failed',
        `  left: ${left}`,
        'test result: FAILED.',
      ],
      annotation: exit(101),
    }
  },
}

const rustc: FailureKind = {
  name: 'rustc',
  noise: (r) => `   Compiling ${r.name()}-${r.name()} v${r.whole(4)}.${r.whole(30)}.${r.whole(9)}`,
  fail(r) {
    const code = `error[E0${300 + r.whole(300)}]`
    const place = `crates/${r.name()}/src/${r.name()}.rs:${r.whole(900)}:${r.whole(60)}`
    const crate = r.name()
    return {
      lines: [
        `${code}: mismatched types`,
        `   --> ${place}`,
        '    |',
        `412 |     let total: u64 = ${r.name()}.len();`,
        '    |                ---   ^^^^^^^^^^^^ expected `u64`, found `usize`',
        '    |                |',
        '    |                expected due to this',
      ],
      summary: [
        'For more information about this error, try `rustc --explain E0308`.',
        `error: could not compile \`${crate}\` (lib) due to 1 previous error`,
      ],
      signals: [
        `${code}: mismatched types`,
        place,
        'expected `u64`, found `usize`',
        `could not compile \`${crate}\``,
      ],
      annotation: exit(101),
    }
  },
}

const gradle: FailureKind = {
  name: 'gradle',
  noise: (r) =>
    r.pick([
      `> Task :${r.name()}:compileJava UP-TO-DATE`,
      `> Task :${r.name()}:test`,
      `Download https://repo.maven.apache.org/maven2/${r.name()}/${r.name()}/${r.whole(9)}.${r.whole(30)}/${r.name()}.pom`,
      `${r.title()}Test > ${r.name()}() PASSED`,
    ]),
  fail(r) {
    const test = `${r.title()}Test`
    const line = r.whole(400)
    const cause = `Caused by: java.net.ConnectException: Connection refused: db-${r.whole(9)}.internal:5432`
    return {
      lines: [
        `${test} > savesOnce() FAILED`,
        `    org.opentest4j.AssertionFailedError: expected: <1> but was: <2>`,
        `        at org.junit.jupiter.api.AssertionUtils.fail(AssertionUtils.java:55)`,
        `        at com.example.${test}.savesOnce(${test}.java:${line})`,
        `        at java.base/java.lang.reflect.Method.invoke(Method.java:580)`,
        `        ${cause}`,
        '            ... 84 more',
      ],
      summary: [
        `${200 + r.whole(300)} tests completed, 1 failed`,
        'FAILURE: Build failed with an exception.',
        '* What went wrong:',
        `Execution failed for task ':${r.name()}:test'.`,
        '> There were failing tests. See the report at: file:///build/reports/tests/test/index.html',
        `BUILD FAILED in ${r.whole(9)}m 3s`,
      ],
      signals: [
        `${test} > savesOnce() FAILED`,
        'expected: <1> but was: <2>',
        `${test}.java:${line}`,
        cause,
        'Execution failed for task',
      ],
      annotation: exit(1),
    }
  },
}

const goTest: FailureKind = {
  name: 'go test',
  noise: (r) =>
    r.pick([
      `=== RUN   Test${r.title()}`,
      `--- PASS: Test${r.title()} (0.${r.whole(99)}s)`,
      `ok  \tgithub.com/example/${r.name()}/${r.name()}\t${r.whole(9)}.${r.whole(999)}s`,
    ]),
  fail(r) {
    const name = `Test${r.title()}Race`
    const place = `${r.name()}_test.go:${r.whole(600)}`
    const pkg = `github.com/example/${r.name()}/${r.name()}`
    const wanted = `got ${r.whole(99)} leases, want ${100 + r.whole(9)}`
    return {
      lines: [
        `=== RUN   ${name}`,
        `    ${place}: ${wanted}`,
        `--- FAIL: ${name} (1.${r.whole(99)}s)`,
      ],
      summary: ['FAIL', `FAIL\t${pkg}\t12.${r.whole(999)}s`, 'FAIL'],
      signals: [`--- FAIL: ${name}`, `${place}: ${wanted}`, `FAIL\t${pkg}`],
      annotation: exit(1),
    }
  },
}

const goPanic: FailureKind = {
  name: 'go panic',
  noise: goTest.noise,
  fail(r) {
    const name = `Test${r.title()}`
    const place = `/src/${r.name()}/${r.name()}.go:${r.whole(600)}`
    return {
      lines: [
        'panic: runtime error: invalid memory address or nil pointer dereference [recovered]',
        `[signal SIGSEGV: segmentation violation code=0x1 addr=0x18 pc=0x${r.hex(6)}]`,
        '',
        `goroutine ${r.whole(900)} [running]:`,
        'testing.tRunner.func1.2({0x8a1f40, 0xc0003})',
        `example.com/${r.name()}.(*${r.title()}).Close(0x0)`,
        `\t${place} +0x1d`,
        `example.com/app.${name}(0xc000103860)`,
      ],
      summary: [`FAIL\texample.com/app\t0.${r.whole(999)}s`],
      signals: [
        'invalid memory address or nil pointer dereference',
        place,
        `example.com/app.${name}`,
      ],
      annotation: exit(2),
    }
  },
}

export const failureKinds: readonly FailureKind[] = [
  pytest,
  jest,
  typescript,
  cargo,
  rustc,
  gradle,
  goTest,
  goPanic,
  ...buildKinds,
  ...quietKinds,
  ...machineKinds,
]
