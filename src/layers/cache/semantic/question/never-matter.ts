/**
 * What is asked again, and orders to act.
 * @module
 */
import type { Question } from './question.ts'

const again =
  /^\W*(?:(?:no|ok|okay|hmm|sorry|wait|please|well|actually|but)\W+)*(?:again|once (?:more|again)|try (?:it |this |that )?again|retry|redo|do (?:it|that|this) (?:again|over)|regenerate|repeat|rephrase|reword|another(?: one| answer| version| example| way)?|one more|more|a different (?:one|answer|way)|different(?:ly)?|something else|not (?:that|this|it|what i)|wrong|incorrect|that(?:'s| is| was)(?: not| wrong| incorrect|n't| false| the same)|this is (?:not|wrong)|you (?:are|were)(?:n't| not| wrong)|you're wrong|are you (?:sure|certain|kidding|serious)|really|is that (?:right|true|correct|all|it)|continue|go on|keep going|carry on|go ahead|next|shorter|longer|simpler|in other words|elaborate|expand|yes|no|sure|thanks|thank you|what about|how about|(?:and|but|or) \w+|same (?:for|with|question|thing|but)|instead)\b/i
const retry =
  /\b(?:try again|answer (?:me )?again|say (?:it|that) again|ask(?:ing|ed)? (?:you )?(?:again|once more|already)|as i (?:said|asked)|a(?:nother| different| new| better) (?:answer|response|reply|version)|another one|that didn't (?:help|work)|still (?:wrong|not (?:what|right|correct|working for me))|you (?:said|told|answered|mentioned|already)|your (?:last|previous|earlier) (?:answer|response|reply|message))\b/i

/** A question asked once more wants another answer than the one that was kept. */
export function asksAgain({ text, tokens }: Question): string | undefined {
  const short = tokens.length <= 8 && again.test(text)
  return short || retry.test(text) ? 'asks again, or leans on what was said' : undefined
}

const acts = new Set(
  'cancel stop lock unlock freeze unfreeze block unblock close shut open transfer move send pay wire dispute file submit increase raise lower decrease reduce order buy purchase sell book reserve schedule reschedule set turn switch activate deactivate enable disable delete remove add change update upgrade downgrade renew refund return reset restart reboot deploy run execute start launch call email text message notify remind register enroll subscribe unsubscribe approve reject withdraw deposit track apply assign create invite share upload download install uninstall play pause'.split(
    ' ',
  ),
)
const informs = /\b(?:how|what|why|when|where|which|steps?|ways?|explain|difference|between|vs)\b/i

/** An order to act on something ("cancel my payment"): the deed is wanted, not a text about it. */
export function ordersAction({ text, tokens, frame }: Question): string | undefined {
  if (frame !== 'command' && frame !== 'statement') return undefined
  let at = 0
  while (
    at < 4 &&
    /^(?:please|kindly|can|could|would|will|you|hi|hello|hey|i|want|to|need|would|like|go|ahead|and|just|let|us|lets|help|me|d)$/.test(
      tokens[at]?.lower ?? '',
    )
  )
    at += 1
  const verb = tokens[at]
  if (!verb || !acts.has(verb.lower) || informs.test(text)) return undefined
  const object = tokens[at + 1]?.lower ?? ''
  const meant =
    /^(?:my|our|the|this|that|it|all|his|her|their|a|an|for|me|us|up|down|off|on|another)$/.test(
      object,
    ) || tokens.slice(at + 1).some(({ kind, lower }) => kind !== 'word' || lower === 'my')
  return meant ? 'orders an action' : undefined
}
