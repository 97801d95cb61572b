/**
 * An answer that may be reused across wordings: what memory holds of it, and what the file does.
 * @module
 */
import type { Entry } from '../../entry.ts'
import type { Indexed } from '../index/semantic-index.ts'

/** What is put into the store. */
export interface Answered extends Entry {
  /** Keyed hash of everything but the last user text. */
  readonly partition: string
  /** The last user text. */
  readonly text: string
  /** Gateway key or tenant: whoever filled the cache, for quotas. */
  readonly principal: string
}

/** What a row of the file says: an answer, or words that were approved for one. */
export type Head = Omit<Answered, 'body'> | { readonly of: number; readonly text: string }

/** What memory holds of an answer. */
export interface Kept extends Indexed {
  readonly id: number
  readonly partition: string
  readonly tenant: string
  readonly principal: string
  readonly tags: readonly string[]
  /** As asked for, and as it answered. */
  readonly asked: string
  readonly model: string
  readonly madeAt: number
  readonly expiresAt: number
  /** Bytes in the file. */
  readonly size: number
  /** Paraphrases that were approved. */
  aliases: { readonly key: string; readonly id: number }[] | undefined
}

/** What a flush looks at; a tenant stands for its end users too. */
export interface Flush {
  readonly tenant?: string
  readonly tag?: string
  readonly model?: string
}

export const belongsTo = (tenant: string, whole: string): boolean =>
  tenant === whole || tenant.startsWith(`${whole}/`)

export function matches(kept: Kept, { tenant, tag, model }: Flush): boolean {
  return (
    (tenant === undefined || belongsTo(kept.tenant, tenant)) &&
    (tag === undefined || kept.tags.includes(tag)) &&
    (model === undefined || kept.model === model || kept.asked === model)
  )
}

const noTags: readonly string[] = []
const texts = new Map<string, string>()

/** One copy of texts that many answers share; forgotten as a whole when there are too many to be shared. */
function shared(text: string): string {
  const known = texts.get(text)
  if (known !== undefined) return known
  if (texts.size > 10_000) texts.clear()
  texts.set(text, text)
  return text
}

/** Of its rows in the file. */
export const idsOf = ({ id, aliases = [] }: Kept): number[] => [
  id,
  ...aliases.map((alias) => alias.id),
]

export function keptOf(answered: Answered, id: number): Kept {
  const { text, partition, tenant, principal, tags, target, model, body } = answered
  return {
    text,
    place: undefined,
    id,
    partition: shared(partition),
    tenant: shared(tenant),
    principal: shared(principal),
    tags: tags.length === 0 ? noTags : tags.map(shared),
    asked: shared(target.model),
    model: shared(model),
    madeAt: answered.madeAt,
    expiresAt: answered.expiresAt,
    size: body.length + text.length + 600,
    aliases: undefined,
  }
}
