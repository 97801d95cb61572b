/**
 * `farthing sandbox`: a gateway before a simulated provider, for clients of one's own.
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { makeFolder } from '../../config/make-folder.ts'
import { startDemo } from '../demo/stand.ts'
import type { SandboxFlags } from '../options.ts'
import { untilStopped } from '../stop.ts'
import type { Terminal } from '../terminal.ts'
import { explainPort } from './start.ts'

export async function sandbox(options: SandboxFlags, terminal: Terminal): Promise<void> {
  const temporary = options.data === undefined
  const folder = temporary
    ? mkdtempSync(join(tmpdir(), 'farthing-sandbox-'))
    : resolve(options.data!)
  makeFolder(folder)
  try {
    const providerPort = options.port === 0 ? 0 : options.port + 1
    const stand = await startDemo(folder, [], { ...options, providerPort }).catch(explainPort)
    const { url } = stand.gateway
    const addresses = {
      openai: `${url}/v1`,
      anthropic: url,
      page: `${url}/farthing/`,
      provider: stand.providerUrl,
    }
    if (options.json) terminal.json({ ...addresses, pid: process.pid }, 0)
    else show(addresses, terminal)
    await untilStopped()
    await stand.close()
  } finally {
    if (temporary) rmSync(folder, { recursive: true, force: true })
  }
}

function show(
  addresses: Readonly<Record<'openai' | 'anthropic' | 'page' | 'provider', string>>,
  terminal: Terminal,
): void {
  const { openai, anthropic, page, provider } = addresses
  terminal.line('Simulated OpenAI and Anthropic: any API key will do, nothing leaves the machine.')
  terminal.line(`OpenAI clients      OPENAI_BASE_URL=${openai} OPENAI_API_KEY=sandbox`)
  terminal.line(`Anthropic clients   ANTHROPIC_BASE_URL=${anthropic} ANTHROPIC_API_KEY=sandbox`)
  terminal.line(`Page                ${page}`)
  terminal.line(`Without the gateway ${provider}`)
  terminal.line('Ctrl-C ends it.')
}
