import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { readQuestion, textBound } from './read-question.ts'
import { tokenBound } from './tokens.ts'

const numbers = (text: string): string[] =>
  readQuestion(text).numbers.map(({ value, unit }) => (unit ? `${value} ${unit}` : value))

describe('figures', () => {
  it('reads digits, words and units under one spelling', () => {
    assert.deepEqual(numbers('Move $5,000 today'), ['5000 usd'])
    assert.deepEqual(numbers('Move 5000 dollars'), ['5000 usd'])
    assert.deepEqual(numbers('two hours and twenty five minutes'), ['2 hour', '25 minute'])
    assert.deepEqual(numbers('a fee of 5% or 5 percent'), ['5 percent', '5 percent'])
    assert.deepEqual(numbers('3.5 million euros, 10k'), ['3500000 eur', '10000'])
    assert.deepEqual(numbers('World War II'), ['2'])
  })

  it('reads an ISO date as its words', () => {
    assert.deepEqual(numbers('on 2026-03-07'), numbers('on 2026 March 7'))
    assert.deepEqual(
      readQuestion('on 2026-03-07').members,
      readQuestion('on March 7, 2026').members,
    )
  })

  it('takes a lone one for a pronoun', () => {
    assert.deepEqual(numbers('Which one is better?'), [])
    assert.equal(readQuestion('Which one is better?').one, true)
  })
})

describe('ids, code and names', () => {
  it('tells ids from words and figures', () => {
    assert.deepEqual([...readQuestion('Where is #D-7781?').ids], ['d-7781'])
    assert.deepEqual([...readQuestion('Where is D-7781?').ids], ['d-7781'])
    assert.deepEqual([...readQuestion('Does v2.1.0 fix it?').ids], ['v2.1.0'])
    assert.deepEqual([...readQuestion('a 30-year, high-yield plan').ids], [])
  })

  it('finds code', () => {
    assert.deepEqual([...readQuestion('What does `foo_bar()` return?').codes], ['foo_bar()'])
    assert.deepEqual([...readQuestion('Why is maxRetries 3?').codes], ['maxRetries'])
    assert.deepEqual([...readQuestion('What does --force do?').codes], ['--force'])
  })

  it('finds names only where capitals mean something', () => {
    assert.deepEqual(
      [...readQuestion('When did customer Jack Miller call?').entities],
      ['jack', 'miller'],
    )
    assert.deepEqual([...readQuestion('WHEN DID JACK MILLER CALL').entities], [])
    assert.deepEqual([...readQuestion('The card is NOT lost').entities], [])
  })
})

describe('frames', () => {
  const frames: [string, string][] = [
    ['Why is my card declined?', 'why'],
    ['What is the reason for the delay?', 'why'],
    ['How do I reset it?', 'how-to'],
    ['What is the best way to learn it?', 'how-to'],
    ['How long does it take?', 'how-long'],
    ['How much is it?', 'how-much'],
    ['By what time must I order?', 'when'],
    ['Where is the branch?', 'where'],
    ['Who wrote it?', 'who'],
    ['What does escrow mean?', 'definition'],
    ['What is escrow?', 'definition'],
    ['Is it free?', 'yes-no'],
    ['In 1997, did she pass?', 'yes-no'],
    ['Could you check the account?', 'command'],
    ['Is there a way to undo this?', 'how-to'],
    ['I lost my phone. How do I block it?', 'how-to'],
  ]
  for (const [text, frame] of frames) {
    it(`${text} asks ${frame}`, () => assert.equal(readQuestion(text).frame, frame))
  }

  it('reads the tense', () => {
    assert.equal(readQuestion('Did it rain?').mood, 'past')
    assert.equal(readQuestion('Will it rain?').mood, 'future')
    assert.equal(readQuestion('Is it going to rain?').mood, 'future')
    assert.equal(readQuestion('Do I have to pay?').mood, 'must')
    assert.equal(readQuestion('Is it okay to pay?').mood, 'should')
  })
})

describe('languages', () => {
  const languages: [string, string][] = [
    ['How do I change my password?', 'en'],
    ['minimum balance savings fee', 'en'],
    ['Wie ändere ich mein Passwort?', 'de'],
    ['Comment puis-je changer le mot de passe ?', 'fr'],
    ['¿Cómo puedo cambiar la contraseña?', 'es'],
    ['Come posso cambiare la password?', 'it'],
    ['Hoe kan ik het wachtwoord wijzigen?', 'nl'],
    ['パスワードを変更するには', 'unknown'],
    ['Как изменить пароль?', 'unknown'],
  ]
  for (const [text, language] of languages) {
    it(`${text} is ${language}`, () => {
      const read = readQuestion(text).language
      if (language === 'en') assert.equal(read, 'en')
      else assert.ok(read === language || read === 'unknown', read)
    })
  }
})

describe('bounds', () => {
  it('takes long texts for no question', () => {
    assert.equal(readQuestion('a '.repeat(textBound)).unfit, 'too long')
    assert.equal(readQuestion('!,'.repeat(500)).unfit === undefined, false)
    assert.equal(readQuestion('').unfit, 'empty')
    assert.equal(readQuestion('Is it?').unfit, undefined)
  })

  it('never throws, and is bounded in all it keeps', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 3000 }), fc.string({ maxLength: 300 })),
        (text) => {
          const question = readQuestion(text)
          assert.ok(question.text.length <= textBound)
          assert.ok(question.tokens.length <= tokenBound)
          assert.ok(question.roles.length <= question.tokens.length)
          assert.deepEqual(readQuestion(text), question)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('survives names of what every object has', () => {
    const question = readQuestion('constructor __proto__ toString hasOwnProperty valueOf?')
    assert.ok([...question.principals].every((one) => typeof one === 'string'))
  })
})
