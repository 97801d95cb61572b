/**
 * Options that do not exist are refused by name, wherever a program opens Farthing.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFetch } from '../../src/library/create-fetch.ts'
import { createGateway, startGateway } from '../../src/library/gateway.ts'

const wrong: readonly (readonly [object, RegExp])[] = [
  [{ mod: 'observe' }, /there is no option `mod`\. Did you mean `mode`\?/],
  [{ ledgerFile: 'x.db' }, /there is no option `ledgerFile`\. There are configuration, mode, /],
  [{ layers: {} }, /`layers` belongs into `configuration`: \{ configuration: \{ layers: … \} \}/],
  [{ mode: 'fast' }, /`mode` must be one of observe, safe, balanced, max, not "fast"/],
]

for (const [name, open] of Object.entries({ createFetch, createGateway, startGateway }))
  test(`${name}: an option that does not exist, or a mode that is none`, async () => {
    for (const [options, expected] of wrong)
      await assert.rejects(open({ ...options, environment: {} } as never), (error: Error) => {
        assert.equal((error as { code?: string }).code, 'configuration_invalid')
        assert.match(error.message, expected)
        return true
      })
  })

test('port and host are options of a gateway that listens, and of nothing else', async () => {
  await assert.rejects(createFetch({ port: 1 } as never), /no option `port`/)
  await assert.rejects(startGateway({ prot: 0 } as never), /Did you mean `port`\?/)
  const gateway = await startGateway({ port: 0, host: '127.0.0.1', environment: {} })
  await gateway.stop()
})
