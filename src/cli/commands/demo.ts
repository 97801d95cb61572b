/**
 * `farthing demo`: a gateway, a simulated provider and sample traffic between them.
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { makeFolder } from '../../config/make-folder.ts'
import { CommandFailure, exitCodes } from '../exit.ts'
import type { DemoFlags } from '../options.ts'
import { untilStopped } from '../stop.ts'
import type { Terminal } from '../terminal.ts'

/** Calls at the same time: enough that two cores are busy, few enough that repeats come after what they repeat. */
const concurrency = 8

export async function demo(options: DemoFlags, terminal: Terminal): Promise<void> {
  const say = options.json ? terminal.note : terminal.line
  // Said before anything else is loaded, so that something is seen at once.
  say('Starting a gateway and a simulated provider …')
  const temporary = options.data === undefined
  const folder = temporary ? mkdtempSync(join(tmpdir(), 'farthing-demo-')) : resolve(options.data!)
  makeFolder(folder)
  try {
    await runDemo(options, folder, say, terminal)
  } finally {
    if (temporary) rmSync(folder, { recursive: true, force: true })
  }
}

async function runDemo(
  options: DemoFlags,
  folder: string,
  say: (text: string) => void,
  terminal: Terminal,
): Promise<void> {
  const [traffic, recorded, { replay }, { startDemo }, { readResult, showResult }] =
    await Promise.all([
      import('../demo/traffic.ts'),
      import('../demo/recorded.ts'),
      import('../demo/replay.ts'),
      import('../demo/stand.ts'),
      import('../demo/result.ts'),
    ])
  const more = options.samples === undefined ? [] : recorded.recordedTraffic(options.samples)
  const calls = [...traffic.sampleTraffic(), ...traffic.mixed(more)].slice(0, options.calls)
  const stand = await startDemo(folder, calls, options)
  const interrupted = new AbortController()
  const stopped = untilStopped().then(() => interrupted.abort())
  try {
    say(`Sending ${calls.length} calls through ${stand.gateway.url} …`)
    const begin = performance.now()
    const sent = await replay(calls, {
      url: stand.gateway.url,
      concurrency,
      signal: interrupted.signal,
      onDone: (done, total) => {
        if (done % 10 === 0 || done === total) terminal.progress(`${done} of ${total} calls`)
      },
    })
    const seconds = (performance.now() - begin) / 1000
    terminal.progress('')
    if (interrupted.signal.aborted) throw new CommandFailure('interrupted.', exitCodes.interrupted)
    const page = `${stand.gateway.url}/farthing/`
    const result = readResult(stand, { ...sent, seconds, page })
    if (options.json) terminal.json(result.plain)
    else showResult(result, terminal)
    if (options.exit) return
    say(`\nThe page: ${page}`)
    say('Ctrl-C ends the demo.')
    await stopped
  } finally {
    await stand.close()
  }
}
