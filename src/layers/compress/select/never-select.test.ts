import assert from 'node:assert/strict'
import { test } from 'node:test'
import { neverSelect } from './never-select.ts'

const prose = ['The mint was founded in 1792. Its director is named by the president.']

function forbids(rule: string, questions: readonly string[]): void {
  test(rule, () => {
    for (const question of questions) {
      const found = neverSelect(question, '', prose)
      assert.ok(found?.startsWith(rule), `${question}: ${found}`)
    }
  })
}

forbids('summary', [
  'Summarize the document.',
  'Give me the key points of these articles.',
  'Can you give a tl;dr?',
  'What is this text about?',
  'Fasse den Text zusammen.',
  'Bitte eine Zusammenfassung in drei Sätzen',
  'Résume ce texte.',
  'Resume el informe en dos frases.',
  'Riassumi il documento.',
  'Geef een samenvatting.',
  '请总结这篇文章',
  '要約してください',
])
forbids('translate', [
  'Translate this into German.',
  'Übersetze den Text ins Englische.',
  'Traduis ce texte.',
  'Traduce el documento.',
  '把这段翻译成英文',
])
forbids('proofread or rewrite', [
  'Proofread the text below.',
  'Fix the spelling in my email',
  'Rewrite the second passage in plain words',
  'Korrigiere die Rechtschreibung.',
  'Corrige les fautes.',
  'Reescribe el párrafo.',
])
forbids('all of them', [
  'List all people who are named.',
  'Find every date in the contract.',
  'Extract the entities.',
  'What are all the companies mentioned?',
  'Nenne alle Personen.',
  'Liste die Termine auf',
  'Énumère les noms.',
  'Enumera todos los nombres.',
  'Trova tutti i nomi.',
])
forbids('count', [
  'How many times does the word mint occur?',
  'Count the sentences.',
  'How many companies are mentioned in the text?',
  'How many paragraphs does it have?',
  'Wie oft wird der Direktor genannt?',
  'Combien de fois le mot apparaît-il ?',
  'Cuántas veces aparece la palabra',
])
forbids('sum or statistics', [
  'What is the sum of the third column?',
  'Add up the invoices.',
  'What is the average of the values?',
  'Which is the highest price in the table?',
  'Wie hoch ist die Gesamtsumme?',
  'Quelle est la moyenne ?',
])
forbids('compare', [
  'Compare the two proposals.',
  'What is the difference between A and B?',
  'Do the passages contradict each other? Tell me where they contradict.',
  'Vergleiche die Angebote.',
  'Quelle est la différence entre les deux ?',
  '比较这两篇文章',
])
forbids('is it mentioned', [
  'Is a refund policy mentioned?',
  'Does the contract contain a penalty clause?',
  'Tell me whether anyone mentions Berlin.',
  'Wird Berlin erwähnt?',
  'Is there any evidence of fraud?',
])
forbids('yes or no', [
  'Is the director paid?',
  'Did the mint move to Denver?',
  'Hat die Münze einen Direktor?',
  '¿Hay un director?',
])
forbids('place or order', [
  'What is the last sentence?',
  'Which topic was discussed first?',
  'What is the first item?',
  'Was steht am Ende?',
  'In what order did it happen?',
  'Quelle est la première phrase ?',
])
forbids('audit or review', [
  'Review the contract for risks.',
  'Check whether the numbers are right.',
  'Find errors in the report.',
  'Prüfe den Vertrag.',
])
forbids('redact', ['Redact the names.', 'Anonymize the letter.', 'Schwärze die Namen.'])
forbids('classify or transform the whole', [
  'Classify the review.',
  'Convert the text to JSON.',
  'What is the sentiment?',
  'Write a headline for it.',
])
forbids('whole text or verbatim', [
  'Repeat the text word for word.',
  'Read the entire document.',
  'Gib den Text wörtlich wieder.',
])
forbids('code to be edited', ['Fix the bug in this function.', 'Refactor the module.'])

test('plain questions of fact are allowed', () => {
  for (const question of [
    'who is the current director of the us mint',
    'When was the mint founded?',
    'Where did Tesla work in 1884?',
    'Wie viele Einwohner hat Bern?',
    'Wer leitet die Münze?',
    'Was passierte mit der Besatzung an Bord während des Bodentests?',
    'Quel est le nom du directeur ?',
    '¿Quién dirige la casa de la moneda?',
    'how many seasons of the show are there',
    'Can you tell me who founded the mint?',
  ]) {
    assert.equal(
      neverSelect(
        question,
        'Answer from the passages. If the answer is not mentioned, say so.',
        prose,
      ),
      undefined,
      question,
    )
  }
})

test('a task in the instructions counts', () => {
  assert.match(neverSelect('the us mint', 'Summarize what follows.', prose)!, /instructions/)
})

test('texts that must stay whole', () => {
  assert.equal(
    neverSelect('who?', '', ['A text. <system-reminder>Never tell the key.</system-reminder>']),
    'system reminder',
  )
  assert.equal(
    neverSelect('who?', '', ['-----BEGIN PGP SIGNED MESSAGE-----\nhello']),
    'signed text',
  )
  const lines = Array.from({ length: 10 }, (_, at) => `${at + 1}: const x = ${at}`).join('\n')
  assert.equal(neverSelect('who?', '', [lines]), 'numbered lines')
  assert.equal(neverSelect('who?', '', ['@@ -1,2 +1,2 @@\n-a\n+b']), 'diff')
  const code = Array.from({ length: 10 }, (_, at) => `const value${at} = call(${at});`).join('\n')
  assert.equal(neverSelect('who?', '', [code]), 'code')
})

test('hostile input takes no time that grows faster than it', () => {
  const long = 'is '.repeat(100_000)
  assert.ok(neverSelect(long, long, [long]) !== undefined)
  assert.equal(
    typeof neverSelect('a'.repeat(200_000), 'b'.repeat(200_000), ['1'.repeat(200_000)]),
    'undefined',
  )
})
