/**
 * `farthing compress FILE`: before, after, tokens, dollars and what went.
 * @module
 */
import { readFileSync } from 'node:fs'
import { pricesOf } from '../../gateway/prices-of.ts'
import { preview, type Preview, type PreviewedText } from '../../layers/compress/preview.ts'
import { loadRarity } from '../../layers/compress/select/load.ts'
import { keepWords } from '../../layers/compress/select/words/keep-words.ts'
import { countTokens } from '../../pricing/tokens.ts'
import { formatDollars } from '../../pricing/money.ts'
import { grouped } from '../amounts.ts'
import { CommandFailure } from '../exit.ts'
import type { CompressFlags } from '../options.ts'
import { plain } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { load } from './config.ts'

const mostBytes = 64 * 1024 * 1024
/** Of each side of a changed text, without `--all`. */
const mostLines = 8
const longestLine = 160

export async function compress(
  file: string,
  options: CompressFlags,
  terminal: Terminal,
): Promise<void> {
  if (options.words !== undefined) return fewerWords(file, options.words, options, terminal)
  const { configuration } = await load(options)
  const shown = await preview(readInput(file), {
    settings: { ...configuration.layers.compress, floor: options.floor },
    floor: options.floor,
    prices: pricesOf(configuration),
    model: options.model,
  })
  if (options.json) {
    const { sent: _, ...rest } = shown
    return terminal.json(options.sent ? shown : rest)
  }
  if (options.sent) return terminal.line(shown.sent)
  for (const text of shown.texts) showText(text, options.all === true, terminal)
  showSum(shown, terminal)
}

async function fewerWords(
  file: string,
  share: number,
  options: CompressFlags,
  terminal: Terminal,
): Promise<void> {
  const before = Buffer.from(readInput(file)).toString()
  const { text, share: reached } = keepWords(before, share, loadRarity())
  const [was, is] = [
    await countTokens(before, options.model),
    await countTokens(text, options.model),
  ]
  const counts = { share: reached, tokensBefore: was.tokens, tokensAfter: is.tokens }
  if (options.json) return terminal.json(options.sent ? { ...counts, sent: text } : counts)
  if (options.sent) return terminal.line(text)
  terminal.line(
    `${(100 * reached).toFixed(1)} % of the words, ${grouped(was.tokens)} → ${grouped(is.tokens)} tokens; --sent writes them`,
  )
}

function readInput(file: string): Uint8Array {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(file === '-' ? 0 : file)
  } catch (error) {
    throw new CommandFailure(`${file} cannot be read: ${(error as Error).message}.`)
  }
  if (bytes.length > mostBytes) {
    throw new CommandFailure(
      `${file} is over ${mostBytes / 1024 / 1024} MB, the most that is read.`,
    )
  }
  return bytes
}

function showText(text: PreviewedText, all: boolean, terminal: Terminal): void {
  const { tokensBefore, tokensAfter } = text
  const fall = `${grouped(tokensBefore)} → ${grouped(tokensAfter)} tokens`
  terminal.line(`${terminal.style('bold', nameOf(text))}  ${fall}`)
  const { gone, added } = middle(text)
  lines(gone, all, (line) => terminal.line(terminal.style('red', `- ${line}`)))
  lines(added, all, (line) => terminal.line(terminal.style('green', `+ ${line}`)))
  terminal.line()
}

function nameOf({ kind, toolName, resultNumber }: PreviewedText): string {
  if (kind !== 'tool-result') return kind === 'user' ? 'user message' : kind
  const name = toolName ? ` (${plain(toolName)})` : ''
  return resultNumber ? `tool result ${resultNumber}${name}` : 'the text'
}

/** Both sides without the lines that they begin and end with alike. */
function middle({ before, after }: PreviewedText): {
  gone: readonly string[]
  added: readonly string[]
} {
  const old = before.split('\n')
  const made = after.split('\n')
  let start = 0
  while (start < Math.min(old.length, made.length) && old[start] === made[start]) start++
  let end = 0
  const most = Math.min(old.length, made.length) - start
  while (end < most && old.at(-1 - end) === made.at(-1 - end)) end++
  return { gone: old.slice(start, old.length - end), added: made.slice(start, made.length - end) }
}

function lines(texts: readonly string[], all: boolean, write: (line: string) => void): void {
  const shown = all ? texts : texts.slice(0, mostLines)
  for (const text of shown) {
    const line = plain(text.replaceAll('\t', '  '))
    write(all || line.length <= longestLine ? line : `${line.slice(0, longestLine)}…`)
  }
  const left = texts.length - shown.length
  if (left > 0) write(`… ${left} more ${left === 1 ? 'line' : 'lines'}`)
}

function showSum(shown: Preview, terminal: Terminal): void {
  const { tokensBefore, tokensAfter, saved, model, texts, looked } = shown
  if (texts.length === 0) {
    const what = looked === 1 ? 'The text stays as it is' : `All ${looked} texts stay as they are`
    terminal.line(`${what}: nothing in it would have fewer tokens.`)
    return
  }
  const share = tokensBefore === 0 ? 0 : (100 * (tokensBefore - tokensAfter)) / tokensBefore
  terminal.line(
    `${grouped(tokensBefore)} → ${grouped(tokensAfter)} tokens, ${share.toFixed(1)} % fewer, in ${texts.length} of ${looked} ${looked === 1 ? 'text' : 'texts'}`,
  )
  terminal.line(
    saved
      ? `${formatDollars(saved.fresh)} saved a call with ${plain(model)} where they are new, ${formatDollars(saved.cached)} where the provider has them cached`
      : `${plain(model)} has no price here; --model names one`,
  )
}
