/**
 * Data about the user in the messages around the question, and words of time in it.
 * @module
 */
import type { NeverContext } from './never.ts'
import type { Question } from './question.ts'

/** Statements in a system prompt or history that tie the answer to the person who asks. */
const data =
  /\b(?:user|customer|client|member|patient|student|employee|account|subscriber|guest|caller|cardholder)(?:['’]s)?[ _-]?(?:full |first |last |current |account )?(?:name|id|number|email|e-mail|phone|address|location|city|country|balance|plan|tier|status|orders?|profile|history|age|birthday|dob|gender|role|department|preferences?|language|timezone|data|details|info(?:rmation)?|context|record|cart|subscription)\b ?(?:is|are|:|=|"|are as follows)|\b(?:user|customer|patient|account|profile|order|cart)\b["']? ?: ?[{["']|\b(?:you are (?:talking|speaking|chatting) (?:to|with)|the (?:user|customer|person) (?:is|lives|works|has|owns|ordered|bought|asking is)|logged[- ]in (?:user|as)|current (?:user|customer|location|balance|date|time)\b ?[:=i])|\bmemor(?:y|ies) (?:about|of) (?:the )?user\b/i
const contact =
  /\b[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]{2,}\b|\b(?:order|account|case|ticket|booking|customer|member|policy|invoice)[ _]?(?:id|no|number|#)?\s?[:=#]\s?[A-Z0-9][\w-]{3,}/i
const searched = 8_000

/** Whether the messages around the question hold data about the one who asks. */
export function aboutTheUser({ system, history }: NeverContext): string | undefined {
  for (const known of [system, history]) {
    if (known === undefined || known === '') continue
    const part = known.slice(0, searched)
    if (data.test(part) || contact.test(part)) return 'the call carries data about the user'
  }
  return undefined
}

/** Answers that are wrong an hour or a month later, by a word of time. */
export function timeBound({ freshness, frame, text, words }: Question): string | undefined {
  for (const word of freshness) return `time-bound: ${word}`
  if (!words.has('exchange')) return undefined
  // "Why is the exchange rate wrong?" asks for no rate.
  const told = words.has('i') || /^(?:why|how-to|yes-no|when|where|definition)$/.test(frame)
  return !told && /\bexchange rates?\b/i.test(text) ? 'time-bound: exchange rate' : undefined
}
