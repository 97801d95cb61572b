/**
 * What an entry of the catalogue says.
 * @module
 */
import type { Dialect } from '../call.ts'

/** The header that carries the key. */
export type AuthHeader = 'authorization' | 'x-api-key' | 'x-goog-api-key' | 'api-key'

/** What the entry was checked against. */
export type TestedAgainst = 'recordings' | 'sandbox' | 'documentation only'

export interface Host {
  readonly id: string
  readonly name: string
  /** Origin and path prefix, no slash at the end; '' where it is the user's own and a variable or the file has it. */
  readonly base: string
  /** Variable that holds the base, where hosts are the user's own. */
  readonly baseVariable?: string
  /** What stands between the user's own address and the paths. */
  readonly below?: string
  /** Dialects and their paths below the base. */
  readonly dialects: Readonly<Partial<Record<Dialect, string>>>
  readonly auth: AuthHeader
  /** Where one dialect takes the key elsewhere. */
  readonly authOf?: Readonly<Partial<Record<Dialect, AuthHeader>>>
  /** Environment variables that hold a key, first found wins; empty: none is needed. */
  readonly variables: readonly string[]
  /** True: a call may go without any key. */
  readonly keyless?: boolean
  /** `stream_options.include_usage` is accepted, and worth adding, on chat completions. */
  readonly includeUsage: boolean
  /** `prompt_cache_key` is documented. */
  readonly promptCacheKey: boolean
  readonly tested: TestedAgainst
  readonly documentation: string
  /** The models that it serves, where the price list has others under its name too; absent: all of the list's. */
  readonly serves?: RegExp
  /** Set where the host cannot be called: what to do instead. */
  readonly wayOut?: string
}
