/**
 * Answers that are never kept for other wordings: refusals, verdicts of moderation, questions back.
 * @module
 */

const considered = 600
const refusal =
  /^\W{0,10}(?:(?:i(?:'m| am) (?:(?:very |so |really )?sorry|afraid)|sorry|apologies|my apologies|unfortunately|regrettably|as an? (?:ai|language model|assistant|large language model))\b[^.!?\n]{0,160}?\b(?:can(?:'t|not| not)|couldn't|won't|unable|not (?:able|allowed|permitted|comfortable|appropriate|possible)|don't (?:have|feel|know)|do not (?:have|know)|must decline|refuse|violat\w+|against)\b|i (?:can(?:'t|not| not)|won't|will not|must decline|am unable|am not able|'m unable|decline)\b[^.!?\n]{0,40}\b(?:help|assist|provide|comply|answer|discuss|do|fulfill|fulfil|continue|support|create|write|generate|share|give|offer|engage|access|respond|support)\b|i(?:'m| am) (?:unable|not able|not allowed) to\b|i (?:don't|do not) (?:have (?:access|real[- ]?time|information|enough|the ability)|know)\b)/i
const verdict =
  /^\s*(?:\{[^{}]{0,200}"?(?:flagged|categories|category_scores|verdict|violation|moderation|safe|unsafe)"?\s*:|(?:un)?safe\b\s*(?:\n|$|S\d)|(?:flagged|blocked|allowed|toxic|not toxic|non-toxic|spam|not spam|violation|no violation|approved|rejected)\W*$)|\b(?:(?:violat\w{1,6}|against|by|under|breach\w{0,6})[^.!?\n]{0,20}\bcontent (?:policy|policies|filters?)|violates? (?:our|the) (?:policy|policies|guidelines|terms))\b/i
const declines =
  /^\W{0,10}(?:i apologi[sz]e,? but\b|i (?:have|need) to decline\b|i(?:'d| would) (?:rather|prefer) not\b|i(?:'m| am) (?:not (?:comfortable|sure (?:i|what)|going to|designed)|designed to (?:avoid|decline)|unsure what)\b|(?:that|this|it)(?:'s| is) (?:not )?something (?:that )?i (?:can|could|am|won)|(?:it|that|this) (?:would|might) (?:not|n't) be (?:appropriate|right|safe|ethical)|it wouldn't be (?:appropriate|right|safe|ethical)|my (?:guidelines|instructions|policy|programming|rules) (?:prevent|forbid|do not|don't|prohibit)|(?:let's|let us) (?:talk|speak|discuss) (?:about )?something else)/i
const urges =
  /\b(?:if you(?:'re| are) (?:in (?:crisis|danger|distress)|thinking about|having thoughts|struggling|feeling)|sorry (?:that )?you(?:'re| are) (?:feeling|going through|in)|if this is an emergency|(?:call|dial|text) (?:911|988|999|112)\b|(?:suicide|crisis) (?:prevention )?(?:hot|life)line|seek (?:immediate|emergency|urgent) (?:help|care|medical))/i
const access =
  /\b(?:i (?:don't|do not|can't|cannot) (?:have )?(?:access|see|view|browse|check)|knowledge cut-?off|my last (?:knowledge )?update|as of (?:my|today|now)|real-time (?:data|information)|please (?:provide|share|specify|clarify|paste)|could you (?:please )?(?:provide|share|specify|clarify|tell me)|can you (?:please )?(?:provide|share|specify|clarify)|need (?:more|a bit more|some more) (?:information|context|details))\b/i

/** Why an answer must not be kept for other wordings; undefined where it may. Reads its first 600 characters. */
export function neverKeep(answer: string): string | undefined {
  const start = answer.slice(0, considered).replaceAll('’', "'")
  if (start.trim() === '') return 'empty'
  if (refusal.test(start)) return 'a refusal'
  if (declines.test(start)) return 'a refusal'
  if (urges.test(start)) return 'advice for one in need'
  if (verdict.test(start)) return 'a verdict of moderation'
  if (access.test(start)) return 'depends on what the model could not see'
  return answer.length < 300 && /\?\s*$/.test(answer) ? 'asks back' : undefined
}
