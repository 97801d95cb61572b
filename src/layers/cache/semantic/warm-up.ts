/**
 * Reads a few questions before the first call does: tables are made and patterns compiled then, 0.1 s that no call pays.
 * @module
 */
import { lexicalFeatures } from './question/features.ts'
import { neverAcross } from './question/never.ts'
import { readQuestion } from './question/read-question.ts'
import { vetoesBetween } from './question/vetoes.ts'

const samples = [
  'How do I change the 2 passwords of my account?',
  "Why isn't the card accepted in Paris?",
  'What is the difference between a debit card and a credit card?',
] as const

export function warmUp(): void {
  const questions = samples.map(readQuestion)
  for (const question of questions) {
    neverAcross(question, { system: samples[0], history: samples[1] })
    for (const other of questions) {
      vetoesBetween(question, other)
      lexicalFeatures(question, other)
    }
  }
}
