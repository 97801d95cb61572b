import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stream, whole } from '../fake-world.ts'
import { fakeEncoder } from './fake-encoder.ts'
import { answerOf, cacheHeader, fakeModels, textOf, worldOf, type World } from './fake-semantic.ts'
import { warmUp } from './warm-up.ts'

warmUp()

const asked = 'How do I reset the password of the router?'
const otherwise = 'How do I reset the router password?'

test('another wording gets the answer, which says so, costs nothing and tells what it saved', async () => {
  const world = worldOf()
  const first = await world.ask(asked)
  const second = await world.ask(otherwise)
  assert.equal(world.sent.length, 1)
  assert.equal(textOf(second), textOf(first))
  assert.equal(cacheHeader(second), 'semantic')
  assert.equal(second.from, 'cache')
  assert.equal(second.outcome()!.cost, 0n)
  assert.equal(second.avoided!()!.usage.input, 10)
  const line = world.closed[1]!.story.lines.at(-1)!
  assert.deepEqual([line.layer, line.verdict], ['cache', 'answered'])
  assert.match(line.notes.join(), /worded otherwise was answered 0 s ago, and .* the same/)
  assert.doesNotMatch(second.headers.join(' '), /0\.\d/, 'no figure of likeness leaves the gateway')
})

for (const [what, arm] of [
  ['held out', 'holdout'],
  ['off', 'off'],
] as const) {
  test(`not answered where the layer is ${what}, but remembered`, async () => {
    const world = worldOf()
    world.permit = { arm, probability: 1 }
    await world.ask(asked)
    await world.ask(otherwise)
    assert.equal(world.sent.length, 2)
    world.permit = { arm: 'live', probability: 1, setting: 0.1 }
    assert.equal(cacheHeader(await world.ask('reset router password, how?')), 'semantic')
  })
}

for (const mode of ['safe', 'observe'] as const) {
  test(`in ${mode} nothing is read, kept or answered`, async () => {
    const world = worldOf()
    await world.ask(asked, { mode })
    await world.ask(otherwise, { mode })
    assert.equal(world.sent.length, 2)
    assert.equal(world.store.size.answers, 0)
  })
}

test('an answer that was reused across wordings is never kept as that of an equal call', async () => {
  const world = worldOf()
  const exactly = { temperature: 0 }
  await world.ask(asked, {}, exactly)
  assert.equal(cacheHeader(await world.ask(otherwise, {}, exactly)), 'semantic')
  assert.equal(cacheHeader(await world.ask(asked, {}, exactly)), 'hit', 'its own answer is')
  await world.store.flush({})
  const third = await world.ask(otherwise, {}, exactly)
  assert.equal(cacheHeader(third), undefined)
  assert.equal(world.sent.length, 2)
  assert.equal(cacheHeader(await world.ask(otherwise, {}, exactly)), 'hit')
})

test('those who wait for an equal call that is answered across wordings hear that it was', async () => {
  const world = worldOf()
  const exactly = { temperature: 0 }
  await world.ask(asked, {}, exactly)
  const both = await Promise.all([
    world.ask(otherwise, {}, exactly),
    world.ask(otherwise, {}, exactly),
  ])
  assert.deepEqual(both.map(cacheHeader), ['semantic', 'semantic'])
  assert.equal(both[1]!.avoided!()!.usage.input, 10)
})

test('what differs in a number, a negation or a name is not answered, and the story says in what', async () => {
  const world = worldOf()
  await world.ask('How do I reset the password of router 12?')
  const reply = await world.ask('How do I reset the password of router 13?')
  assert.equal(cacheHeader(reply), undefined)
  assert.match(world.closed[1]!.story.lines.at(-1)!.notes.join(), /differs in .*number|number/)
})

test('what is not to be answered across wordings is neither kept nor answered', async () => {
  for (const text of [
    'Where is my order?',
    'Write a poem about spring.',
    'What is the weather today?',
    'Translate this to French: how do I reset the router password',
  ]) {
    const world = worldOf()
    await world.ask(text)
    assert.equal(world.store.size.answers, 0, text)
    assert.match(world.closed[0]!.story.lines.at(-1)!.notes.join(), /not answered across wordings/)
  }
})

test('refusals, cut answers and failures are not kept', async () => {
  for (const reply of [
    answerOf("I'm sorry, but I can't help with that."),
    answerOf(''),
    whole('{"choices":[]}', 'stop', 500),
    whole('{"choices":[]}', 'length'),
    whole('no json'),
  ]) {
    const world = worldOf()
    world.answer = () => reply
    await world.ask(asked)
    assert.equal(world.store.size.answers, 0)
  }
})

test('streams are replayed as they came, apart from whole answers', async () => {
  const world = worldOf()
  const events = [
    'data: {"choices":[{"index":0,"delta":{"content":"Press the button"}}]}\n\n',
    'data: {"choices":[{"index":0,"delta":{"content":" for ten seconds."},"finish_reason":"stop"}]}\n\n',
    'data: [DONE]\n\n',
  ]
  const open: { sink: { data(chunk: Uint8Array): boolean; end(): void }; finish(): void }[] = []
  world.answer = () => stream({ open, cancelled: 0 } as never)
  const streamed = { stream: true }
  const first = world.ask(asked, {}, streamed)
  const reply = await first
  const heard: string[] = []
  ;(reply.body as { pipe(sink: object): void }).pipe({
    data: (chunk: Uint8Array) => heard.push(Buffer.from(chunk).toString()) > 0,
    end: () => {},
    fail: () => assert.fail(),
  })
  for (const event of events) open[0]!.sink.data(Buffer.from(event))
  open[0]!.finish()
  for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve))
  world.answer = () => answerOf('another answer altogether.')
  assert.equal(cacheHeader(await world.ask(otherwise)), undefined, 'a whole answer is asked for')
  const again = await world.ask(otherwise, {}, streamed)
  assert.equal(cacheHeader(again), 'semantic')
  assert.equal(again.streamed, true)
  assert.equal(Buffer.from(again.body as Uint8Array).toString(), events.join(''))
  assert.ok(again.headers.includes('text/event-stream; charset=utf-8'))
})

test('over its time it is asked anew', async () => {
  const world = worldOf()
  await world.ask(asked)
  world.now += 60_001
  assert.equal(cacheHeader(await world.ask(otherwise)), undefined)
})

test('a bad word of a user ends the answer', async () => {
  const world = worldOf()
  await world.ask(asked)
  const hit = await world.ask(otherwise, { id: 'bad' })
  assert.equal(cacheHeader(hit), 'semantic')
  world.feedback('bad', 0)
  assert.equal(cacheHeader(await world.ask(otherwise)), 'semantic')
  world.feedback('bad', 1)
  assert.equal(cacheHeader(await world.ask(otherwise)), undefined)
})

test('a shadowed hit gives the fresh answer, and what it shows is learned', async () => {
  const world = worldOf()
  world.permit = { arm: 'off', probability: 1 }
  await world.ask(asked)
  world.permit = { arm: 'shadow', probability: 0.5, setting: 0.1 }
  const reply = await world.ask(otherwise)
  assert.equal(cacheHeader(reply), undefined)
  assert.equal(world.sent.length, 2)
  const line = world.closed[1]!.story.lines.at(-1)!
  assert.equal(line.verdict, 'shadow')
  assert.equal(world.store.size.answers, 2)
  world.labelled(world.sent[1]!, { harm: 0, equal: true })
  assert.equal(world.store.size.aliases, 1, 'its words lead to the first answer')
  assert.equal(world.store.size.answers, 1, 'and its own is not needed')
  world.permit = { arm: 'live', probability: 1, setting: 0.1 }
  const third = await world.ask(`${otherwise.toUpperCase()} `)
  assert.equal(cacheHeader(third), 'semantic')
  assert.match(world.closed[2]!.story.lines.at(-1)!.notes.join(), /approved/)
})

test('beside a near question that does not suffice the fresh answer is judged, and approved words are remembered', async () => {
  const world: World = worldOf({ wrongAnswers: 0.000_001 })
  await world.ask(asked)
  world.judge = { harm: 0, equal: true }
  assert.equal(cacheHeader(await world.ask(otherwise)), undefined)
  await world.pipeline.jobs.drain(1000)
  assert.equal(world.store.size.aliases, 1)
})

test('later turns are answered only where the whole history is equal, and kept from the second sight on', async () => {
  const world = worldOf()
  const turns = (system: string) => (text: string) =>
    world.ask(
      text,
      {},
      {
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: 'Hello, I have a question about the router.' },
          { role: 'assistant', content: 'Go ahead.' },
          { role: 'user', content: text },
        ],
      },
    )
  const one = turns('You help with routers.')
  await one(asked)
  assert.equal(world.store.size.answers, 0)
  await one(asked)
  assert.equal(world.store.size.answers, 1)
  assert.equal(cacheHeader(await one(otherwise)), 'semantic')
  assert.equal(cacheHeader(await turns('You help with modems.')(otherwise)), undefined)
})

test('where nothing may be served yet, near questions are compared after their replies, and approved words are remembered', async () => {
  const world = worldOf()
  world.permit = { arm: 'off', probability: 1 }
  const compared: string[] = []
  world.judge = (fresh, kept) => {
    compared.push(
      `${Buffer.from(kept).includes('answer 0')} ${Buffer.from(fresh).includes('answer 1')}`,
    )
    return { harm: 0, equal: true }
  }
  await world.ask(asked)
  assert.equal(cacheHeader(await world.ask(otherwise)), undefined)
  for (let turn = 0; turn < 20 && compared.length === 0; turn++)
    await new Promise((resolve) => setImmediate(resolve))
  assert.deepEqual(compared, ['true true'])
  assert.equal(world.store.size.aliases, 1)
  await world.ask('How do I feed a hamster?')
  assert.equal(compared.length, 1)
})

test('held out, nothing is looked for', async () => {
  const world = worldOf()
  world.permit = { arm: 'holdout', probability: 1 }
  world.judge = () => assert.fail('compared')
  await world.ask(asked)
  await world.ask(otherwise)
  await new Promise((resolve) => setTimeout(resolve, 20))
  assert.equal(world.store.size.aliases, 0)
})

test('a kept question is encoded off the path, so that a hit waits for the question asked only', async ({
  mock,
}) => {
  mock.timers.enable({ apis: ['setTimeout'] })
  const encoder = fakeEncoder()
  const world = worldOf({}, { ...fakeModels, encoder })
  await world.ask(asked)
  assert.deepEqual(encoder.encoded, [], 'not before the reply')
  while (world.store.encodings.size === 0) {
    mock.timers.tick(5)
    await new Promise((resolve) => setImmediate(resolve))
  }
  assert.deepEqual(encoder.encoded, [asked])
  assert.equal(cacheHeader(await world.ask(otherwise)), 'semantic')
  assert.deepEqual(encoder.encoded, [asked, otherwise])
  assert.equal(cacheHeader(await world.ask(otherwise)), 'semantic')
  assert.deepEqual(encoder.encoded, [asked, otherwise], 'and one asked twice is known too')
})

test('the same words need no scorer: they are served where no other wording is', async () => {
  const [scorer] = fakeModels.prior.scorers
  const prior = { ...fakeModels.prior, scorers: [{ ...scorer!, intercept: -80 }] }
  const world = worldOf({}, { ...fakeModels, prior })
  const first = await world.ask(asked)
  const again = await world.ask(` ${asked.toUpperCase().replace('?', '')}`)
  assert.equal(cacheHeader(again), 'semantic')
  assert.equal(textOf(again), textOf(first))
  assert.match(world.closed[1]!.story.lines.at(-1)!.notes.join(), /these words were answered/)
  assert.equal(cacheHeader(await world.ask(otherwise)), undefined)
  assert.equal(world.beliefs.accounts()['default']!.calls, 3, 'the limit is on all calls')
  world.feedback('c1', 1)
  world.permit = { arm: 'off', probability: 1 }
  assert.equal(cacheHeader(await world.ask(asked)), undefined, 'without a certificate neither')
})
