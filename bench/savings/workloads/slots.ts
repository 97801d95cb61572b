/**
 * What two questions of the same intent must agree in, for one answer to serve both: numbers, currencies, products and
 * polarity. Written for scoring, apart from what the cache itself looks at.
 * @module
 */

const currencies: readonly (readonly [string, RegExp])[] = [
  ['usd', /\$|\busd\b|\b(us|american) ?dollars?\b|\bdollars?\b/],
  ['eur', /€|\beuros?\b|\beur\b/],
  ['gbp', /£|\bpounds?\b|\bgbp\b|\bsterling\b/],
  ['aud', /\baud\b|\baustralian dollars?\b/],
  ['rub', /\brub(les?)?\b|\brussian\b/],
  ['jpy', /¥|\byen\b/],
  ['cad', /\bcad\b|\bcanadian\b/],
  ['crypto', /\bcrypto|\bbitcoin/],
]

const products: readonly (readonly [string, RegExp])[] = [
  ['virtual', /\bvirtual\b/],
  ['disposable', /\bdisposable\b|\bone.?time\b|\bsingle.?use\b/],
  ['physical', /\bphysical\b|\bactual card\b|\breal card\b/],
  ['visa', /\bvisa\b/],
  ['mastercard', /\bmaster ?card\b/],
  ['amex', /\bamex\b|\bamerican express\b/],
  ['apple', /\bapple ?(pay|watch)?\b/],
  ['google', /\bgoogle ?(pay)?\b/],
  ['swift', /\bswift\b/],
  ['sepa', /\bsepa\b/],
  ['atm', /\batms?\b|\bcash ?machine/],
  ['cheque', /\bcheques?\b|\bchecks\b|\bby check\b/],
  ['direct debit', /\bdirect debit/],
  ['pin', /\bpin\b/],
  ['passcode', /\bpass ?code\b/],
  ['password', /\bpassword\b/],
  ['phone', /\bphone\b/],
  ['online', /\bonline\b/],
  ['cash', /\bcash\b(?! ?machine)/],
  ['refund', /\brefund/],
  ['salary', /\bsalary\b|\bpaid\b.*\bwork\b|\bwages?\b/],
  ['europe', /\beurope(an)?\b|\beu\b/],
  ['uk', /\buk\b|\bunited kingdom\b|\bengland\b/],
  ['us', /\bthe us\b|\busa?\b(?!d)|\bunited states\b|\bamerica\b/],
  ['abroad', /\babroad\b|\boverseas\b|\binternational(ly)?\b|\bforeign\b/],
  ['child', /\bchild(ren)?\b|\bdaughter\b|\bson\b|\bkids?\b|\bminors?\b/],
]

const negations =
  /\bnot\b|n't\b|\bcannot\b|\bcant\b|\bwont\b|\bdidnt\b|\bdoesnt\b|\bnever\b|\bno longer\b|\bwithout\b|\bunable\b|\bwrong\b|\bfail(ed|ing|s)?\b|\bdecline[ds]?\b|\breject(ed)?\b/

const numberWords = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')

/** Everything that must agree, as one text. */
export function slotsOf(question: string): string {
  const text = question.toLowerCase().replaceAll('’', "'")
  const numbers = (text.match(/\d+(?:[.,]\d+)*/g) ?? []).map((number) => number.replaceAll(',', ''))
  for (const word of text.match(/[a-z]+/g) ?? []) {
    const value = numberWords.indexOf(word)
    // "one" is mostly no number.
    if (value > 1 || value === 0) numbers.push(String(value))
  }
  const named = (list: readonly (readonly [string, RegExp])[]): string[] =>
    list.filter(([, test]) => test.test(text)).map(([name]) => name)
  return JSON.stringify([
    numbers.sort(),
    named(currencies),
    named(products),
    negations.test(text) ? 'no' : 'yes',
  ])
}
