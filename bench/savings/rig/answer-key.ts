/**
 * The recorded outcome as the judge of proof: whether the answer to one question serves another is looked up in the
 * workload's key. Answers of the sandbox are known again by their text.
 * @module
 */
import type { Verifier } from '../../../src/proof/labels/verifier.ts'
import { sentText } from '../sent-text.ts'

export interface AnswerKey {
  /** The provider answered this request with this body. */
  answered(request: Uint8Array, body: Uint8Array): void
  readonly verifier: Verifier
}

/** @param same - whether one answer serves both questions; undefined: the key does not say */
export function createAnswerKey(
  same: (asked: string, kept: string) => boolean | undefined,
): AnswerKey {
  const questionOf = new Map<string, string>()
  return {
    answered(request, body) {
      const text = textOf(JSON.parse(Buffer.from(body).toString()) as Body)
      if (text !== undefined) questionOf.set(text, lastOf(request))
    },
    verifier({ request, candidate }) {
      const asked = lastOf(Buffer.from(JSON.stringify(request)))
      const kept = questionOf.get(candidate.text)
      const verdict = kept === undefined ? undefined : same(asked, kept)
      return Promise.resolve(verdict === undefined ? undefined : verdict ? 0 : 1)
    },
  }
}

interface Body {
  readonly content?: readonly { readonly text?: string }[]
  readonly choices?: readonly { readonly message?: { readonly content?: string } }[]
}

function textOf({ content, choices }: Body): string | undefined {
  return content?.[0]?.text ?? choices?.[0]?.message?.content
}

function lastOf(request: Uint8Array): string {
  return sentText(request).blocks.at(-1) ?? ''
}
