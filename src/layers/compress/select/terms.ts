/**
 * Words of a text as matching sees them: folded, lightly stemmed, CJK in pairs of characters; and the pieces of four
 * letters that let a German compound meet its parts.
 * @module
 */

/** Function words of eight languages. "not", "no", "nicht", "kein" and "without" carry meaning and are none. */
export const functionWords: ReadonlySet<string> = new Set(
  (
    'a an the of in on at to for from by with and or is are was were be been being do does did has have had it its ' +
    'this that these those as what which who whom whose when where why how s t i you he she we they his her their ' +
    'there than then so if into about can could will would should may might must my your our me us them d ll re ve ' +
    'der die das den dem des ein eine einer eines einem einen und oder ist sind war waren wird wurde wurden sein im ' +
    'am auf aus bei mit nach von vom vor zu zum zur für über als wie was wer wen wem wo wann warum welche welcher ' +
    'welches welchen welchem hat haben hatte hatten es er sie wir ihr ihre ihren ihrem sich dass auch durch werden ' +
    'le la les un une des du de et ou est sont était dans sur pour par avec que qui quoi quel quelle quels quelles ' +
    'où quand comment pourquoi se sa son ses au aux ce cette il elle ils elles ' +
    'el los las una unos unas del y o es son era en con por para qué quién cuál cuáles cuándo dónde cómo su sus al lo ' +
    'il lo gli uno di e è del della dei delle che chi quale quali quando dove come perché ' +
    'o os as um uma do da dos das em no na nos nas que quem qual quais onde ' +
    'het een van en is zijn was waren op te met voor door aan bij wat wie welke wanneer waar hoe waarom ' +
    'и в во на с со по из за от до для как что кто где когда какой какая какие какое это был была было были'
  ).split(' '),
)
// Portuguese "no" (in the) is English "no": meaning wins.
;(functionWords as Set<string>).delete('no')

/** Bounded: a word longer than this is matched by its head. */
const longestWord = 40

const word = /[\p{L}\p{M}\p{N}]+/gu
const ideograph = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

/** Calls `each` with every folded word in order. */
export function eachWord(text: string, each: (word: string) => void): void {
  for (const match of text.toLowerCase().matchAll(word)) {
    const found = match[0]
    if (found.charCodeAt(0) > 0x0e00 && ideograph.test(found)) {
      const letters = Array.from(found.slice(0, 2000))
      if (letters.length === 1) each(letters[0]!)
      for (let at = 0; at + 1 < letters.length; at += 1) each(letters[at]! + letters[at + 1]!)
    } else each(found.length > longestWord ? found.slice(0, longestWord) : found)
  }
}

/**
 * A light stem: plural and verbal endings of English, German, French and Spanish off words of five letters and more.
 * Wrong stems are harmless where question and document lose the same ending.
 */
export function stem(found: string): string {
  if (found.length < 5 || found.charCodeAt(0) < 58) return found
  for (const ending of endings) {
    if (found.length - ending.length >= 4 && found.endsWith(ending)) {
      return found.slice(0, found.length - ending.length)
    }
  }
  return found
}

const endings = [
  'ungen',
  'ations',
  'ation',
  'ments',
  'ment',
  'ings',
  'ing',
  'ied',
  'ies',
  'est',
  'ung',
  'ern',
  'ers',
  'ed',
  'es',
  'en',
  'er',
  'em',
  'ly',
  's',
  'e',
  'n',
  'y',
]

/** Pieces of four letters of a word of five letters and more, as numbers; under 2^31, collisions rare and harmless. */
export function eachGram(found: string, each: (gram: number) => void): void {
  if (found.length < 5) return
  let gram = 0
  for (let at = 0; at < found.length; at += 1) {
    gram = ((gram << 8) ^ found.charCodeAt(at) ^ (found.charCodeAt(at) << 3)) | 0
    if (at >= 3) each(gram)
  }
}
