/** A gateway before the sandbox that commands find in its folder, and the commands themselves. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { announce } from '../src/cli/running.ts'
import { run } from '../src/cli/run.ts'
import { startGateway } from '../src/gateway/gateway.ts'
import { createLayers } from '../src/gateway/layers.ts'
import { createSandbox } from '../src/sandbox/sandbox.ts'
import { wholeConfiguration, type WholeOptions } from './gateway/whole.ts'
import { memoryTerminal } from './memory-terminal.ts'

/** @param more - of the configuration */
export async function startCommandStand(more: WholeOptions['more'] = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'farthing-commands-'))
  const sandbox = createSandbox({ tokens: 'bytes' })
  const upstream = await sandbox.listen()
  const layers = createLayers((error) => assert.fail(String(error)))
  const whole = wholeConfiguration(folder, upstream.url, { more })
  const gateway = await startGateway({
    configuration: { ...whole, log: { ...whole.log, level: 'error' } },
    environment: { OPENAI_API_KEY: 'sk-commands-0123456789abcdef' },
    layers: layers.build,
    keptAnswers: layers.keptAnswers,
  })
  const withdraw = announce(folder, gateway.url)
  let stopped = false
  async function stop(): Promise<void> {
    if (stopped) return
    stopped = true
    withdraw()
    await gateway.stop({ graceMs: 0 })
    layers.close()
  }
  return {
    folder,
    url: gateway.url,
    /** Ends the gateway; its files stay. */
    stop,
    async close(): Promise<void> {
      await stop()
      await upstream.close()
      sandbox.close()
      rmSync(folder, { recursive: true, force: true })
    },
    /** `farthing` with these words, over the folder. */
    async farthing(...words: string[]) {
      const terminal = memoryTerminal()
      const code = await run([...words, '--data', folder], terminal)
      return { code, out: terminal.out().trim(), err: terminal.err().trim() }
    },
    /** A question of one message, and where its answer came from. */
    async ask(
      content: string,
      headers: Readonly<Record<string, string>> = {},
      body: object = {},
    ): Promise<'upstream' | 'cache'> {
      const reply = await fetch(`${gateway.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({
          model: 'gpt-4o-mini',
          messages: [{ role: 'user', content }],
          ...body,
        }),
      })
      assert.equal(reply.status, 200, await reply.text())
      return reply.headers.get('x-farthing-cache') === null ? 'upstream' : 'cache'
    },
  }
}
