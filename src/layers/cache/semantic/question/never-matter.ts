/**
 * Matters in which another wording's answer is wrong by nature: asked again, made up, graver than a saving is worth,
 * or an order to act.
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

const made =
  /\b(?:write|compose|make up|generate|invent|come up with|draft|craft|brainstorm|imagine)\b[^.?!:\n]{0,50}\b(?:poems?|jokes?|puns?|stor(?:y|ies)|songs?|haikus?|limericks?|lyrics|raps?|essays?|slogans?|taglines?|tweets?|captions?|names? for|ideas?|dialogues?|scripts? for|riddles?|facts?|quotes?|speech(?:es)?|toasts?|tales?|fables?|characters?|plots?|scenarios?|headlines?|blog posts?|articles?|cover letters?|emails?|letters?|ads?|advertisements?|bios?|nicknames?|usernames?|passwords?|compliments?|pickup lines?|messages?|prompts?|paragraphs?|reviews?|descriptions?)\b/i
const wanted =
  /\b(?:create|think of|suggest|give (?:me|us)|tell (?:me|us)|need|want|produce|design|make)\b[^.?!:\n]{0,30}\b(?:poems?|jokes?|puns?|(?:bedtime |short )?stor(?:y|ies)|songs?|haikus?|limericks?|lyrics|slogans?|taglines?|captions?|names for|ideas? for|riddles?|fun facts?|random facts?|toasts?|fables?|nicknames?|usernames?|compliments?|pickup lines?)\b/i
const chance =
  /\b(?:(?:a|some|any) random (?:number|word|name|fact|colou?r|letter|card|quote|sentence|person|topic|question|animal|country|string|password)s?|random (?:number|fact|word|name)s?|randomly (?:pick|choose|select|generate)|at random|roll (?:a|the|two|some|\d)|(?:flip|toss) (?:a|the) coin|pick (?:one|(?:a|any) (?:number|card|colou?r|word|name|letter|winner|movie|book))|choose (?:a|any) (?:number|card|name)|surprise me|shuffle|draw (?:a|me)|guess a|lottery numbers?|truth or dare|would you rather|roleplay|role-play|pretend (?:to|you|that)|let's play|play a game|sing\b|make me laugh|rhyme)\b/i
const joke =
  /\b(?:a|another|some|good|funny|best|dad|any) (?:jokes?|puns?|riddles?|haikus?|limericks?|poems?)\b/i
const knowledge =
  /\b(?:random (?:forest|variable|access|sampl|walk|number generator|effects?|module|seed)|math\.random|who wrote|meaning of the (?:poem|song|story))/i

/** What is made up is wanted new. */
export function creative({ text }: Question): string | undefined {
  if (knowledge.test(text)) return undefined
  return made.test(text) || wanted.test(text) || chance.test(text) || joke.test(text)
    ? 'creative or random'
    : undefined
}

const medicines =
  /\b(?:ibuprofen|paracetamol|acetaminophen|tylenol|advil|aspirin|naproxen|amoxicillin|antibiotics?|insulin|metformin|xanax|valium|adderall|ritalin|melatonin|benadryl|codeine|morphine|oxycodone|opioids?|warfarin|lithium|prednisone|steroids?|antidepressants?|ssris?|zoloft|prozac|lexapro|viagra|sildenafil|pills?|tablets? of|medications?|medicines?|drugs?|vaccines?|vitamins?|supplements?|painkillers?|sleeping pills?|mdma|ecstasy|cocaine|heroin|lsd|ketamine|meth|weed|cannabis|alcohol)\b/i
const dosing =
  /\b(?:dos(?:e|es|age|ing)|overdos\w*|how (?:much|many|often)|mg|mcg|milligrams?|per day|per kg|safe(?:ly)? to (?:take|give|mix|combine)|can i (?:take|give|mix|combine)|should i (?:take|give|stop)|take (?:with|together|while|after|before)|mix(?:ing)?|combin(?:e|ing)|interact\w*|withdrawal|taper\w*|lethal|maximum)\b/i
const health =
  /\b(?:dosages?|dosing|overdos(?:e|es|ed|ing)|lethal dose|contraindicat\w*|drug interactions?)\b/i
const law =
  /\b(?:lawsuits?|sue|suing|sued|lawyers?|attorneys?|solicitors?|statute of limitations|(?:il)?legal(?:ly)?|(?:un)?lawful(?:ly)?|against the law|crimes?|criminal|felony|felonies|misdemeanou?rs?|arrest(?:ed)?|jail|prison|prosecut\w*|subpoena|custody|alimony|evict(?:ed|ion)?|bail|plead(?:ing)?|probate|restraining order|wrongful(?:ly)?|liable|liabilit(?:y|ies)|breach of|defamation|libel|harass(?:ed|ment)|discriminat\w*|asylum|deport(?:ed|ation)|undocumented|overstay(?:ed)?|copyright infring\w*|my rights|legal rights|dui|dwi|manslaughter|assault(?:ed)?|restitution|bankruptcy)\b/i
const crisis =
  /\b(?:suicid(?:e|al)|kill (?:myself|himself|herself|themselves)|end (?:my|it) (?:life|all)|want to die|wanna die|better off dead|self[- ]?harm(?:ing)?|cut(?:ting)? myself|hurt(?:ing)? myself|no reason to live|can't go on|rap(?:e|ed|ist)|molest\w*|abus(?:e|ed|es|ive|ing|er)|domestic violence|(?:he|she|husband|wife|boyfriend|girlfriend|father|mother) (?:hits?|beats?|hurts?|chokes?|threatens?|threatened)|stalk(?:ed|ing|er)|chest pains?|can(?:no|')t breathe|trouble breathing|not breathing|unconscious|unresponsive|choking|severe bleeding|bleeding (?:heavily|won't)|stroke symptoms|heart attack|seizures?|poison(?:ed|ing)?|(?:i|he|she|child|kid|baby|son|daughter|toddler|dog|cat) (?:has |have |just )?swallowed|anaphyla\w*|allergic reaction|miscarriage|medical emergency|911|panic attack|hear(?:ing)? voices|anorexi\w*|bulimi\w*|relapse[ds]?|gunshot|bomb|weapons?|terroris\w*)\b/i

/** Dosage, law and crisis: one wrong answer costs more than all that is saved. */
export function grave({ text }: Question): string | undefined {
  if (crisis.test(text)) return 'a matter of crisis'
  if (health.test(text) || (medicines.test(text) && dosing.test(text))) return 'a matter of dosage'
  return law.test(text) ? 'a matter of law' : undefined
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
