/**
 * Words of which each, with a space before it or at the start, is one token of o200k (words.test.ts counts):
 * a text of n words has n tokens without a tokenizer being run.
 * @module
 */
export const words: readonly string[] = (
  'the of and to in is that for it as was with be by on not he his but at are this have from or had an they which ' +
  'one you were all her she there would their we him been has when who will no more if out so up said what its about ' +
  'than into them can only other time new some could these two may first then do any like my now over such our man ' +
  'me even most made after also did many off before must well back through years much where your way down should ' +
  'because long each just state those people too mr how little good world make very year still see own work men day ' +
  'get here old life both between being under three never know same last another while us might great go come since ' +
  'against right came take used few house use place during high without again home around small however ' +
  'found part school every once general upon left number course war until always away something fact water ' +
  'less public put think almost hand far head yet better set nothing night end why called'
).split(' ')

/** A text of exactly `count` tokens of o200k, drawn from a seeded source. */
export function spell(count: number, random: () => number): string[] {
  const pieces: string[] = []
  for (let i = 0; i < count; i++) {
    const word = words[Math.floor(random() * words.length)]!
    pieces.push(i === 0 ? word : ` ${word}`)
  }
  return pieces
}
