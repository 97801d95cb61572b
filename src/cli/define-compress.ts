/**
 * The command that shows what shorter texts would be.
 * @module
 */
import { InvalidArgumentError } from 'commander'
import type { Add, CompressFlags } from './options.ts'
import type { Terminal } from './terminal.ts'

export function defineCompress(add: Add, terminal: Terminal): void {
  add(
    'compress',
    'show what the compress layer makes of a file; nothing is sent or kept',
    `
Reads a request body (OpenAI, Anthropic or Gemini, as JSON) or any text, which is taken as the result
of a tool, and shows what would be sent instead: tokens, dollars, and what changed. \`-\` reads from
standard input.

\`--words\` is a tool for who has a budget and no question: it leaves out the commonest words, keeps
numbers, negations and names, and models read what is left worse. No layer does it by itself.

Examples:
  $ farthing compress request.json
  $ npm test 2>&1 | farthing compress - --model claude-sonnet-4-5
  $ farthing compress data.json --sent > data.txt
  $ farthing compress notes.md --words 0.7 --sent > shorter.md`,
  )
    .argument('<file>', 'a request body or a text')
    .option('--model <name>', 'whose price to take where the file names none', 'gpt-5')
    .option(
      '--floor <share>',
      'show what a certificate of this floor allows, 0.5 to 1',
      readFloor,
      1,
    )
    .option(
      '--words <share>',
      'of a text, leave out single words down to this share, 0 to 1',
      readShare,
    )
    .option('--sent', 'write what would be sent, and nothing else')
    .option('--all', 'show changed texts whole')
    .action(async (file: string, options: CompressFlags) => {
      const { compress } = await import('./commands/compress.ts')
      return compress(file, options, terminal)
    })
}

function readFloor(text: string): number {
  const floor = Number(text)
  if (!(floor >= 0.5 && floor <= 1)) throw new InvalidArgumentError('It goes from 0.5 to 1.')
  return floor
}

function readShare(text: string): number {
  const share = Number(text)
  if (text.trim() === '' || !(share >= 0 && share <= 1)) {
    throw new InvalidArgumentError('It goes from 0 to 1.')
  }
  return share
}
