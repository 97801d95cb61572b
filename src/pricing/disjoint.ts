/**
 * Reported quantities, whose totals contain their parts, into disjoint classes. Nothing becomes negative, and where
 * a report contradicts itself no token is lost.
 * @module
 */
import type { OtherClass, Usage } from '../call.ts'
import { at } from './extract.ts'

/**
 * What was odd about a report:
 * `cached-outside`, `reasoning-outside`: the part was not in its total, and was added;
 * `reasoning-inside`: the extractor adds reasoning, but the report's own total says that it is a part;
 * `clamped`: parts exceed their total, or a figure was no count;
 * `unclear`: the report's own total fits neither reading.
 */
export type UsageFlag =
  | 'cached-outside'
  | 'reasoning-outside'
  | 'reasoning-inside'
  | 'clamped'
  | 'unclear'

/** Disjoint classes of the quantities in `from`; oddities are added to `flags`. */
export function disjoint(from: Float64Array, flags: UsageFlag[]): Usage {
  let total = from[at.input_tokens]!
  let write = from[at.cache_write_tokens]!
  const writes = from[at.cache_write_5m_tokens]! + from[at.cache_write_1h_tokens]!
  if (writes > write) {
    // The split without, or above, its sum: what is missing from the sum is missing from the total too.
    total += writes - write
    if (write > 0) flags.push('clamped')
    write = writes
  }
  const write1h = from[at.cache_write_1h_tokens]!
  const read = from[at.cache_read_tokens]!
  let outside = false
  if (read + write > total) {
    outside = true
    total += read + write
  }
  if (outside) flags.push('cached-outside')
  const media = hasMedia(from) ? splitMedia(from, read) : undefined
  let cacheRead = read
  let input = total - read - write
  if (media !== undefined) {
    cacheRead -= media.cached
    input -= media.fresh
    // Cached and audio overlap where the provider does not say by how much: at least by what is too much.
    for (const [fresh, cached] of mediaClasses) {
      if (input >= 0) break
      const moved = Math.min(-input, media.other[fresh] ?? 0, cacheRead)
      if (moved <= 0) continue
      media.other[fresh]! -= moved
      media.other[cached] = (media.other[cached] ?? 0) + moved
      cacheRead -= moved
      input += moved
    }
    if (input < 0) {
      flags.push('clamped')
      input = 0
    }
  }
  const output = splitOutput(from, flags)
  let other = media?.other
  if (output.other !== undefined) other = { ...other, ...output.other }
  const searches = from[at.web_searches]!
  if (searches > 0) other = { ...other, webSearches: searches }
  const usage = {
    input,
    cacheRead,
    cacheWrite: write - write1h,
    cacheWrite1h: write1h,
    output: output.text,
    reasoning: output.reasoning,
  }
  return other === undefined ? usage : { ...usage, other }
}

const mediaClasses = [
  ['inputAudio', 'cacheReadAudio', at.input_audio_tokens, at.cache_audio_read_tokens],
  ['inputImage', 'cacheReadImage', at.input_image_tokens, at.cache_image_read_tokens],
  ['inputVideo', 'cacheReadVideo', at.input_video_tokens, at.cache_video_read_tokens],
] as const satisfies readonly (readonly [OtherClass, OtherClass, number, number])[]

function hasMedia(from: Float64Array): boolean {
  for (let index = at.input_audio_tokens; index <= at.cache_video_read_tokens; index++) {
    if (from[index]! > 0) return true
  }
  return false
}

function splitMedia(from: Float64Array, read: number) {
  const other: Partial<Record<OtherClass, number>> = {}
  let fresh = 0
  let cached = 0
  for (const [freshName, cachedName, total, part] of mediaClasses) {
    const ofCache = Math.min(from[part]!, read - cached)
    const ofFresh = Math.max(0, from[total]! - ofCache)
    if (ofCache > 0) other[cachedName] = ofCache
    if (ofFresh > 0) other[freshName] = ofFresh
    cached += ofCache
    fresh += ofFresh
  }
  return { other, fresh, cached }
}

function splitOutput(from: Float64Array, flags: UsageFlag[]) {
  let total = from[at.output_tokens]!
  const reasoning = from[at.output_reasoning_tokens]!
  if (reasoning > total) {
    // A part cannot exceed its whole.
    total += reasoning
    flags.push('reasoning-outside')
  }
  let text = total - reasoning
  const audio = from[at.output_audio_tokens]!
  const image = from[at.output_image_tokens]!
  const video = from[at.output_video_tokens]!
  const citation = from[at.output_citation_tokens]!
  if (audio + image + video + citation === 0) return { text, reasoning, other: undefined }
  const other: Partial<Record<OtherClass, number>> = {}
  const take = (name: OtherClass, count: number) => {
    const taken = Math.min(count, text)
    if (taken < count) flags.push('clamped')
    if (taken > 0) other[name] = taken
    text -= taken
  }
  take('outputAudio', audio)
  take('outputImage', image)
  take('outputVideo', video)
  take('outputCitation', citation)
  return { text, reasoning, other }
}
