/**
 * Questions of much the same words: what every word of theirs says is meant, or it is accounted for.
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readQuestion } from './read-question.ts'
import { vetoesBetween } from './vetoes.ts'

const kinds = (a: string, b: string): string[] =>
  vetoesBetween(readQuestion(a), readQuestion(b)).map(({ kind }) => kind)

const apart: [kind: string, a: string, b: string][] = [
  // No wording is so far from the other that its words are not meant.
  [
    'substitution',
    'Does the price of a hut in Arco include towels?',
    'Are mopeds included with a hut in Arco?',
  ],
  [
    'substitution',
    'How do I clean the glass front of a pellet stove?',
    'What removes soot from the glass front of a pellet stove?',
  ],
  ['substitution', 'My dryer shows E17, what is it?', 'What does E17 mean on a mixer?'],
  // A verb or an adjective before a code is no name of its kind.
  ['substitution', 'What does E17 mean on a dryer?', 'What clears E17 on a dryer?'],
  ['substitution', 'What does E17 mean on a dryer?', 'What does a dim E17 mean on a dryer?'],
  ['substitution', 'How do I fill in the form?', 'How do I submit the form?'],
  ['substitution', 'May owners paint the fence?', 'May guests paint the fence?'],
  ['substitution', 'How do I find a pilot?', 'How do I become a pilot?'],
  ['substitution', 'What is a single berth to Bari?', 'What is a berth to Bari?'],
  ['frame', 'How does a sextant work?', 'How do I make a sextant?'],
  ['frame', 'What is a sextant?', 'What is a sextant for?'],
  ['frame', 'What does the fuse look like in a van?', 'Where is the fuse in a van?'],
  ['tense', 'Who pays for the mast?', 'Who paid for the mast?'],
  ['tense', 'Which crew did Ann Lee belong to?', 'Of which crew is Ann Lee a member?'],
  ['tense', 'How much was mooring for 3 hours?', 'What do I pay to moor for 3 hours?'],
  ['quantifier', 'Is bait taxable for anglers?', 'Is all bait taxable for anglers?'],
  ['quantifier', 'What is the maximum dose of salt?', 'What is the recommended dose of salt?'],
  ['antonym', 'When does check in start?', 'What time does check out start?'],
  ['antonym', 'How do I sign up for the choir?', 'How do I sign out of the choir?'],
  ['number', 'Can I use two sails on one mast?', 'Can I use one sail on two masts?'],
  ['number', 'How do I print on both sides?', 'How do I print on one side?'],
  ['principal', 'What if my skipper hates me?', 'What if I hate my skipper?'],
  [
    'principal',
    'Is it odd to have a crush on my cook?',
    'Is it odd that my cook has a crush on me?',
  ],
  ['order', 'Why do good cooks like bad wine?', 'Why do bad cooks like good wine?'],
  ['order', 'How do Kenyans see Chile?', 'How do Chileans see Kenya?'],
  ['order', 'What do herons eat?', 'What eats herons?'],
  ['order', 'How many boats can a club own?', 'How many clubs can a boat own?'],
  ['order', 'Who may invite?', 'Who may be invited?'],
  ['freshness', 'Is the lock open?', 'Is the lock open for the time being?'],
  ['freshness', 'How long is the queue?', 'How long is the queue at this very moment?'],
  ['tense', 'By which day must I send the form?', 'On which day did I send the form?'],
  ['tier', 'What did the degree in law cost?', 'What was the fee for a part-time degree in law?'],
  ['attribute', 'Is iron more reactive than tin?', 'Does iron react with tin?'],
  ['attribute', 'Compared with tin, is iron reactive?', 'Does iron react with tin?'],
  ['quantifier', 'How much interest is on a loan?', 'What is the total interest on a loan?'],
  ['frame', 'What does it cost to moor a boat in Bari?', 'How many moored boats are in Bari?'],
  ['frame', 'If it is late, what can I ask for?', 'How many are late?'],
  ['antonym', 'Are cooks expected in Bari on 3 May?', 'Are cooks off on 3 May in Bari?'],
  ['order', 'Which belt fits the mixer?', 'Who can fit a belt to the mixer?'],
  ['order', 'I sat at Oxford. Will Keele count it?', 'I sat at Keele. Will Oxford count it?'],
  ['order', 'A red lid is old and has to become blue.', 'A blue lid is old and has to become red.'],
  ['frame', 'If the boat is late, what can I ask for?', 'Is the boat late?'],
  ['antonym', 'How do I list boats with the same mast?', 'How do I list boats with a unique mast?'],
  ['quantifier', 'From what age may I sail?', 'Up to what age may I sail?'],
  ['attribute', 'Which belt fits a mixer?', 'Which used belt fits a mixer?'],
  ['tense', 'What should I do if I lose a key?', 'What should I have done before I lost a key?'],
  ['principal', 'What speed do I get on the mast?', 'What speed do guests get on the mast?'],
  ['frame', 'How much does Arco charge per mile?', 'How many miles does Arco include?'],
  ['order', 'Rope: put all of Arco into Bari, how?', 'Rope: put all of Bari into Arco, how?'],
  [
    'order',
    'Put all red rope into the blue box with a hook, how?',
    'Put all blue rope into the red box with a hook, how?',
  ],
]

const same: [string, string][] = [
  // Phrases for words, and words for phrases.
  ['How do I get rid of rust on a hinge?', 'How do I remove rust from a hinge?'],
  ['How do I turn off roaming?', 'How do I deactivate roaming?'],
  ['Until when do I have to apply for the fair?', 'What is the deadline to apply for the fair?'],
  // What goes without saying beside what both say.
  ['How do I play tennis on clay?', 'How is the sport of tennis played on clay?'],
  ['Do I owe tax on a tip?', 'Is a tip taxable?'],
  ['How many business days does a refund take?', 'How long does a refund take?'],
  // Formed of one word.
  ['Is the renewal automatic?', 'Is it renewed automatically?'],
  ['What is the function of the error code E17?', 'What is the function of error E17?'],
]

describe('words that are meant', () => {
  for (const [kind, a, b] of apart) {
    it(`${kind}: ${a} | ${b}`, () => {
      assert.ok(kinds(a, b).includes(kind), `vetoes: ${kinds(a, b).join(' ') || 'none'}`)
      assert.ok(kinds(b, a).includes(kind))
      assert.deepEqual([...kinds(a, a), ...kinds(b, b)], [])
    })
  }
})

describe('words that are accounted for', () => {
  for (const [a, b] of same) it(`${a} | ${b}`, () => assert.deepEqual(kinds(a, b), []))
})
