/**
 * What the files of a form are worth in tokens.
 * @module
 */
import type { BodySize } from './body-size.ts'

/**
 * A minute of sound is about 1,000 tokens (OpenAI: $0.006 at $6 a million), which is what the estimate takes a medium
 * for, and 480 KB at the 64 kbit/s that speech is recorded with. Taken for text, a recording of 5 MB would hold back
 * $8 of a budget and cost 3 cents.
 */
const mediumBytes = 480_000

/** The size of a form by its text and its files, for the estimate of the call. */
export function formSize(form: { readonly text: number; readonly files: number }): BodySize {
  return { text: form.text, media: Math.ceil(form.files / mediumBytes) }
}
