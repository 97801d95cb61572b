import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { VetoKind } from './question.ts'
import { readQuestion } from './read-question.ts'
import { vetoesBetween } from './vetoes.ts'

const kinds = (a: string, b: string): VetoKind[] =>
  vetoesBetween(readQuestion(a), readQuestion(b)).map(({ kind }) => kind)

/** Kind of veto expected, and two texts. */
const apart: [VetoKind, string, string][] = [
  ['number', 'Can I withdraw $500 at once?', 'Can I withdraw $5,000 at once?'],
  ['number', 'Refund within two weeks?', 'Refund within three weeks?'],
  ['unit', 'How much is 5 kg of rice?', 'How much is 5 lbs of rice?'],
  ['date', 'What is due on March 3?', 'What is due on April 3?'],
  ['date', 'Is the shop open on Mondays?', 'Is the shop open on Sundays?'],
  ['id', 'What is case #D-7781 about?', 'What is case #D-7782 about?'],
  ['id', 'What is new in v2.1.0?', 'What is new in v2.1.1?'],
  ['code', 'What does maxRetries do?', 'What does minRetries do?'],
  ['code', 'How do I sort a list in Python?', 'How do I sort a list in Java?'],
  ['code', 'How do I sort a list in Python?', 'How do I sort a list?'],
  ['entity', 'Where was Alan Wright born?', 'Where was Alice Wright born?'],
  ['place', 'What is the capital of Niger?', 'What is the capital of Nigeria?'],
  ['place', 'Do I need a visa for Canada?', 'Do I need a visa?'],
  ['currency', 'How strong is the yen?', 'How strong is the dollar?'],
  ['negation', 'Are the fees waived for students?', 'Are the fees not waived for students?'],
  ['negation', 'Why does it start?', "Why doesn't it start?"],
  ['antonym', 'Which plans are eligible?', 'Which plans are ineligible?'],
  ['antonym', 'How do I increase the limit?', 'How do I decrease the limit?'],
  ['antonym', 'Is parking included?', 'Is parking excluded?'],
  ['frame', 'Why was the parcel returned?', 'When was the parcel returned?'],
  ['frame', 'How do I brew ale?', 'How long do I brew ale?'],
  ['tense', 'Did the bank close?', 'Will the bank close?'],
  ['tense', 'Can I tip the driver?', 'Should I tip the driver?'],
  ['language', 'What is a mortgage?', 'Was ist eine Hypothek?'],
  ['principal', "How do I unlock my wife's card?", 'How do I unlock my card?'],
  ['principal', 'What should he wear?', 'What should she wear?'],
  ['principal', 'How long is my lease?', 'How long is your lease?'],
  ['principal', 'How do I cancel my plan?', 'How do I cancel their plan?'],
  ['action', 'How do I rent a boat?', 'How do I rent out a boat?'],
  ['order', 'How do I subtract column B from A?', 'How do I subtract column A from B?'],
  ['tier', 'What does the gold plan cost?', 'What does the silver plan cost?'],
  ['tier', 'What does the plan cost?', 'What does the business plan cost?'],
  ['freshness', 'Who leads the league?', 'Who leads the league right now?'],
  ['order', 'Is Rome older than Paris?', 'Is Paris older than Rome?'],
  ['order', 'How do I convert from USD to EUR?', 'How do I convert from EUR to USD?'],
  ['order', 'Can dogs chase young cats?', 'Can cats chase young dogs?'],
  ['quantifier', 'Do all banks charge this?', 'Do some banks charge this?'],
  ['quantifier', 'Is it at least 5 days?', 'Is it at most 5 days?'],
  ['style', 'What is inflation?', 'What is inflation, in one sentence?'],
  ['style', 'Explain tides briefly.', 'Explain tides in detail.'],
  ['style', 'List the planets as JSON.', 'List the planets as a table.'],
  ['product', 'How do I close a savings account?', 'How do I close a checking account?'],
  ['product', 'Can dogs eat grapes?', 'Can cats eat grapes?'],
  ['attribute', 'What is the population of Peru?', 'What is the area of Peru?'],
  ['action', 'How do I rename a branch?', 'How do I delete a branch?'],
  ['substitution', 'How do I clean a sprocket?', 'How do I clean a gasket?'],
  [
    'substitution',
    'How much flour is needed for a dozen waffles with bananas?',
    'With raisins, which amount of flour is needed for a dozen waffles?',
  ],
  [
    'order',
    'Does an airline of Chile accept a ticket of Spain?',
    'Is a ticket of Chile accepted by an airline of Spain?',
  ],
  ['frame', 'How do I replace the lamp filter?', 'When do I replace the filter of the lamp?'],
  ['frame', 'How is the lamp filter?', 'Why is there a filter in the lamp?'],
  ['principal', 'When do they have to pay the deposit?', 'When do we have to pay the deposit?'],
  ['tense', 'Where is the museum entrance?', 'Where was the entrance of the museum?'],
  ['tense', 'Who may sign the lease?', 'By whom must the lease be signed?'],
  ['unit', 'How many gallons fit into the tank?', 'Into the tank fit how many litres?'],
  ['quantifier', 'What is the average rainfall in May?', 'What was the total rainfall of May?'],
  ['quantifier', 'May visitors feed the ducks?', 'May all visitors feed the ducks?'],
  [
    'quantifier',
    'Does the fare include meals on board?',
    'Is it only meals that the fare includes?',
  ],
  ['frame', 'Which plumber repairs boilers?', 'How are boilers repaired?'],
  ['frame', 'How much is the ferry to Bari?', 'How much time does the ferry to Bari take?'],
  ['frame', 'Where do I recycle a toner?', 'How do I recycle a toner?'],
  ['frame', 'Is the museum free of charge?', 'Why is the museum free of charge?'],
  ['frame', 'How do I open a sluice?', 'What does a sluice do?'],
  ['frame', 'Do pilots of Peru need a licence?', 'How do pilots of Peru get a licence?'],
  ['frame', 'What does parseLine() return in Vim?', 'When was parseLine() added to Vim?'],
  ['tense', 'When is the school fair?', 'On what date was the fair of our school?'],
  ['number', 'How do I find the weight of a plank?', 'How do I find the weight of two planks?'],
  ['product', 'Shipping price of 2 kg to Oslo?', 'How much is express shipping to Oslo for 2 kg?'],
  ['attribute', 'How do I list the files?', 'How do I list the files in alphabetical order?'],
  ['antonym', 'What does parseLine() accept in Vim?', 'What does parseLine() return in Vim?'],
  ['order', 'Should I bet with the house?', 'Should I bet against the house?'],
  ['order', 'Did France invade Russia?', 'Was France invaded by Russia?'],
  ['order', 'To whom did Ann Lee lose in Paris?', 'Whom did Ann Lee beat in Paris?'],
  ['order', 'Can I take coins out of a locker?', 'Can I put coins to a locker?'],
  ['order', 'Can sand be turned into glass?', 'Is it possible to turn glass into sand?'],
  ['order', 'Does rust lead to leaks?', 'Is rust caused by leaks?'],
  ['order', 'Is the museum open within 10 days?', 'Is the museum open after 10 days?'],
  ['antonym', 'Does the shop sell overripe plums?', 'Are plums that the shop sells underripe?'],
  ['antonym', 'Can I fly a kite on the pier?', 'Are kites forbidden on the pier?'],
  ['frame', 'What are the moons of Jupiter?', 'How many moons of Jupiter are there?'],
  ['antonym', 'How is viral pinkeye treated?', 'How do doctors treat bacterial pinkeye?'],
  ['antonym', 'Is a corded drill loud?', 'Is a cordless drill loud?'],
  ['quantifier', 'Is it no more than 5 days?', 'Is it no less than 5 days?'],
  ['substitution', 'What is basalt?', 'What is basalt weathering?'],
  ['substitution', 'How do I clean the lamp?', 'How do I clean the glass of the lamp?'],
  ['substitution', 'Which glue holds bricks?', 'Which glue is it that holds tiles?'],
  // Two names of two words each are no rewording.
  [
    'substitution',
    'If the cap of my fountain pen breaks, does the shop repair it?',
    'Does the shop repair a broken cap on the ink bottle?',
  ],
  // In another form of question, too, a word more is meant.
  [
    'substitution',
    'What is the price of two adult tickets for the pottery fair in Delft?',
    'How much are two reserved adult tickets for the pottery fair in Delft?',
  ],
  ['substitution', 'Do I need a net?', 'Is a net needed by goalkeepers?'],
  ['order', 'May I paint the fence before 3 days?', 'May I paint the fence within 3 days?'],
  [
    'substitution',
    'Height of the Arno bridge in Pisa?',
    'What is the Arno bridge builder in Pisa?',
  ],
]

/** Wordings of one question: nothing may veto them. */
const same: [string, string][] = [
  ["What's the fee for a replacement card?", 'How much does a replacement card cost?'],
  ['How do I reset my password?', 'What is the best way to reset my password?'],
  ['How can I learn Python?', 'How do I learn python?'],
  ['Are overdraft fees waived for students?', 'Do students get overdraft fees waived?'],
  ['How many days is a refund?', 'How long does a refund take?'],
  ['Can I send $5,000 abroad?', 'Is it possible to send 5000 dollars abroad?'],
  ['Which documents do I need for a mortgage?', 'What papers are needed to get a mortgage?'],
  ['Is there a fee for two cards?', 'Is there a fee for 2 cards?'],
  ['Hi, how do I pay by phone? Thanks!', 'How do I pay by phone?'],
  ['In Java, how do I read a file?', 'How do I read a file in Java?'],
  ['What is the difference between TCP and UDP?', 'What is the difference between UDP and TCP?'],
  ['How do I get rid of ants?', 'How can you get rid of ants?'],
  ['How do I clean my lens?', 'How do you clean your lens?'],
  ['Can you say how many stamps a parcel needs?', 'How many stamps does a parcel need?'],
  ['Um, quick question: what is a routing number? thanks in advance', "What's a routing number?"],
  ['Which battery fits the lamp? Any help is appreciated', 'Which battery fits the lamp?'],
  ['How is a sprained ankle treated?', 'How is a spranied ankle treated?'],
  ['How could I fold a shirt?', 'How should I fold a shirt?'],
  [
    'How much sick leave do cooks get per year?',
    'What is the yearly number of sick leave days for cooks?',
  ],
  ['Can I bring a kite in my hand luggage?', 'Is a kite allowed in carry-on baggage?'],
  ['Did France invade Russia?', 'Was Russia invaded by France?'],
  ['Who beat Ann Lee in Paris?', 'To whom did Ann Lee lose in Paris?'],
  ['Which plumber repairs boilers?', 'What kind of plumber repairs boilers?'],
  ['How many days of leave do cooks get?', 'How much leave do cooks get?'],
  ['Where can I recycle a toner?', 'Where do I recycle a toner?'],
  ['Does rust lead to leaks?', 'Are leaks caused by rust?'],
  ['Can files be copied into a vault?', 'Is it possible to copy files into a vault?'],
  ['What is the latest version of Vim?', 'What is the newest version of Vim?'],
  ['Is it no more than 5 days?', 'Is it 5 days at most?'],
  ['What does the function parseLine() return?', 'What does parseLine() return?'],
  ['What is the number of moons of Jupiter?', 'How many moons has Jupiter?'],
  ['Are kites banned on the pier?', 'Is it forbidden to have kites on the pier?'],
  ['Shipping price to Oslo?', 'How much is shipping to Oslo?'],
  ['Can I lift a plank alone?', 'Can I lift one plank alone?'],
  // A word that only fills the sentence.
  ['What is the cause of rust?', 'What is considered the main cause of rust?'],
  // One that goes without saying.
  ['How do I change my PIN?', 'How do I change the PIN of my card?'],
  ['How much can I withdraw per week?', 'What is the weekly limit for withdrawals?'],
]

describe('questions apart', () => {
  for (const [kind, a, b] of apart) {
    it(`${kind}: ${a} | ${b}`, () => {
      assert.ok(kinds(a, b).includes(kind), `vetoes: ${kinds(a, b).join(' ') || 'none'}`)
      assert.deepEqual(kinds(a, a), [])
      assert.deepEqual(
        kinds(b, b).filter((one) => one !== 'language'),
        [],
      )
    })
  }
})

describe('one question', () => {
  for (const [a, b] of same) it(`${a} | ${b}`, () => assert.deepEqual(kinds(a, b), []))
})

const bases = [
  'How do I return the {n} lamps that Martin Keller bought in Portugal?',
  'Why does the warranty cover {n} repairs for Martin Keller in Portugal?',
  'Can Martin Keller cancel {n} bookings in Portugal?',
  'What happens to {n} orders of Martin Keller in Portugal?',
]

describe('whatever the base', () => {
  const base = fc.constantFrom(...bases)
  const figure = fc.integer({ min: 2, max: 9999 })

  it('another figure vetoes', () => {
    fc.assert(
      fc.property(base, figure, figure, (text, one, other) => {
        fc.pre(one !== other)
        assert.ok(
          kinds(text.replace('{n}', `${one}`), text.replace('{n}', `${other}`)).includes('number'),
        )
      }),
    )
  })

  it('another name or place vetoes', () => {
    const name = fc.constantFrom('Martha Keller', 'Peter Novak', 'Martin Heller')
    const place = fc.constantFrom('Poland', 'Peru', 'Spain', 'Austria')
    fc.assert(
      fc.property(base, name, place, (text, person, land) => {
        assert.ok(kinds(text, text.replace('Martin Keller', person)).includes('entity'))
        assert.ok(kinds(text, text.replace('Portugal', land)).includes('place'))
      }),
    )
  })

  it('a denial vetoes', () => {
    for (const [a, b] of [
      ['How do I', 'How do I not'],
      ['Why does the warranty', 'Why does the warranty not'],
      ['Can Martin', "Can't Martin"],
      ['What happens', 'What never happens'],
    ] as const) {
      for (const text of bases.filter((one) => one.startsWith(a))) {
        assert.ok(kinds(text, text.replace(a, b)).includes('negation'), text)
      }
    }
  })

  it('is symmetric and never throws', () => {
    const word = fc.constantFrom(
      ...'how why what is the a from to than not card cards Rome Paris 5 $20 #A-19 foo_bar() my husband all some gold plan today in German briefly USD EUR before after did will'.split(
        ' ',
      ),
    )
    const text = fc.oneof(
      fc.array(word, { maxLength: 14 }).map((words) => `${words.join(' ')}?`),
      fc.string({ unit: 'binary', maxLength: 200 }),
    )
    fc.assert(
      fc.property(text, text, (a, b) => {
        const one = vetoesBetween(readQuestion(a), readQuestion(b))
        const other = vetoesBetween(readQuestion(b), readQuestion(a))
        assert.deepEqual(
          new Set(one.map(({ kind }) => kind)),
          new Set(other.map(({ kind }) => kind)),
        )
      }),
      { numRuns: 1000 },
    )
  })

  it('is symmetric where one side alone has a figure', () => {
    const [one, other] = [readQuestion('gold is?'), readQuestion('$20 gold did?')]
    const kindsOf = (a: typeof one, b: typeof one) => vetoesBetween(a, b).map(({ kind }) => kind)
    assert.deepEqual(kindsOf(one, other), kindsOf(other, one))
  })

  it('is symmetric where one side names both directions', () => {
    const [one, both] = [readQuestion('after gold?'), readQuestion('before gold after gold?')]
    const kindsOf = (a: typeof one, b: typeof one) => vetoesBetween(a, b).map(({ kind }) => kind)
    assert.deepEqual(kindsOf(one, both).sort(), kindsOf(both, one).sort())
  })

  it('a text against itself has none but for its language', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        assert.deepEqual(
          kinds(text, text).filter((kind) => kind !== 'language' && kind !== 'unfit'),
          [],
        )
      }),
      { numRuns: 500 },
    )
  })
})
