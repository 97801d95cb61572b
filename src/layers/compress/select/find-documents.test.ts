import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findDocuments, type Piece } from './find-documents.ts'

const filler = (name: string): string =>
  `${name} was founded in 1792 and moved twice. `.repeat(20).trim()
const piece = (text: string, more: Partial<Piece> = {}): Piece => ({
  text,
  document: false,
  title: '',
  open: true,
  ...more,
})

function bodies(pieces: readonly Piece[]): { question: string; texts: string[]; titles: string[] } {
  const found = findDocuments(pieces, '')
  assert.ok(found, 'found nothing')
  return {
    question: found.question,
    texts: found.documents.map(({ piece: at, start, end }) => pieces[at]!.text.slice(start, end)),
    titles: found.documents.map(({ title }) => title),
  }
}

test('numbered documents with titles, question behind', () => {
  const text = `Write an answer using only the documents.\n\nDocument [1](Title: The Mint) ${filler('Alpha')}\nDocument [2](Title: The Bank) ${filler('Beta')}\nDocument [3](Title: The Court) ${filler('Gamma')}\n\nQuestion: who founded the mint\nAnswer:`
  const found = bodies([piece(text)])
  assert.equal(found.question, 'who founded the mint')
  assert.deepEqual(found.titles, ['The Mint', 'The Bank', 'The Court'])
  assert.deepEqual(
    found.texts.map((body) => body.trim()),
    [filler('Alpha'), filler('Beta'), filler('Gamma')],
  )
})

test('passages in brackets, title on the line of its own', () => {
  const text = `[1] The Mint\n${filler('Alpha')}\n\n[2] The Bank\n${filler('Beta')}\n\n[3] The Court\n${filler('Gamma')}\n\nWho founded the mint?`
  const found = bodies([piece(text)])
  assert.equal(found.question, 'Who founded the mint?')
  assert.deepEqual(found.titles, ['The Mint', 'The Bank', 'The Court'])
  assert.equal(found.texts[2]!.trim(), filler('Gamma'))
})

test('tags with source and content', () => {
  const one = (name: string): string =>
    `<document index="1">\n<source>${name}.txt</source>\n<document_content>\n${filler(name)}\n</document_content>\n</document>`
  const text = `<documents>\n${one('Alpha')}\n${one('Beta')}\n${one('Gamma')}\n</documents>\n\nWho founded Beta?`
  const found = bodies([piece(text)])
  assert.deepEqual(found.titles, ['Alpha.txt', 'Beta.txt', 'Gamma.txt'])
  assert.equal(found.texts[1]!.trim(), filler('Beta'))
  assert.equal(found.question, 'Who founded Beta?')
})

test('plain tags and a tagged question', () => {
  const text = `<context>${filler('Alpha')} ${filler('Beta')} ${filler('Gamma')}</context>\n<question>Who founded Alpha</question>`
  const found = bodies([piece(text)])
  assert.equal(found.texts.length, 1)
  assert.equal(found.question, 'Who founded Alpha')
})

test('Context: and Question:, paragraphs between', () => {
  const text = `Answer from the context.\n\nContext:\n${filler('Alpha')}\n\n${filler('Beta')}\n\n${filler('Gamma')}\n\nQuestion: who founded Beta?`
  const found = bodies([piece(text)])
  assert.deepEqual(
    found.texts.map((body) => body.trim()),
    [filler('Alpha'), filler('Beta'), filler('Gamma')],
  )
})

test('German labels', () => {
  const text = `Kontext:\n${filler('Alpha')}\n\n${filler('Beta')}\n\n${filler('Gamma')}\n\nFrage: Wer gründete Beta?\nAntwort:`
  assert.equal(bodies([piece(text)]).question, 'Wer gründete Beta?')
})

test('documents of the dialect, the question in a part of its own', () => {
  const found = bodies([
    piece(filler('Alpha'), { document: true, title: 'A' }),
    piece(filler('Beta').repeat(3), { document: true, title: 'B' }),
    piece('Who founded Beta?'),
  ])
  assert.deepEqual(found.titles, ['A', 'B'])
  assert.equal(found.question, 'Who founded Beta?')
})

test('parts of a message: one the text, one the question', () => {
  const found = bodies([piece(filler('Alpha').repeat(3)), piece('Who founded Alpha?')])
  assert.equal(found.texts.length, 1)
})

test('a question behind a long text', () => {
  const text = `${filler('Alpha')}\n\n${filler('Beta')}\n\n${filler('Gamma')}\n\nWho founded Gamma?`
  assert.equal(bodies([piece(text)]).texts.length, 3)
})

test('nothing: short texts, no question, closed pieces', () => {
  assert.equal(findDocuments([piece('Who founded the mint?')], ''), undefined)
  assert.equal(findDocuments([piece(filler('Alpha').repeat(4))], ''), undefined)
  const closed = { document: true, open: false }
  assert.equal(
    findDocuments([piece(filler('Alpha').repeat(4), closed), piece('Who founded Alpha?')], ''),
    undefined,
  )
})

test('ranges never overlap and lie inside their piece, whatever the text', () => {
  const shapes = [
    `Document 1: ${filler('A')}\nDocument 2\n\nDocument 3: ${filler('B').repeat(3)}\n\nwho?`,
    `<doc><doc>${filler('A').repeat(4)}</doc></doc>\nwho is it?`,
    `<passage>${filler('A').repeat(4)}\n\nQuestion: who`,
    `${'[1] '.repeat(3000)}\n\nwho?`,
    `${'<doc>'.repeat(3000)} who?`,
    `Context: Context: Question: ${filler('A').repeat(4)} Question: who?`,
  ]
  for (const text of shapes) {
    const found = findDocuments([piece(text)], '')
    let behind = 0
    for (const { start, end } of found?.documents ?? []) {
      assert.ok(start >= behind && end > start && end <= text.length)
      behind = end
    }
  }
})
