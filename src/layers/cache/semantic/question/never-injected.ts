/**
 * Texts made to steer the model or to collide with another: instructions against instructions, control tokens,
 * invisible letters, machine-made suffixes. Lexical, on the raw text: embeddings are what such texts are made to fool
 * (CacheAttack, arXiv 2601.23088; GCG, arXiv 2307.15043).
 * @module
 */
const orders = [
  /\b(?:ignore|disregard|forget|override|bypass|skip|drop)\b[^.?!\n]{0,30}\b(?:previous|prior|above|earlier|preceding|former|your|all|any|system|these|those)\b[^.?!\n]{0,20}\b(?:instructions?|prompts?|messages?|rules?|directions?|guidelines?|context|training|constraints?|restrictions?|filters?)\b/i,
  /\b(?:reveal|print|show|output|repeat|leak|tell me|give me|what(?:'s| is| are))\b[^.?!\n]{0,20}\b(?:your|the) (?:system |hidden |initial |original |secret |developer )+(?:prompts?|instructions?|messages?|rules?)\b/i,
  /\b(?:you are|you're|act as|pretend to be|behave as|become|from now on)\b[^.?!\n]{0,40}\b(?:dan|jailbroken|unrestricted|unfiltered|uncensored|evil|no longer bound|without (?:any )?(?:restrictions|filters|limits|rules))\b/i,
  /\b(?:developer|debug|god|admin|sudo|jailbreak|dan) mode\b|\bdo anything now\b|\bjailbreak\b/i,
  /\bnew instructions?\s*:|\bsystem (?:prompt|override|message)\s*:/i,
  /<\|[a-z_]{2,30}\|>|\[\/?INST\]|<<\/?SYS>>|<\/?s>|^\s*#{2,}\s*(?:instruction|system|response)|\b(?:assistant|system|human)\s*:\s*\S/im,
]

const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\u{e0000}-\u{e007f}]/u
const packed = /\b[A-Za-z0-9+/]{48,}={0,2}(?![A-Za-z0-9])|\b[0-9a-f]{64,}\b/
const trigger =
  /ignore|disregard|forget|override|bypass|skip|drop|reveal|print|prompt|instruction|mode|jail|dan\b|unrestricted|unfiltered|uncensored|assistant|system|human|now|<|\[|#/i

/** A reason where the text looks made; undefined otherwise. Linear: every repetition in the patterns is bounded. */
export function injected(text: string): string | undefined {
  if (trigger.test(text) && orders.some((order) => order.test(text)))
    return 'instructions against instructions'
  if (invisible.test(text)) return 'invisible letters'
  if (packed.test(text)) return 'packed text'
  return gibberish(text) ? 'unreadable text' : undefined
}

/** Nothing can have grown into these; most chunks are of them. */
const plain = /^[A-Za-z]+[.,?!']?$/

/** Words with brackets, stars and slashes grown into them, or letters in no order, several of them. */
function gibberish(text: string): boolean {
  let odd = 0
  let all = 0
  for (const chunk of text.split(/\s+/)) {
    if (chunk === '') continue
    all += 1
    if (chunk.length > 60 && !/^https?:/.test(chunk)) odd += 2
    else if ((!plain.test(chunk) && grown(chunk)) || noWord(chunk)) odd += 1
  }
  return odd >= 3 || (odd >= 2 && odd * 4 >= all)
}

/** `similarlyNow`, `oppositeley.](Me`, `giving**ONE`, `"\!--Two`, `}{@`. */
function grown(chunk: string): boolean {
  return (
    /[\p{L}\d][.,]?[\])}*\\|~^<>"]+[([{*\\|~^<>"!]+[\p{L}]/u.test(chunk) ||
    /[\p{L}][*\\|~^]{1,3}[\p{L}]/u.test(chunk) ||
    /\\[!-/:-@]|[!-/:-@[-`{-~]{4,}[\p{L}]/u.test(chunk) ||
    /^[^\p{L}\d\s]{4,}$/u.test(chunk.replace(/[.?!\-_=…]+/g, ''))
  )
}

/** Ten letters and more with hardly a vowel, or with five consonants in a row twice. */
function noWord(chunk: string): boolean {
  if (chunk.length < 7) return false
  const letters = chunk.replace(/[^A-Za-z]/g, '').toLowerCase()
  if (letters.length < 7 || /[\d_./:@-]/.test(chunk)) return false
  const vowels = letters.match(/[aeiouy]/g)?.length ?? 0
  return (
    vowels * 6 < letters.length ||
    (letters.match(/[bcdfghjklmnpqrstvwxz]{5,}/g)?.join('').length ?? 0) >= 6
  )
}
