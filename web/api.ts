/**
 * What the page asks the gateway, and in which form it answers.
 * @module
 */
import type { CallRow, Decision } from '../src/ledger/query.ts'
import type { Key } from '../src/ledger/keys.ts'
import type { BudgetState } from '../src/ledger/budgets.ts'
import type { ReportRow } from '../src/ledger/report.ts'
import type { Totals } from '../src/ledger/totals.ts'
import type { Preview as QuestionPreview } from '../src/layers/cache/semantic/preview.ts'
import type { Preview } from '../src/layers/compress/preview.ts'
import type { PrefixReport } from '../src/layers/prefix/report.ts'

/** A value as it comes through JSON: money as decimal dollars, bytes as text. */
export type Wire<T> = T extends bigint
  ? string
  : T extends Uint8Array
    ? string
    : T extends string | number | boolean | undefined | null
      ? T
      : { readonly [Name in keyof T]: Wire<T[Name]> }

export type Sums = Wire<Totals>
export type Group = Wire<ReportRow>
export type Listed = Omit<Wire<CallRow>, 'row'>
export type GatewayKey = Wire<Key>
export type Budget = Wire<BudgetState>

export interface Summary {
  readonly window: string
  readonly from?: number
  readonly to: number
  readonly totals: Sums
  readonly series: { readonly step: 'hour' | 'day'; readonly points: readonly Group[] }
  /** What providers took off by themselves, of the baseline's list price. */
  readonly discount: string
  readonly models: readonly Group[]
  readonly routes: readonly Group[]
}

export type { ProofCertificate, ProofDetail, ProofReport } from '../src/proof/report.ts'
export type PrefixAnswer = Wire<PrefixReport> | { readonly off: true }
export type PrefixFamily = Wire<PrefixReport['families'][number]>

export type PreviewAnswer = Wire<Preview>
export type { QuestionPreview }

/** Answers kept for other wordings; null where none are reused. */
export interface KeptAcross {
  readonly answers: number
  readonly aliases: number
  readonly bytes: number
  readonly reused: number
  /** Dollars, estimated. */
  readonly avoided: string
  readonly judgedBy: QuestionPreview['judgedBy']
}

export interface CallList {
  readonly calls: readonly Listed[]
  readonly next?: string
}

export interface Rung {
  readonly step: string
  readonly amount: string
  readonly reasons?: readonly string[]
}

export interface Story {
  readonly call: Listed
  readonly ladder?: readonly Rung[]
  readonly attempts: readonly Wire<Decision['attempts'][number]>[]
  /** `sent` where a layer changed it. */
  readonly text?: { readonly request: string; readonly sent?: string; readonly reply: string }
}

export interface Connect {
  readonly url: string
  readonly needsKey: boolean
  readonly arrived: number
  readonly dialects: readonly { readonly dialect: string; readonly calls: number }[]
  readonly clients: readonly {
    readonly id: string
    readonly name: string
    readonly dialect: string
    readonly language: string
    readonly line: string
  }[]
}

/** An answer of the gateway that is none. */
export class ApiError extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

const storedKey = 'farthing-key'

/** The administrator's key, kept as long as the tab. */
export function adminKey(): string {
  return sessionStorage.getItem(storedKey) ?? ''
}

export function setAdminKey(key: string): void {
  sessionStorage.setItem(storedKey, key)
}

/** Asks `path` below `/farthing/`. Throws ApiError in the gateway's own words. */
export async function ask<T>(path: string, options: RequestInit = {}): Promise<T> {
  const response = await request(path, options)
  return (await response.json()) as T
}

/** The same, for answers that are no JSON. */
export async function request(path: string, options: RequestInit = {}): Promise<Response> {
  const headers = new Headers(options.headers)
  if (adminKey() !== '') headers.set('x-farthing-key', adminKey())
  if (options.body !== undefined) headers.set('content-type', 'application/json')
  const response = await fetch(`/farthing/${path}`, { ...options, headers })
  if (response.ok) return response
  const body = (await response.json().catch(() => undefined)) as
    | { error?: { message?: string } }
    | undefined
  throw new ApiError(
    response.status,
    body?.error?.message ?? `The gateway said ${response.status}.`,
  )
}
