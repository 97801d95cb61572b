/**
 * A web page as its text: headings, lists, tables and links stay, markup, scripts and styles go. Lossy.
 * One pass, no nesting kept but that of what is left out.
 * @module
 */
import { atOnce, type Work } from '../in-stretches.ts'

/** Left out with all that is in them. */
const silent = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'iframe',
  'head',
  'canvas',
  'object',
])
const breaks = new Set(
  'address article aside blockquote br dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section summary table tbody thead tr ul'.split(
    ' ',
  ),
)
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  copy: '©',
  middot: '·',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  euro: '€',
}
const mostCharacters = 2_000_000
/** Tags between two pauses: about half a millisecond. */
const tagsAtAStretch = 512

/** Whether the text is a page, or a large part of one, and not code that writes one. */
export function isHtml(text: string): boolean {
  const head = text.slice(0, 2000).trimStart()
  if (!/^(?:<!doctype html|<html|<\?xml[^>]*>\s*<!doctype html|<head|<body)/i.test(head))
    return false
  return /<\/(?:body|html|div|p|table|ul)>/i.test(text.slice(-200_000)) || text.includes('</div>')
}

/** undefined where the text is too long or nothing is left of it. */
export function htmlToText(html: string): string | undefined {
  return atOnce(readingHtml(html))
}

/** The same, with pauses. */
export function* readingHtml(html: string): Work<string | undefined> {
  if (html.length > mostCharacters) return undefined
  const out: string[] = []
  let links: { readonly url: string; readonly at: number }[] = []
  let at = 0
  const endless = new Set<string>()
  const say = (text: string): void => {
    const words = decode(text).replace(/[ \t\r\n\f]+/g, ' ')
    if (words === '' || (words === ' ' && /(?:^|\s)$/.test(out.at(-1) ?? ''))) return
    out.push(words)
  }
  for (let tags = 1; at < html.length; tags++) {
    if (tags % tagsAtAStretch === 0) yield
    const open = html.indexOf('<', at)
    if (open < 0) {
      say(html.slice(at))
      break
    }
    if (open > at) say(html.slice(at, open))
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4)
      at = end < 0 ? html.length : end + 3
      continue
    }
    const close = tagEnd(html, open)
    const tag = html.slice(open + 1, close)
    const name = /^\/?([a-z][a-z0-9-]*)/i.exec(tag)?.[1]?.toLowerCase()
    at = close + 1
    if (name === undefined) continue
    const closing = tag.startsWith('/')
    if (!closing && silent.has(name) && !tag.endsWith('/')) {
      at = silentEnd(html, at, name, endless)
    } else if (name === 'a') {
      if (!closing) links.push({ url: urlOf(tag), at: out.length })
      else {
        const link = links.pop()
        const said = link === undefined ? '' : out.slice(link.at).join('').trim()
        if (link !== undefined && link.url !== '' && said !== '') out.push(` (${link.url})`)
      }
    } else if (name === 'td' || name === 'th') {
      if (!closing) out.push(' | ')
    } else if (breaks.has(name)) {
      out.push('\n')
      const level = /^h([1-6])$/.exec(name)?.[1]
      if (!closing && level !== undefined) out.push(`${'#'.repeat(Number(level))} `)
      if (!closing && name === 'li') out.push('- ')
    } else if (name === 'img' && !closing) {
      const words = attributeOf(tag, 'alt')
      if (words !== '') say(words)
    }
    if (links.length > 64) links = []
  }
  const text = out
    .join('')
    .split('\n')
    .map((line) => line.trim())
    .filter((line, index, all) => line !== '' || (index > 0 && all[index - 1] !== ''))
    .filter((line) => line !== '-' && line !== '|')
    .join('\n')
    .trim()
  return text === '' ? undefined : text
}

/** The `>` that ends the tag; one inside quotes does not. An unended tag ends the text. */
function tagEnd(html: string, open: number): number {
  let quote = 0
  const most = Math.min(html.length, open + 20_000)
  for (let at = open + 1; at < most; at++) {
    const code = html.charCodeAt(at)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === 0x22 || code === 0x27) quote = code
    else if (code === 0x3e) return at
  }
  const plain = html.indexOf('>', open)
  return plain < 0 ? html.length : plain
}

const silentEnds = new Map([...silent].map((name) => [name, new RegExp(`</${name}\\s*>`, 'gi')]))

/** `endless`: names that were looked for in vain once; looking again for each would take quadratic time. */
function silentEnd(html: string, from: number, name: string, endless: Set<string>): number {
  if (endless.has(name)) return from
  const form = silentEnds.get(name)!
  form.lastIndex = from
  const found = form.exec(html)
  if (found !== null) return found.index + found[0].length
  // One that never ends is taken for empty, else the rest of the page would be lost.
  endless.add(name)
  return from
}

/** Places within the page and scripts say nothing. */
function urlOf(tag: string): string {
  const url = attributeOf(tag, 'href')
  return /^(?:https?:|\/|mailto:)/i.test(url) && url.length <= 300 ? url : ''
}

function attributeOf(tag: string, name: string): string {
  const short = tag.slice(0, 4000)
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(short)
  return decode(found?.[1] ?? found?.[2] ?? found?.[3] ?? '')
}

function decode(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (all, ten, hex, name) => {
    if (name !== undefined) return entities[(name as string).toLowerCase()] ?? (all as string)
    const code = ten !== undefined ? Number(ten) : Number.parseInt(hex as string, 16)
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
      ? String.fromCodePoint(code)
      : ''
  })
}
