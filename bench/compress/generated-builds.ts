/**
 * How builds of C++ and Java fail.
 * @module
 */
import { exit, type FailureKind } from './failure.ts'

const gcc: FailureKind = {
  name: 'cmake gcc',
  noise: (r) =>
    r.pick([
      `[${r.whole(99)}%] Building CXX object src/CMakeFiles/${r.name()}.dir/${r.name()}.cc.o`,
      `[${r.whole(99)}%] Built target ${r.name()}`,
      `src/${r.name()}.h:${r.whole(300)}:${r.whole(70)}: warning: comparison of integer expressions of different signedness [-Wsign-compare]`,
    ]),
  fail(r) {
    const place = `src/${r.name()}.cc:${r.whole(900)}:${r.whole(70)}`
    const symbol = `${r.title()}::${r.name()}(int)`
    const linker = r.unit() < 0.5
    const message = linker
      ? `undefined reference to \`${symbol}'`
      : `error: no matching function for call to '${symbol}'`
    return {
      lines: linker
        ? [
            `/usr/bin/ld: CMakeFiles/app.dir/${place}: in function \`main':`,
            `${place}: ${message}`,
            'collect2: error: ld returned 1 exit status',
          ]
        : [
            `${place}: ${message}`,
            `  212 |   return ${r.name()}(x);`,
            '      |          ~~~~~~~~~^~~',
          ],
      summary: [
        `make[2]: *** [src/CMakeFiles/app.dir/build.make:${r.whole(900)}: app] Error 1`,
        'make: *** [Makefile:146: all] Error 2',
      ],
      signals: [message, place, 'make: *** [Makefile:146: all] Error 2'],
      annotation: exit(2),
    }
  },
}

const maven: FailureKind = {
  name: 'maven',
  noise: (r) =>
    r.pick([
      `[INFO] Downloaded from central: https://repo.maven.apache.org/maven2/${r.name()}/${r.whole(9)}.jar (${r.whole(900)} kB at 2.1 MB/s)`,
      `[INFO] Tests run: ${r.whole(40)}, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.${r.whole(999)} s -- in com.example.${r.title()}Test`,
      `[WARNING] ${r.title()}.java uses unchecked or unsafe operations.`,
    ]),
  fail(r) {
    const test = `com.example.${r.title()}Test`
    const place = `${test.split('.').at(-1)}.readsAll:${r.whole(300)}`
    const message = `java.lang.IllegalStateException: tariff ${r.whole(99)} has no rate`
    return {
      lines: [
        `[ERROR] Tests run: 12, Failures: 0, Errors: 1, Skipped: 0, Time elapsed: 1.2 s <<< ERROR! -- in ${test}`,
        `[ERROR] ${test}.readsAll -- Time elapsed: 0.31 s <<< ERROR!`,
        message,
        `\tat com.example.Rates.of(Rates.java:${r.whole(300)})`,
      ],
      summary: ['[ERROR] Errors: ', `[ERROR]   ${place} » IllegalState`, '[INFO] BUILD FAILURE'],
      signals: [`${test}.readsAll`, message, place, 'BUILD FAILURE'],
      annotation: exit(1),
    }
  },
}

export const buildKinds: readonly FailureKind[] = [gcc, maven]
