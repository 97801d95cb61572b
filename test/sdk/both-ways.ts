/**
 * The same use of an SDK against the provider itself and through the gateway, by its plain and its prefixed base URL.
 * @module
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startStand, type Stand } from '../wire/stand.ts'

export interface Way {
  readonly name: 'direct' | 'plain' | 'prefixed'
  /** Root of the host, without `/v1`. */
  readonly url: string
  readonly stand: Stand
}

/** Ids and times are made anew for every call. */
const fresh = new Set([
  'id',
  'item_id',
  'call_id',
  'response_id',
  'created',
  'created_at',
  '_request_id',
  'request_id',
  'requestID',
  'responseId',
  'tool_call_id',
  'toolCallId',
  'timestamp',
  'obfuscation',
])

/** What an SDK parsed, as plain data without what differs from call to call. */
export function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value ?? null, (key, inner: unknown) => (fresh.has(key) ? undefined : inner)),
  ) as unknown
}

let stand: Stand
test.before(async () => {
  stand = await startStand({ upstreamSettings: { breakerFailures: 1000 } })
})
test.after(() => stand.close())

/** Runs `use` each way and holds the results against each other; `check` sees the one of the provider itself. */
export function bothWays<T>(
  what: string,
  prefix: 'openai' | 'anthropic',
  use: (way: Way) => Promise<T>,
  check: (result: T) => void,
): void {
  test(what, async () => {
    const { url } = stand.gateway
    const direct = await use({ name: 'direct', url: stand.direct, stand })
    check(direct)
    for (const way of [
      { name: 'plain', url, stand },
      { name: 'prefixed', url: `${url}/${prefix}`, stand },
    ] as const) {
      const before = stand.decisions().length
      const through = await use(way)
      assert.deepEqual(plain(through), plain(direct), way.name)
      await settled(stand)
      assert.ok(stand.decisions().length > before, 'the call went through the gateway')
    }
  })
}

/** Waits until no call is open. */
export async function settled({ gateway }: Stand): Promise<void> {
  while (gateway.open > 0) await new Promise((resolve) => setTimeout(resolve, 2))
}

/** What is thrown, as its class and what it says. */
export async function thrown(run: () => Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await run()
  } catch (error) {
    const { status, code, type, message } = error as Record<string, unknown>
    return { name: (error as Error).constructor.name, status, code, type, message: say(message) }
  }
  return assert.fail('nothing was thrown')
}

/** Messages name request ids. */
function say(message: unknown): string {
  return String(message).replaceAll(/"?request_id"?:"[^"]*"|req_\w+/g, 'req')
}
