/**
 * The commands, their options and their help. What a command does is loaded when it runs.
 * @module
 */
import { Command, InvalidArgumentError, Option } from 'commander'
import { nearest } from '../config/nearest.ts'
import { CommandFailure, exitCodes } from './exit.ts'
import type { Terminal } from './terminal.ts'

/** Options that every command takes. */
export interface Common {
  readonly config?: string
  readonly data?: string
  readonly json?: boolean
  readonly debug?: boolean
}

const rootHelp = `
Examples:
  $ farthing                          start on http://127.0.0.1:4114
  $ farthing --port 0 --mode observe  a free port, and only look
  $ farthing demo                     gateway, sandbox and sample traffic; no key needed
  $ farthing report --by model,day    what was spent
  $ farthing logs --follow            one line a call, as they come

Point a client at the gateway by its base URL:
  OPENAI_BASE_URL=http://127.0.0.1:4114/v1
  ANTHROPIC_BASE_URL=http://127.0.0.1:4114

Exit codes: 0 done, 1 failed, 2 wrong use, 3 configuration not valid, 130 interrupted.`

/** @param terminal - what help, errors and commands write to */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('farthing')
  const output = {
    writeOut: (text: string) => terminal.line(text.replace(/\n$/, '')),
    writeErr: (text: string) => terminal.note(text.replace(/\n$/, '')),
    getOutHelpWidth: () => 100,
    getErrHelpWidth: () => 100,
  }
  program
    .description('A gateway that cuts what large language models cost, and proves it.')
    .usage('[command] [options]')
    .configureOutput(output)
    .exitOverride()
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .allowExcessArguments()
    .addHelpText('after', rootHelp)
    .option('--port <number>', 'port to listen on; 0 takes a free one', port)
    .option('--host <address>', 'address to listen on; beyond loopback a gateway key is needed')
    .addOption(
      new Option('--mode <mode>', 'what may happen to a call, at most').choices([
        'observe',
        'safe',
        'balanced',
        'max',
      ]),
    )
    .option('-V, --version', 'show the version')
  common(program)
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
  const add = (name: string, description: string, help: string, parent = program): Command => {
    const command = parent.command(name).description(description).addHelpText('after', help)
    return common(command)
  }
  addDemo(add, terminal)
  addLedger(add, terminal)
  addKeys(add, terminal)
  addConfiguration(add, terminal)
  addPrices(add, terminal)
  add(
    'doctor',
    'look for what would keep the gateway from working',
    `
Looks at the version of Node, the configuration, the port, the files, and for which providers a key
is there (by name; keys are never shown). Exit code 1 where something has to be done.`,
  ).action(async (options: Common) => {
    const { doctor } = await import('./commands/doctor.ts')
    return doctor(options, terminal)
  })
  return program
}

type Add = (name: string, description: string, help: string, parent?: Command) => Command

export interface StartFlags extends Common {
  readonly port?: number
  readonly host?: string
  readonly mode?: 'observe' | 'safe' | 'balanced' | 'max'
  readonly version?: boolean
}

function common(command: Command): Command {
  return command
    .option('--config <file>', 'configuration file (default: farthing.config.json or .jsonc here)')
    .option('--data <folder>', 'folder of the ledger and the caches (default: ~/.farthing)')
    .option('--json', 'answer as JSON')
    .option('--debug', 'show the stack of an error')
}

export interface DemoFlags extends Common {
  readonly exit?: boolean
  readonly port?: number
  readonly calls?: number
}

function addDemo(add: Add, terminal: Terminal): void {
  add(
    'demo',
    'replay sample traffic through a gateway, against a simulated provider',
    `
Starts a gateway and a simulator of OpenAI and Anthropic on free ports, sends a few hundred calls of
varied kinds through them, and shows what they cost by model and route. No key is needed, nothing
leaves the machine and no money is spent: prices are the list's, the provider is simulated.
Stays up until Ctrl-C, so that the page can be looked at.

Examples:
  $ farthing demo
  $ farthing demo --exit --json > demo.json`,
  )
    .option('--exit', 'end after the table')
    .option('--port <number>', 'port of the gateway; a free one without it', port)
    .option('--calls <number>', 'stop after this many calls', count)
    .action(async (options: DemoFlags) => {
      const { demo } = await import('./commands/demo.ts')
      return demo(options, terminal)
    })
}

export interface SpanFlags extends Common {
  readonly since?: string
  readonly until?: string
}

export interface ReportFlags extends SpanFlags {
  readonly by: string
  readonly csv?: boolean
}

export interface LogsFlags extends SpanFlags {
  readonly follow?: boolean
  readonly limit: number
  readonly model?: string
  readonly key?: string
  readonly tag?: string
  readonly route?: string
  readonly status?: string
}

function addLedger(add: Add, terminal: Terminal): void {
  add(
    'report',
    'what was spent and saved, from the ledger',
    `
Reads the ledger; the gateway may run meanwhile. Amounts in JSON and CSV are exact decimals in
dollars; empty is "not priced", which is not 0.

Examples:
  $ farthing report                                this month, by model
  $ farthing report --by key,day --since 7d
  $ farthing report --by layer --since 2026-11-01 --csv > layers.csv`,
  )
    .option('--by <columns>', 'model, provider, key, tag, route, layer, tenant, day', 'model')
    .option('--since <time>', 'from: 30m, 24h, 7d, or a date such as 2026-11-01', '30d')
    .option('--until <time>', 'up to, in the same forms (default: now)')
    .addOption(new Option('--csv', 'answer as CSV').conflicts('json'))
    .action(async (options: ReportFlags) => {
      const { report } = await import('./commands/report.ts')
      return report(options, terminal)
    })
  add(
    'logs',
    'the calls in the ledger, one line each',
    `
Prompts and replies are not shown; they are kept only where a route says so (\`storeText\`).
With --json one object a line.

Examples:
  $ farthing logs --follow
  $ farthing logs --status error --since 1h
  $ farthing logs --model 'claude-*' --tag nightly --limit 500`,
  )
    .option('-f, --follow', 'go on as calls come')
    .option('-n, --limit <number>', 'how many, the newest', count, 50)
    .option('--since <time>', 'from: 30m, 24h, 7d, or a date such as 2026-11-01')
    .option('--until <time>', 'up to, in the same forms')
    .option('--model <pattern>', 'model asked for or served; * stands for any text')
    .option('--key <id>', 'gateway key')
    .option('--tag <tag>', 'tag')
    .option('--route <name>', 'route')
    .option('--status <status>', 'ok, error, or a number such as 429')
    .action(async (options: LogsFlags) => {
      const { logs } = await import('./commands/logs.ts')
      return logs(options, terminal)
    })
}

export interface KeyFlags extends Common {
  readonly tenant?: string
  readonly admin?: boolean
  readonly routes?: readonly string[]
  readonly models?: readonly string[]
  readonly mode?: 'observe' | 'safe' | 'balanced' | 'max'
  readonly limit?: readonly string[]
}

function addKeys(add: Add, terminal: Terminal): void {
  const keys = add(
    'keys',
    'make, list and revoke gateway keys',
    `
Examples:
  $ farthing keys add ci --models 'gpt-5-*' --limit 100/minute --limit '$5/day'
  $ farthing keys list
  $ farthing keys revoke ci`,
  )
  add(
    'add',
    'make a key and show it, this once',
    `
The ledger keeps a hash only. A limit is a number of requests, tokens (\`200000tokens\`) or dollars
(\`$5\`) for each minute, hour, day, week or month.`,
    keys,
  )
    .argument('<id>', 'name of the key in reports')
    .option('--tenant <name>', 'tenant that the key belongs to (default: the id)')
    .option('--admin', 'may also open the page and the admin API from another machine')
    .option('--routes <names...>', 'only these routes; * stands for any text')
    .option('--models <names...>', 'only these models; * stands for any text')
    .addOption(
      new Option('--mode <mode>', 'at most this mode').choices([
        'observe',
        'safe',
        'balanced',
        'max',
      ]),
    )
    .option('--limit <limits...>', 'amount per window, several times if need be')
    .action(async (id: string, options: KeyFlags) => {
      const { addKey } = await import('./commands/keys.ts')
      return addKey(id, options, terminal)
    })
  add('list', 'the keys, without their secrets', '', keys).action(async (options: Common) => {
    const { listKeys } = await import('./commands/keys.ts')
    return listKeys(options, terminal)
  })
  add('revoke', 'make a key invalid, at once', '', keys)
    .argument('<id>', 'name of the key')
    .action(async (id: string, options: Common) => {
      const { revokeKey } = await import('./commands/keys.ts')
      return revokeKey(id, options, terminal)
    })
}

function addConfiguration(add: Add, terminal: Terminal): void {
  const config = add('config', 'check and show the configuration', '')
  const sub = (name: 'check' | 'print' | 'schema', description: string) =>
    add(name, description, '', config).action(async (options: Common) => {
      const commands = await import('./commands/config.ts')
      return commands[name](options, terminal)
    })
  sub('check', 'say whether the file is valid, and what is not')
  sub('print', 'the configuration as it applies, defaults filled in, without keys')
  sub('schema', 'the JSON Schema of the file, for editors')
}

function addPrices(add: Add, terminal: Terminal): void {
  const prices = add('prices', 'look up and update list prices', '')
  add('list', 'models and their prices, in dollars for a million tokens', '', prices)
    .argument('[pattern]', 'part of `provider/model`; * stands for any text')
    .action(async (pattern: string | undefined, options: Common) => {
      const { listPrices } = await import('./commands/prices.ts')
      return listPrices(pattern, options, terminal)
    })
  add('show', 'every price of one model', '', prices)
    .argument('<model>', 'as `provider/model`')
    .action(async (model: string, options: Common) => {
      const { showPrices } = await import('./commands/prices.ts')
      return showPrices(model, options, terminal)
    })
  add(
    'update',
    'take a newer price list',
    `
Reads a list from a file, checks it against the one in use, and writes it to the data folder, from
where the next start takes it. Nothing is fetched from the network.`,
    prices,
  )
    .argument('<file>', 'the new list')
    .action(async (file: string, options: Common) => {
      const { updatePrices } = await import('./commands/prices.ts')
      return updatePrices(file, options, terminal)
    })
}

function unknownCommand(word: string, program: Command): CommandFailure {
  const names = program.commands.map((command) => command.name())
  const meant = nearest(word, names)
  const hint = meant ? `Did you mean \`${meant}\`?` : `There are: ${names.join(', ')}.`
  return new CommandFailure(`there is no command \`${word}\`. ${hint}`, exitCodes.usage)
}

function port(text: string): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number <= 65_535) return number
  throw new InvalidArgumentError('A whole number from 0 to 65535 is expected.')
}

function count(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('A whole number, at least 1, is expected.')
}
