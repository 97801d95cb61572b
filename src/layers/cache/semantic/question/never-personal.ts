/**
 * Answers that hold for one person, or for one moment.
 * @module
 */
import type { NeverContext } from './never.ts'
import type { Question } from './question.ts'

/** What a person has that changes under them. I and my alone make no question personal: "my card" is any card. */
const possessions =
  '(?:\\w+ ){0,3}?(?:balances?|orders?|packages?|parcels?|shipments?|deliver(?:y|ies)|refunds?|transactions?|statements?|scores?|appointments?|bookings?|reservations?|tickets?|grades?|results?|salary|paychecks?|payslips?|bills?|invoices?|usage|points|miles|location|schedule|calendar|meetings?|emails?|messages?|inbox|passwords?|name|birthday|age|address|claims?|application|cases?|requests?|subscription|credit limit|limit|due dates?|tasks|todos?|files|records?|history|status|cart|wishlist|portfolio|holdings|leave days|vacation days)'
const personal = [
  new RegExp(
    `\\b(?:what(?:'s| is| are| was| were)|where(?:'s| is| are)|when(?:'s| is| are| will| did| does)|how much(?: is| are)?|how many|has|have|did|does|is|are|was|show|list|check|pull up|find|give|tell|see|look up|track|read)\\b(?: me| us)?(?: in| on| of)?(?: the (?:status|state|details|amount|total|date) (?:of|for|on))? (?:my|our) ${possessions}\\b(?! (?:work|mean|policy|policies|required|necessary|important|calculated|determined|computed|formed))`,
    'i',
  ),
  /\b(?:how much|how many|what) (?:\w+ ){0,3}do (?:i|we) (?:have|owe|still|currently|get paid)\b/i,
  /\b(?:where|who|how old|how tall) am i\b|\bam i (?:eligible|approved|registered|enrolled|late|logged|on (?:the|a)|overdue|being)\b|\bdo i (?:have (?:any|an|enough|a)|owe (?:any|anything|you|money))\b/i,
  /\b(?:did|has|have|was|were|is|are) (?:my|our) (?:\w+ ){1,3}(?:arrived?|shipped|gone? through|been (?:sent|paid|processed|approved|received|refunded|delivered|cancelled)|cleared|posted|processed|approved|late|delayed|ready)\b/i,
  /\bremind me\b|\bmy (?:last|previous|recent|upcoming|pending|most recent) \w+/i,
  /\bstatus of\b|\bwhat(?:'s| is) the status\b/i,
  /\bdo you (?:remember|know) (?:me|my|who i am|what i)\b|\b(?:what|who) did i\b|\bi (?:told|mentioned|said|asked) (?:you )?(?:earlier|before|above|previously)\b/i,
]

/** Statements in a system prompt or history that tie the answer to the person who asks. */
const data =
  /\b(?:user|customer|client|member|patient|student|employee|account|subscriber|guest|caller|cardholder)(?:['’]s)?[ _-]?(?:full |first |last |current |account )?(?:name|id|number|email|e-mail|phone|address|location|city|country|balance|plan|tier|status|orders?|profile|history|age|birthday|dob|gender|role|department|preferences?|language|timezone|data|details|info(?:rmation)?|context|record|cart|subscription)\b ?(?:is|are|:|=|"|are as follows)|\b(?:user|customer|patient|account|profile|order|cart)\b["']? ?: ?[{["']|\b(?:you are (?:talking|speaking|chatting) (?:to|with)|the (?:user|customer|person) (?:is|lives|works|has|owns|ordered|bought|asking is)|logged[- ]in (?:user|as)|current (?:user|customer|location|balance|date|time)\b ?[:=i])|\bmemor(?:y|ies) (?:about|of) (?:the )?user\b/i
const contact =
  /\b[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]{2,}\b|\b(?:order|account|case|ticket|booking|customer|member|policy|invoice)[ _]?(?:id|no|number|#)?\s?[:=#]\s?[A-Z0-9][\w-]{3,}/i
const searched = 8_000

export function aboutTheUser(
  { text, frame }: Question,
  { system, history }: NeverContext,
): string | undefined {
  const straight = text.includes('’') ? text.replaceAll('’', "'") : text
  const general = frame === 'why' || frame === 'how-to' || frame === 'how'
  if (personal.some((pattern, at) => !(general && at === 0) && pattern.test(straight)))
    return 'depends on the user'
  for (const known of [system, history]) {
    if (known === undefined || known === '') continue
    const part = known.slice(0, searched)
    if (data.test(part) || contact.test(part)) return 'the call carries data about the user'
  }
  return undefined
}

const moments =
  /\b(?:weather|forecast|news|headlines|traffic|(?:stock|share|bitcoin|crypto|gold|oil|gas|silver|btc|eth) (?:price|quote|value)s?|price of (?:bitcoin|gold|silver|oil|gas|ethereum|\w+ (?:stock|shares?))|trading at|who (?:won|is winning|is leading)|what time is it|what day is it|what(?:'s| is) the (?:date|time)(?: in\b|\?|$)|is (?:it|\w+) (?:down|open|up|raining|snowing|sunny)\b|flight status|live (?:score|stream|update)s?|wait times?|in stock|available (?:now|seats|rooms|slots|appointments)|next (?:train|bus|flight|game|match|election|release|episode)|how (?:long|many days) (?:until|till|left)|(?:days|time) (?:until|till|left|remaining)|opening hours|so far (?:this|today))/i

/** Answers that are wrong an hour or a month later, by a word of time or by their matter. */
export function timeBound({ text, freshness, frame, words }: Question): string | undefined {
  for (const word of freshness) return `time-bound: ${word}`
  // "Why is the exchange rate wrong?" asks for no rate.
  const told = words.has('i') || /^(?:why|how-to|yes-no|when|where|definition)$/.test(frame)
  if (!told && /\bexchange rates?\b/i.test(text)) return 'time-bound: exchange rate'
  const found = moments.exec(text)
  return found ? `time-bound: ${found[0].toLowerCase()}` : undefined
}
