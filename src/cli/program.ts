/**
 * The commands, their options and their help. What a command does is loaded when it runs.
 * @module
 */
import { Command } from 'commander'
import { defineCache } from './define-cache.ts'
import { defineCompress } from './define-compress.ts'
import { defineHelp } from './define-help.ts'
import { defineKeys } from './define-keys.ts'
import { defineLedger } from './define-ledger.ts'
import { defineSettings } from './define-settings.ts'
import { unknownCommand } from './group.ts'
import { handDown } from './hand-down.ts'
import {
  modeOption,
  readCount,
  readPort,
  withCommon,
  withOwnSettings,
  type Add,
  type DemoFlags,
  type SandboxFlags,
  type StartFlags,
} from './options.ts'
import type { Terminal } from './terminal.ts'

const rootHelp = `
Examples:
  $ farthing                          start on http://127.0.0.1:4114
  $ farthing --port 0 --mode observe  a free port, and only look
  $ farthing demo                     gateway, sandbox and sample traffic; no key needed
  $ farthing sandbox                  a simulated provider for your own client; no key needed
  $ farthing report --by route        what was spent
  $ farthing logs --follow            one line a call, as they come

farthing help <command> shows one command, farthing help <code> what an error means.

Point a client at the gateway by its base URL:
  OPENAI_BASE_URL=http://127.0.0.1:4114/v1
  ANTHROPIC_BASE_URL=http://127.0.0.1:4114

Exit codes: 0 done, 1 failed, 2 wrong use, 3 configuration not valid, 130 interrupted.`

/** @param terminal - what help, errors and commands write to */
export function createProgram(terminal: Terminal): Command {
  const program = withCommon(new Command('farthing'))
    .description('A gateway that cuts what large language models cost, and proves it.')
    .usage('[command] [options]')
    .configureOutput({
      writeOut: (text) => terminal.line(text.replace(/\n$/, '')),
      writeErr: (text) => terminal.note(text.replace(/\n$/, '').replace(/^error: /, 'farthing: ')),
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
    })
    .exitOverride()
    .enablePositionalOptions()
    .allowExcessArguments()
    .addHelpText('after', rootHelp)
    .option('--port <number>', 'port to listen on; 0 takes a free one', readPort)
    .option('--host <address>', 'address to listen on; beyond loopback a gateway key is needed')
    .addOption(modeOption('what may happen to a call, at most'))
    .option('-V, --version', 'show the version')
  handDown(program)
  program.action(async (options: StartFlags, command: Command) => {
    const [word] = command.args
    if (word !== undefined) throw unknownCommand(word, program)
    if (options.version) {
      const { version } = await import('./commands/version.ts')
      return version(terminal)
    }
    const { start } = await import('./commands/start.ts')
    return start(options, terminal)
  })
  const add: Add = (name, description, help, parent = program, common = withCommon) =>
    common(parent.command(name).description(description).addHelpText('after', help))
      // The root has to take any word, to say which commands there are; the others inherit that.
      .allowExcessArguments(false)
      .showHelpAfterError(`  farthing ${pathOf(parent)}${name.split(' ')[0]} --help shows how`)
  defineDemo(add, terminal)
  defineSandbox(add, terminal)
  defineLedger(add, terminal)
  defineKeys(add, terminal)
  defineCache(add, terminal)
  defineCompress(add, terminal)
  defineSettings(add, terminal)
  defineHelp(add, terminal)
  return program
}

/** The words between `farthing` and a command below `parent`, each with a space behind it. */
function pathOf(parent: Command): string {
  return parent.parent === null ? '' : `${pathOf(parent.parent)}${parent.name()} `
}

function defineDemo(add: Add, terminal: Terminal): void {
  add(
    'demo',
    'replay sample traffic through a gateway, against a simulated provider',
    `
Starts a gateway and a simulator of OpenAI and Anthropic on free ports, sends a few hundred calls of
varied kinds through them, and shows what they cost by model and route. No key is needed, nothing
leaves the machine and no money is spent: prices are the list's, the provider is simulated.
Stays up until Ctrl-C, so that the page can be looked at. The ledger is a temporary one unless
--data names a folder.

Examples:
  $ farthing demo
  $ farthing demo --exit --json > demo.json`,
    undefined,
    withOwnSettings,
  )
    .option('--exit', 'end after the table')
    .option('--port <number>', 'port of the gateway; a free one without it', readPort)
    .option('--calls <number>', 'stop after this many calls', readCount)
    .option('--samples <folder>', 'also replay the recorded session and questions found there')
    .addOption(modeOption('mode of the gateway'))
    .action(async (options: DemoFlags) => {
      const { demo } = await import('./commands/demo.ts')
      return demo(options, terminal)
    })
}

function defineSandbox(add: Add, terminal: Terminal): void {
  add(
    'sandbox',
    'a simulated provider behind a gateway, for a client of your own',
    `
Starts a gateway and, on the next port, a simulator of OpenAI and Anthropic, and prints the line to
change in a client. Any API key will do, nothing leaves the machine and no money is spent; answers
are made-up words, prices are the list's. The ledger is a temporary one unless --data names a folder.
What the simulator can be told to do, such as to fail or to be slow: docs/sandbox.md.

Examples:
  $ farthing sandbox
  $ farthing sandbox --port 9000 --mode balanced`,
    undefined,
    withOwnSettings,
  )
    .option('--port <number>', 'port of the gateway; 0 takes free ones', readPort, 4115)
    .addOption(modeOption('mode of the gateway'))
    .action(async (options: SandboxFlags) => {
      const { sandbox } = await import('./commands/sandbox.ts')
      return sandbox(options, terminal)
    })
}
