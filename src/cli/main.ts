#!/usr/bin/env node
/**
 * The command `farthing`. Imports nothing of ours at the head: an old Node has to get as far as the first check.
 * @module
 */
// The default export, since a name that an old Node lacks would fail before the check.
import modules from 'node:module'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(`farthing needs Node 22.19 or newer; this is ${process.versions.node}.\n`)
  process.exit(1)
}
// `--help` takes 130 ms the first time and 90 ms after, with TypeScript from source.
modules.enableCompileCache()

// Node 22 tells at every start that node:sqlite is experimental; there is nothing that a user could do about it.
const { emitWarning } = process
process.emitWarning = (warning: string | Error, ...rest: unknown[]): void => {
  if (!String(warning).startsWith('SQLite is an experimental'))
    Reflect.apply(emitWarning, process, [warning, ...rest])
}

// What it writes is for its owner, also in a folder that others may look into.
process.umask(0o077)

// `farthing report | head` closes the pipe early; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1)
})
const [{ run }, { processTerminal }] = await Promise.all([
  import('./run.ts'),
  import('./terminal.ts'),
])
process.exitCode = await run(process.argv.slice(2), processTerminal())
