/**
 * Which questions of BANKING77 have one answer: the same intent, and the same slots in the text.
 *
 * An intent alone is too wide: "Do you support EUR?" and "Do you support USD?" share one. So numbers, currencies,
 * products and polarity, read from the text by plain word lists of this file (nothing of the cache's own vetoes),
 * divide an intent further.
 * @module
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Question {
  readonly text: string
  readonly intent: string
  /** Intent and slots: two questions with the same one are answered alike. */
  readonly answer: string
}

const numbers: Readonly<Record<string, string>> = Object.fromEntries(
  ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].map((word, i) => [
    word,
    String(i + 2),
  ]),
)

const currencies: readonly (readonly [RegExp, string])[] = [
  [/\b(euros?|eur)\b|€/i, 'eur'],
  [/\b(dollars?|usd|us dollars?|american money)\b|\$/i, 'usd'],
  [/\b(pounds?|gbp|sterling|uk pounds?)\b|£/i, 'gbp'],
  [/\b(aud|australian)\b/i, 'aud'],
  [/\b(yen|jpy)\b/i, 'jpy'],
  [/\b(rubles?|roubles?|rub|russian)\b/i, 'rub'],
  [/\b(swiss|francs?|chf)\b/i, 'chf'],
  [/\b(bitcoin|btc|crypto\w*)\b/i, 'crypto'],
]

const products: readonly (readonly [RegExp, string])[] = [
  [/\bvisa\b/i, 'visa'],
  [/\bmaster ?card\b/i, 'mastercard'],
  [/\b(amex|american express)\b/i, 'amex'],
  [/\bapple ?pay\b/i, 'apple'],
  [/\bgoogle ?pay\b/i, 'google'],
  [/\bapple watch\b/i, 'watch'],
  [/\bswift\b/i, 'swift'],
  [/\bsepa\b/i, 'sepa'],
  [/\bvirtual\b/i, 'virtual'],
  [/\bdisposable\b/i, 'disposable'],
  [/\bphysical\b/i, 'physical'],
  [/\bcredit card\b/i, 'credit'],
  [/\bdebit card\b/i, 'debit'],
  [/\b(cheque|check) (?=deposit|clear|paid|to)|\bcheques?\b/i, 'cheque'],
]

const denial =
  /\b(not|no|never|without|cannot|cant|dont|didnt|doesnt|wont|isnt|wasnt|hasnt|havent|\w+n't|\w+n’t)\b/i

export function slots(text: string): string {
  const found: string[] = []
  for (const [word] of text.toLowerCase().matchAll(/\d+(?:[.,]\d+)*|[a-z]+/g)) {
    const number = /^\d/.test(word) ? word.replace(/,/g, '') : numbers[word]
    if (number) found.push(`#${number}`)
  }
  for (const [pattern, name] of [...currencies, ...products]) {
    if (pattern.test(text)) found.push(name)
  }
  if (denial.test(text)) found.push('not')
  return [...new Set(found)].sort().join('+')
}

/** `banking77/test.csv` below `data`; undefined where it is missing. */
export function readBanking(data: string): readonly Question[] | undefined {
  const rows = readCsv(join(data, 'banking77/test.csv'))
  return rows?.slice(1).map(([text = '', intent = '']) => {
    const trimmed = text.trim()
    return { text: trimmed, intent, answer: `${intent}|${slots(trimmed)}` }
  })
}

/** RFC 4180; undefined where the file is missing. */
export function readCsv(file: string): readonly (readonly string[])[] | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g,
  )) {
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === ',') continue
    if (row.length > 1) rows.push(row)
    row = []
  }
  return rows
}
