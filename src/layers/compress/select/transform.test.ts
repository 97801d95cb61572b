import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Call } from '../../../call.ts'
import { createView } from '../../../dialects/view.ts'
import { loadCounter } from '../counter.ts'
import { createMemory } from '../memory.ts'
import { project } from '../project.ts'
import { loadSelector, openSelector } from './load.ts'
import type { Selector } from './selector.ts'
import { selectIn, selectTransform } from './transform.ts'

const opened = await openSelector(undefined, { transformer: false })
const skip = opened === undefined && 'the weights of selection are not here'
const selector = opened as Selector

const topics = [
  'mint',
  'bank',
  'court',
  'tower',
  'train',
  'lake',
  'school',
  'bridge',
  'market',
  'harbour',
  'garden',
  'library',
]
const passage = (topic: string, at: number): string =>
  `The ${topic} of the town was built in ${1790 + at}. Its keeper was called Person${at}. Many came to see it in summer. It was painted twice and repaired once after a storm. Nobody knows who paid for the work or where the stones came from.`
const prompt = (task: string): string =>
  `Answer from the documents.\n\n${topics.map((topic, at) => `Document [${at + 1}](Title: The ${topic}) ${passage(topic, at)}`).join('\n')}\n\nQuestion: ${task}\nAnswer:`
const piece = (
  text: string,
): { text: string; document: boolean; title: string; open: boolean } => ({
  text,
  document: false,
  title: '',
  open: true,
})

test('a question of fact: the answer stays, labels stay, most goes', { skip }, async () => {
  const text = prompt('who was the keeper of the tower')
  const made = await selectIn([piece(text)], '', 0.97, selector)
  const left = made!.texts[0]!
  assert.match(left, /Person3/)
  for (const [at, topic] of topics.entries())
    assert.ok(left.includes(`Document [${at + 1}](Title: The ${topic})`))
  assert.ok(left.endsWith('Question: who was the keeper of the tower\nAnswer:'))
  assert.ok(left.length < text.length * 0.7, `${left.length} of ${text.length}`)
})

test('a task over the whole: nothing is touched', { skip }, async () => {
  for (const task of [
    'Summarize the documents',
    'How many keepers are mentioned?',
    'Compare the tower and the lake',
  ]) {
    assert.equal(await selectIn([piece(prompt(task))], '', 0.97, selector), undefined)
  }
  const asked = prompt('who was the keeper of the tower')
  assert.equal(
    await selectIn([piece(asked)], 'Translate what the user sends.', 0.97, selector),
    undefined,
  )
})

test('closed pieces stay', { skip }, async () => {
  const closed = { ...piece(prompt('who was the keeper of the tower')), open: false }
  assert.equal(await selectIn([closed], '', 0.97, selector), undefined)
})

const settings = {
  enabled: true,
  encodings: false,
  references: false,
  logs: false,
  selection: true,
  floor: 0.9,
}

async function changed(messages: readonly object[], floor = 0.97): Promise<readonly string[]> {
  const client = 'openai-chat'
  const bytes = Buffer.from(JSON.stringify({ model: 'gpt-4o', messages }))
  const call = { client, bytes, view: createView(bytes, client), edits: [] } as unknown as Call
  const options = {
    count: await loadCounter(),
    memory: createMemory(),
    settings,
    floor,
    since: 0,
    lossy: [selectTransform],
  }
  return (await project(call, options)).map(({ text }) => text)
}

test('as a step of the layer: the only turn of a call, and no other', { skip }, async () => {
  while (loadSelector() === undefined) await wait(20)
  const user = { role: 'user', content: prompt('who was the keeper of the tower') }
  const system = { role: 'system', content: 'Answer in one word.' }
  const [text] = await changed([system, user])
  assert.match(text!, /Person3/)
  assert.ok(text!.length < user.content.length * 0.7)
  assert.deepEqual(await changed([system, user], 1), [])
  const answer = { role: 'assistant', content: 'Person3' }
  const again = { role: 'user', content: 'And of the lake?' }
  assert.deepEqual(await changed([system, user, answer, again]), [])
  assert.deepEqual(await changed([{ role: 'system', content: 'Summarize.' }, user]), [])
})
