import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import type { AsyncReader } from '../../ledger/background.ts'
import type { AdminRequest } from '../routes.ts'
import { createLive } from './live.ts'

test(
  'a call that closes while the ledger is being read is shown at once',
  { timeout: 20_000 },
  async (t) => {
    const written: string[] = []
    let heard = (): void => {}
    const shown = new Promise<void>((resolve) => (heard = resolve))
    const response = Object.assign(new EventEmitter(), {
      writableLength: 0,
      writeHead: () => {},
      write(text: string) {
        written.push(text)
        if (text.includes('event: calls')) heard()
      },
      end: () => {},
    })
    let commit = (): void => {}
    let committed = 0
    const reader = {
      last: async () => 0,
      async follow(row: number) {
        // The thread has read already when the commit comes.
        const seen = committed
        if (committed === 0) {
          committed = 1
          commit()
        }
        return seen > row ? [{ row: seen, id: 'fc_1' }] : []
      },
    } as unknown as AsyncReader
    const live = createLive(reader, (listener) => {
      commit = listener
      return () => {}
    })
    const request = new EventEmitter()
    const keep = setInterval(() => {}, 1000)
    t.after(() => clearInterval(keep))
    const head = { headers: {} }
    const asked = { request, response, head, pathname: '/farthing/api/live', query: '' }
    await live.show(asked as unknown as AdminRequest)
    await shown
    live.close()
    assert.equal(written.filter((text) => text.includes('fc_1')).length, 1)
  },
)
