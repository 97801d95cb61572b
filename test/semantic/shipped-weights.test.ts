/**
 * The semantic cache with the weights that ship, at once: what is served before a single label has come.
 */
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { hasTransformerRuntime } from '../../src/learned/transformer.ts'
import { openModels } from '../../src/layers/cache/semantic/models.ts'
import { askCaches, startCacheStand } from './stand.ts'

const models = openModels()
await models?.load()
const skip = !models
  ? 'no weights'
  : !hasTransformerRuntime() && 'no onnxruntime-node: verbatim repeats alone are served at once'

/** The limit is the one that holds where a configuration says nothing. */
async function askerOf(t: TestContext, serve: 'at-once' | 'certified') {
  const stand = await startCacheStand(t, {
    models: models!,
    wrongAnswers: 0.01,
    // None is drawn for a label: what is served is served by what ships.
    proof: { shadow: 0, young: 0 },
    routeLayers: { cache: { semantic: { serve } } },
  })
  const system = 'You help. sandbox:{"text":"Open the settings."}'
  return async (content: string): Promise<string> => (await askCaches(stand, system, content)).from
}

/** Questions of a help page, each with another wording. */
const faq = [
  ['How do I reset my password?', 'How can I reset my password?'],
  ['How do I change the language of the app?', 'How can I change the app language?'],
  ['Which payment methods are accepted?', 'What payment methods are accepted?'],
  ['How do I export a report as a spreadsheet?', 'How can I export a report as a spreadsheet?'],
  ['How do I invite a colleague to a project?', 'How can I invite a colleague to a project?'],
  ['How do I turn on dark mode?', 'How can I turn on dark mode?'],
  ['How do I connect a printer?', 'How can I connect a printer?'],
  ['How do I install the desktop client?', 'How to install the desktop client?'],
  ['What is a workspace?', 'What is meant by a workspace?'],
  ['How do I delete a comment?', 'How can I delete a comment?'],
  ['How do I rename a folder?', 'How to rename a folder?'],
  ['How do I share a calendar?', 'How can I share a calendar?'],
  ['How do I merge two contacts?', 'How to merge two contacts?'],
  ['How do I add a signature to a document?', 'How can I add a signature to a document?'],
] as const

test(
  'at once, a verbatim repeat is served: case, spaces and the final mark do not count',
  { skip },
  async (t) => {
    const ask = await askerOf(t, 'at-once')
    for (const [question] of faq) {
      assert.equal(await ask(question), 'upstream', question)
      assert.equal(await ask(question), 'semantic', question)
      assert.equal(
        await ask(` ${question.toLowerCase().slice(0, -1).replace(' ', '  ')} `),
        'semantic',
      )
    }
  },
)

test('at once, rewordings are served as soon as the account bears one', { skip }, async (t) => {
  const ask = await askerOf(t, 'at-once')
  for (const [question] of faq) assert.equal(await ask(question), 'upstream', question)
  // Calls that cost nothing of the account widen it: 24 are needed for the first, see docs/layers/semantic-cache.md.
  for (let round = 0; round < 3; round++)
    for (const [question] of faq) assert.equal(await ask(question), 'semantic', question)
  const got = []
  for (const [, otherwise] of faq) got.push(await ask(otherwise))
  const hits = got.filter((from) => from === 'semantic').length
  assert.ok(hits >= 4, `${hits} of ${faq.length}: ${got.join(' ')}`)
})

test(
  'certified first: without labels not even a verbatim repeat is served',
  { skip },
  async (t) => {
    const ask = await askerOf(t, 'certified')
    assert.deepEqual([await ask(faq[0][0]), await ask(faq[0][0])], ['upstream', 'upstream'])
  },
)
