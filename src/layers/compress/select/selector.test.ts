import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as check, constantFrom, double, property } from 'fast-check'
import { openSelector } from './load.ts'
import { mark } from './render.ts'
import type { Selector } from './selector.ts'

const opened = await openSelector(undefined, { transformer: false })
const skip = opened === undefined && 'the weights of selection are not here'
const selector = opened as Selector

const facts = [
  [
    'Mint',
    'The United States Mint was founded in 1792. Its present director is David Motl. It strikes coins in Denver.',
  ],
  [
    'Bank',
    'The bank of the river flooded in spring. Farmers lost a third of their corn. Repairs took two years.',
  ],
  [
    'Court',
    'The court sat on Mondays only. Its judges wore red robes in winter. A clerk wrote down each word.',
  ],
  [
    'Tower',
    'The tower is 98 metres high. Bells ring at noon from its top floor. Visitors pay four francs.',
  ],
  [
    'Train',
    'The train leaves at seven from the old station. It crosses the pass in the afternoon. Tea is served.',
  ],
  [
    'Lake',
    'The lake freezes once in ten years. Skaters come from all valleys then. The ice is two hands thick.',
  ],
] as const
const documents = facts.map(([title, text]) => ({ title, text }))
const question = 'who is the present director of the united states mint'

test('a ratio keeps the sentence that answers, and far less than all', { skip }, () => {
  const { texts } = selector.selectNow(question, documents, { ratio: 5 })
  assert.match(texts.join('\n'), /David Motl/)
  const length = texts.join('').length
  assert.ok(length < documents.map(({ text }) => text).join('').length / 3)
})

test('what is left stands in the document, in order, with marks between', { skip }, () => {
  check(
    property(
      array(constantFrom(...facts.map(([, text]) => text)), { minLength: 1, maxLength: 8 }),
      double({ min: 1, max: 12, noNaN: true }),
      (texts, ratio) => {
        const sources = texts.map((text) => ({ title: '', text }))
        const found = selector.selectNow(question, sources, { ratio })
        for (const [at, left] of found.texts.entries()) {
          let behind = 0
          for (const part of left.split(mark)) {
            const place = sources[at]!.text.indexOf(part.trim(), behind)
            assert.ok(place >= behind, part)
            behind = place
          }
        }
      },
    ),
    { numRuns: 50 },
  )
})

test('the same in, the same out, also when it is remembered', { skip }, () => {
  const first = selector.selectNow(question, documents, { floor: 0.97 })
  assert.deepEqual(selector.selectNow(question, documents, { floor: 0.97 }), first)
})

test('every number and name inside a kept sentence is kept', { skip }, () => {
  const { texts } = selector.selectNow('how high is the tower', documents, { ratio: 6 })
  assert.ok(texts.join('').includes('The tower is 98 metres high.'))
})

test('a page stuffed with the question does not crowd out the answer', { skip }, () => {
  const stuffed = [
    'Director mint director united states mint present director mint director united states. '.repeat(
      12,
    ),
    `${question}. `.repeat(30),
    Array.from(
      { length: 30 },
      (_, at) => `Present director of the United States Mint ${at} director mint.`,
    ).join(' '),
  ]
  for (const text of stuffed) {
    for (const dial of [{ ratio: 8 }, { floor: 0.97 }]) {
      const { texts } = selector.selectNow(question, [{ title: '', text }, ...documents], dial)
      assert.match(texts.join('\n'), /David Motl/)
    }
  }
})

test('headings stay above what is kept, speakers in front of it', { skip }, () => {
  const text =
    '# Rules\n\nNobody may smoke.\n\n# Staff\n\nThe cook is Ann. The director is David Motl. The gardener is old.\n\n' +
    'Clara B: We met in spring. The director of the mint said no. It rained.\n'
  const { texts } = selector.selectNow(
    'what did the director of the mint say',
    [{ title: '', text }],
    { ratio: 3 },
  )
  const [left] = texts
  if (left!.includes('David')) assert.match(left!, /# Staff[^#]*David/)
  assert.match(left!, /Clara B: .*director of the mint said no/)
})

test('nothing in common: all stays', { skip }, () => {
  const { kept, texts } = selector.selectNow('quasar luminosity redshift', documents, {
    floor: 0.97,
  })
  assert.equal(kept, 'other words than the question')
  assert.deepEqual(
    texts,
    documents.map(({ text }) => text),
  )
})

test('a conversation, a table, several questions: all stays', { skip }, () => {
  const talk = 'Ann: We should ask the director.\nBob: He said no.\n'.repeat(40)
  assert.equal(
    selector.selectNow('what did the director say', [{ title: '', text: talk }], { floor: 0.97 })
      .kept,
    'a conversation',
  )
  const table = '| director | mint |\n'.repeat(40)
  assert.equal(
    selector.selectNow('who is director', [{ title: '', text: table }], { floor: 0.97 }).kept,
    'tables or code',
  )
  const many = 'Who is the director? When was it founded? Where is it?'
  assert.equal(selector.selectNow(many, documents, { floor: 0.97 }).kept, 'several questions')
})

test('odd texts neither throw nor take long', { skip }, () => {
  for (const text of [
    '',
    ' ',
    'a'.repeat(300_000),
    '. '.repeat(100_000),
    '\u{1f600}'.repeat(20_000),
    '\ud800'.repeat(1000),
    '# \n'.repeat(20_000),
  ]) {
    assert.ok(
      selector.selectNow(question, [{ title: '', text }], { floor: 0.97 }).texts.length === 1,
    )
    assert.ok(selector.selectNow(text, documents, { ratio: 3 }).texts.length === 6)
  }
})
