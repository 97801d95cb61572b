/**
 * `docs/cli.md`, from the help of the commands.
 * @module
 */
import type { Command } from 'commander'
import { createProgram } from './program.ts'
import type { Terminal } from './terminal.ts'

/** The text of `docs/cli.md`. */
export function helpPage(): string {
  const lines: string[] = []
  const page: Terminal = {
    line: (text = '') => void lines.push(...text.split('\n')),
    json: () => {},
    note: () => {},
    progress: () => {},
    style: (_style, text) => text,
    width: 100,
  }
  const program = createProgram(page)
  lines.push('<!-- Written by `npm run generate` from the help of the commands. -->', '')
  lines.push('# Commands', '', ...introduction)
  const show = (command: Command, name: string) => {
    lines.push('', `## \`${name}\``, '', '```text')
    command.outputHelp()
    lines.push('```')
    for (const inner of command.commands) show(inner, `${name} ${inner.name()}`)
  }
  show(program, 'farthing')
  return `${lines.join('\n')}\n`
}

const introduction = [
  'Every command takes `--config`, `--data`, `--json` and `--debug`, before its name or after it; the nearer one holds; `demo` and `sandbox` have settings of their own and take no `--config`. The answer goes to standard output, everything said beside it to standard error. Colours are left out where no terminal is there or `NO_COLOR` is set.',
  '',
  '| exit code | meaning |',
  '|---|---|',
  '| 0 | done |',
  '| 1 | failed; the message says why, and [errors.md](errors.md) what to do where it has a code |',
  '| 2 | wrong use: an unknown command or option, or a value that is not allowed |',
  '| 3 | the configuration is not valid, or the ledger cannot be used or belongs to another process |',
  '| 130 | interrupted by Ctrl-C before the answer was whole |',
  '',
  'With `--json` an error is an object too: `{"error": {"code", "message", "page", "problems", "exitCode"}}`.',
]
