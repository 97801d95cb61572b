import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call, Leaving, Reply } from '../../call.ts'
import { FarthingError } from '../../errors.ts'
import { callOf, chat, hear, stream, turn, whole, worldOf } from './fake-world.ts'
import { openFlight } from './flights.ts'

test('equal calls that are open share one attempt, also when they join in the middle', async () => {
  const world = worldOf()
  world.answer = () => stream(world)
  const call = (): Promise<Reply> => world.pipeline.run(callOf(chat('a', { stream: true })))
  const [leader, early] = await Promise.all([call(), call()])
  assert.equal(world.sends, 1)
  const heard = [hear(leader!), hear(early!)]
  const { sink, finish } = world.open[0]!
  sink.data(Buffer.from('one '))
  heard.push(hear(await call()))
  sink.data(Buffer.from('two'))
  finish()
  assert.deepEqual(
    heard.map(({ text, ended }) => [text, ended]),
    [
      ['one two', 'end'],
      ['one two', 'end'],
      ['one two', 'end'],
    ],
  )
  assert.deepEqual(
    world.closed.map(({ outcome }) => outcome.cost).toSorted(),
    [0n, 0n, 100n].toSorted(),
  )
})

test('the attempt is left when the last one has gone, not when the first one goes', async () => {
  const world = worldOf()
  world.answer = () => stream(world)
  const call = (): Promise<Reply> => world.pipeline.run(callOf(chat('a', { stream: true })))
  const [leader, follower] = await Promise.all([call(), call()])
  const [first, second] = [hear(leader!), hear(follower!)]
  first.flow!.cancel(new Error('left'))
  assert.equal(world.cancelled, 0)
  assert.equal(world.closed.length, 0, 'the leader’s row waits for what the attempt cost')
  world.open[0]!.sink.data(Buffer.from('x'))
  assert.equal(second.text, 'x')
  assert.equal(first.text, '')
  second.flow!.cancel(new Error('left'))
  assert.equal(world.cancelled, 1)
  assert.equal(world.closed.length, 2)
  assert.equal(world.store.size.answers, 0)
})

test('a leader’s failure releases the others', async () => {
  const world = worldOf()
  const { promise, reject } = Promise.withResolvers<Reply>()
  const leaderFailed = assert.rejects(
    (() => {
      world.answer = () => promise
      return world.pipeline.run(callOf(chat('a')))
    })(),
  )
  await turn()
  const followers = [1, 2].map(() => world.pipeline.run(callOf(chat('a'))))
  await turn()
  assert.equal(world.sends, 1)
  world.answer = () => whole('{"second":true}')
  reject(new FarthingError('upstream_unreachable', { provider: 'p' }))
  await leaderFailed
  for (const reply of await Promise.all(followers))
    assert.equal(hear(reply).text, '{"second":true}')
})

test('a client that leaves before the reply does not stop the others', async () => {
  const world = worldOf()
  const upstream = Promise.withResolvers<Reply>()
  let signal: AbortSignal | undefined
  world.answer = (call) => {
    signal = call.signal
    return upstream.promise
  }
  const leaving = new AbortController()
  const leader = world.pipeline.run(callOf(chat('a'), { signal: leaving.signal }))
  await turn()
  const second = new AbortController()
  const follower = world.pipeline.run(callOf(chat('a'), { signal: second.signal }))
  await turn()
  leaving.abort()
  assert.equal(signal!.aborted, false)
  second.abort()
  assert.equal(signal!.aborted, true)
  upstream.resolve(whole('{}'))
  await Promise.all([leader, follower])
})

test('a slow receiver does not hold the others up', async () => {
  const world = worldOf()
  world.answer = () => stream(world)
  const call = (): Promise<Reply> => world.pipeline.run(callOf(chat('a', { stream: true })))
  const [leader, follower] = await Promise.all([call(), call()])
  let full = true
  const slow = hear(leader!, () => full)
  const fast = hear(follower!)
  const { sink, finish } = world.open[0]!
  for (const text of ['a', 'b', 'c']) assert.equal(sink.data(Buffer.from(text)), true)
  finish()
  assert.deepEqual([fast.text, fast.ended, slow.text, slow.ended], ['abc', 'end', 'a', ''])
  full = false
  slow.flow!.resume()
  assert.deepEqual([slow.text, slow.ended], ['abc', 'end'])
})

test('a flight hears who leaves without a signal, and says it the same way', async () => {
  const board = (): { call: Call; leaving: Leaving & { reason: Error | undefined } } => {
    const leaving = { reason: undefined, onLeave: undefined } as Leaving & {
      reason: Error | undefined
    }
    return { call: { ...callOf(chat('a')), leaving }, leaving }
  }
  const [leader, follower] = [board(), board()]
  const flight = openFlight(leader.call, 1000, () => {})
  const joined = flight.join(follower.call)
  const heard: Error[] = []
  flight.leaving.onLeave = (reason) => void heard.push(reason)
  leader.leaving.onLeave!(new Error('first'))
  assert.deepEqual([heard.length, flight.signal().aborted], [0, false])
  follower.leaving.onLeave!(new Error('last'))
  assert.deepEqual([heard[0]?.message, flight.leaving.reason], ['last', heard[0]])
  assert.equal(flight.signal().reason, heard[0])
  flight.fail()
  assert.equal(await joined, undefined)
  assert.deepEqual([leader.leaving.onLeave, follower.leaving.onLeave], [undefined, undefined])

  // Who left before it came aboard, and one whose place is taken: then its signal is listened to.
  const gone = board()
  gone.leaving.reason = new Error('gone')
  assert.equal(openFlight(gone.call, 1000, () => {}).leaving.reason?.message, 'gone')
  const taken = board()
  const other = (): void => {}
  taken.leaving.onLeave = other
  const controller = new AbortController()
  const beside = openFlight({ ...taken.call, signal: controller.signal }, 1000, () => {})
  controller.abort(new Error('signal'))
  assert.equal(beside.leaving.reason?.message, 'signal')
  assert.equal(taken.leaving.onLeave, other)
})
