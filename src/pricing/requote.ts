/**
 * Billed usage carried over to another point of the same call; the algebra stands in `account.ts`.
 * @module
 */
import type { OtherClass, Usage } from '../call.ts'
import { classTable, outputTokens, promptTokens } from './classes.ts'

/**
 * What the billed usage would have been at the point whose estimate is `estimate`, when `last` was the estimate of
 * the point that was billed. Whole tokens, none negative. The same estimate gives the billed usage back.
 */
export function requote(estimate: Usage, last: Usage, billed: Usage): Usage {
  if (estimate === last) return billed
  const promptTotal = carry(promptTokens(estimate), promptTokens(last), promptTokens(billed))
  const outputTotal = carry(outputTokens(estimate), outputTokens(last), outputTokens(billed))
  const media = scaleOther(
    billed,
    ratio(promptTotal, promptTokens(billed)),
    ratio(outputTotal, outputTokens(billed)),
  )
  const text = Math.max(0, promptTotal - media.input)
  const cached = Math.round(text * shifted(cachedShare, estimate, last, billed))
  const mix = cacheMix(estimate, last, billed)
  const cacheRead = Math.round(cached * mix.read)
  const cacheWrite1h = Math.min(cached - cacheRead, Math.round(cached * mix.write1h))
  const produced = Math.max(0, outputTotal - media.output)
  const reasoning = Math.round(produced * shifted(reasoningShare, estimate, last, billed))
  const usage = {
    input: text - cached,
    cacheRead,
    cacheWrite: cached - cacheRead - cacheWrite1h,
    cacheWrite1h,
    output: produced - reasoning,
    reasoning,
  }
  return media.other === undefined ? usage : { ...usage, other: media.other }
}

/** Estimates are good at ratios; where there was nothing to be in ratio to, at differences. */
function carry(estimate: number, last: number, billed: number): number {
  return last === 0 ? estimate + billed : Math.round(estimate * (billed / last))
}

function shifted(
  share: (usage: Usage) => number,
  estimate: Usage,
  last: Usage,
  billed: Usage,
): number {
  return clamp(share(billed) + share(estimate) - share(last))
}

function cachedTokens(usage: Usage): number {
  return usage.cacheRead + usage.cacheWrite + usage.cacheWrite1h
}

function cachedShare(usage: Usage): number {
  const cached = cachedTokens(usage)
  return ratio(cached, usage.input + cached)
}

function reasoningShare(usage: Usage): number {
  return ratio(usage.reasoning, usage.output + usage.reasoning)
}

/** How the cached tokens divide. A point without any says nothing about it: then the billed division stands. */
function cacheMix(estimate: Usage, last: Usage, billed: Usage) {
  const known = [billed, estimate, last].find((usage) => cachedTokens(usage) > 0)
  if (known === undefined) return { read: 0, write1h: 0 }
  const share = (usage: Usage, name: 'cacheRead' | 'cacheWrite' | 'cacheWrite1h') =>
    usage[name] / cachedTokens(usage)
  const compare = [billed, estimate, last].every((usage) => cachedTokens(usage) > 0)
  const part = (name: 'cacheRead' | 'cacheWrite' | 'cacheWrite1h') =>
    compare
      ? clamp(share(billed, name) + share(estimate, name) - share(last, name))
      : share(known, name)
  const read = part('cacheRead')
  const write1h = part('cacheWrite1h')
  const sum = read + write1h + part('cacheWrite')
  return sum === 0 ? { read: 1, write1h: 0 } : { read: read / sum, write1h: write1h / sum }
}

/** Audio, images and the like scale with their direction; counts of searches and requests stay. */
function scaleOther(billed: Usage, prompt: number, output: number) {
  const sums = { input: 0, output: 0, fee: 0 }
  if (billed.other === undefined) return { ...sums, other: undefined }
  const other: Partial<Record<OtherClass, number>> = {}
  for (const [name, count] of Object.entries(billed.other) as [OtherClass, number][]) {
    const { direction } = classTable[name]
    const scaled =
      direction === 'fee' ? count : Math.floor(count * (direction === 'input' ? prompt : output))
    other[name] = scaled
    sums[direction] += scaled
  }
  return { ...sums, other }
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share))
}
