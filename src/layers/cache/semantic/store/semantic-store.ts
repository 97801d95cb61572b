/**
 * Answers that may be reused across wordings: where they lie in the index, in memory and in the sealed file.
 * @module
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Entry } from '../../entry.ts'
import { createSemanticIndex } from '../index/semantic-index.ts'
import type { Near } from '../index/vectors.ts'
import { createAliases } from './aliases.ts'
import { createEncodings, type Encodings } from './encodings.ts'
import { belongsTo, idsOf, keptOf, matches } from './kept.ts'
import type { Answered, Flush, Head, Kept } from './kept.ts'
import { createQuotas } from './quotas.ts'
import type { SealedFile, SealedRow } from './sealed-file.ts'
import { createSweep } from './sweep.ts'

export interface SemanticStore {
  /** Takes an answer; what it displaces is its principal's own, or that of whoever has most. */
  put(answered: Answered): Kept
  /** The nearest of a partition, and beside them those that share rare words. */
  candidates(partition: string, text: string, now: number): Near<Kept>[]
  /** The nearest of all partitions whose answers match, for an administrator's question. */
  search(text: string, what: Flush, now: number): Promise<Near<Kept>[]>
  /** The answer for which these very words were approved. */
  alias(partition: string, text: string): Kept | undefined
  approve(text: string, kept: Kept): void
  /** The answer itself; undefined where it is gone or does not open, and then it is forgotten. */
  answer(kept: Kept, now: number): Entry | undefined
  remove(kept: Kept): void
  /**
   * Forgets what matches every word given; without any, all. Nothing is answered from it any more; its bytes are out of
   * the file when the promise resolves, with the number of answers.
   */
  flush(what: Flush): Promise<number>
  /** Of the sentence encoder, for those who compare. */
  readonly encodings: Encodings<Kept>
  /** All of them, in the order in which they came; also those that come while they are gone through. */
  kept(): IterableIterator<Kept>
  /** Resolves when what the file held is in the index. */
  readonly loaded: Promise<void>
  readonly size: {
    readonly answers: number
    readonly aliases: number
    readonly bytes: number
    readonly partitions: number
  }
  /** Writes what is not yet on disk. */
  close(): void
}

export interface SemanticStoreOptions {
  readonly embed: (text: string) => Float32Array
  readonly dimensions: number
  /** Cosine below which a vector alone makes no candidate. */
  readonly floor: number
  readonly maximumAnswers: number
  /** Bytes of answers, on disk or, without a file, in memory. */
  readonly maximumBytes: number
  /** Share of both that one principal may fill. */
  readonly principalShare: number
  /** Undefined: nothing outlives the process. */
  readonly file?: SealedFile
  readonly failed?: (error: unknown) => void
  readonly now?: () => number
}

/** Longest that an answer waits to be written; a kill loses at most these. */
const writeBehindMs = 250
const maximumWaiting = 500
/** Answers read, written or erased between two turns of the event loop: 2 ms. */
const atOnce = 32
/** Partitions searched between two turns of the event loop, for an administrator. */
const searchedAtOnce = 500
/** Candidates by vector, and by rare words beside them. */
const nearest = 5
const beside = 2

export function openSemanticStore(options: SemanticStoreOptions): SemanticStore {
  const { embed, file, failed = () => {}, now = Date.now } = options
  const index = createSemanticIndex<Kept>(options.dimensions, options.floor)
  const quotas = createQuotas(options)
  const encodings = createEncodings<Kept>()
  const all = new Map<number, Kept>()
  const aliases = createAliases(discard)
  const sweep = createSweep(all, remove)
  /** Bodies that are not in the file, or not yet. */
  const held = new Map<number, Answered>()
  const waiting = new Map<number, SealedRow>()
  let doomed: number[] = []
  let timer: NodeJS.Timeout | undefined
  let turn: NodeJS.Immediate | undefined
  let nextId = 1
  let closed = false

  function add(kept: Kept): void {
    all.set(kept.id, kept)
    index.add(kept.partition, kept, embed(kept.text))
    for (const one of quotas.add(kept)) remove(one)
  }

  /** A row of the file. Approved words come after their answer: their ids are higher. */
  function take(id: number, head: Head): void {
    if (all.has(id)) return
    if ('of' in head) {
      const kept = all.get(head.of)
      if (kept) aliases.join(head.text, kept, id)
      else doomed.push(id)
      return
    }
    const kept = keptOf({ ...head, body: nothing }, id)
    if (kept.expiresAt > now()) add(kept)
    else doomed.push(id)
  }

  function remove(kept: Kept): void {
    if (!all.delete(kept.id)) return
    index.remove(kept)
    encodings.forget(kept)
    quotas.remove(kept)
    held.delete(kept.id)
    discard(kept.id)
    aliases.drop(kept)
  }

  /** What was never written need not be removed. */
  function discard(id: number): void {
    if (!file || waiting.delete(id)) return
    doomed.push(id)
    wake()
  }

  const newId = (): number => (file ? file.newId() : nextId++)

  function write(row: SealedRow): void {
    if (!file) return
    waiting.set(row.id, row)
    if (waiting.size === maximumWaiting) turn ??= setImmediate(writeBehind)
    wake()
  }

  function wake(): void {
    if (file && !closed) timer ??= setTimeout(writeBehind, writeBehindMs).unref()
  }

  /** Some now and the rest a turn later: 60 µs a row. */
  function writeBehind(): void {
    const written = writeRows(atOnce)
    if (waiting.size + doomed.length === 0) return
    // A file that cannot be written is not tried again at once.
    if (written) turn ??= setImmediate(writeBehind)
    else wake()
  }

  function writeRows(most: number): boolean {
    clearTimeout(timer)
    clearImmediate(turn)
    timer = undefined
    turn = undefined
    if (!file || waiting.size + doomed.length === 0) return true
    const added = [...waiting.values()].slice(0, most)
    const removed = doomed.splice(0, most)
    for (const { id } of added) waiting.delete(id)
    try {
      file.write(added, removed)
      for (const { id } of added) held.delete(id)
      return true
    } catch (error) {
      doomed = [...removed, ...doomed]
      for (const { id } of added) {
        const kept = all.get(id)
        if (kept) remove(kept)
      }
      failed(error)
      return false
    }
  }

  async function load(): Promise<void> {
    if (!file) return
    let lost = file.lost
    for (let after = 0; ; await nextTurn()) {
      if (closed) return
      const page = file.page(after, atOnce)
      lost += page.lost
      for (const { id, head } of page.opened) take(id, JSON.parse(head.toString()) as Head)
      if (page.last === undefined) break
      after = page.last
    }
    wake()
    if (lost > 0) failed(new Error(`${lost} answers of the semantic cache did not open`))
  }

  async function erase(ids: readonly number[]): Promise<void> {
    if (!file) return
    for (let at = 0; at < ids.length; at += atOnce) {
      if (closed) return
      file.erase(ids.slice(at, at + atOnce))
      await nextTurn()
    }
    if (!closed) file.checkpoint()
  }

  const loaded = load().catch(failed)

  return {
    put(answered) {
      sweep(now())
      const kept = keptOf(answered, newId())
      const { body, ...head } = answered
      held.set(kept.id, answered)
      write({ id: kept.id, tenant: kept.tenant, head, body })
      add(kept)
      return kept
    },
    candidates(partition, text, at) {
      const found = index.candidates(partition, text, embed(text), nearest, beside)
      return found.filter(({ item }) => item.expiresAt > at)
    },
    async search(text, what, at) {
      const vector = embed(text)
      let found: Near<Kept>[] = []
      let looked = 0
      for (const key of index.keys()) {
        if (++looked % searchedAtOnce === 0) await nextTurn()
        const near = index.candidates(key, text, vector, nearest, beside)
        const wanted = near.filter(({ item }) => item.expiresAt > at && matches(item, what))
        if (wanted.length === 0) continue
        found = [...found, ...wanted].sort((a, b) => b.similarity - a.similarity).slice(0, nearest)
      }
      return found
    },
    alias: (partition, text) => aliases.find(partition, text),
    approve(text, kept) {
      if (!all.has(kept.id) || aliases.find(kept.partition, text) === kept) return
      const id = newId()
      write({ id, tenant: kept.tenant, head: { of: kept.id, text }, body: nothing })
      aliases.join(text, kept, id)
    },
    answer(kept, at) {
      if (kept.expiresAt <= at || !all.has(kept.id)) return undefined
      quotas.used(kept)
      const answered = held.get(kept.id)
      if (answered) return answered
      try {
        const { head, body } = file!.read(kept.id)
        const entry = { ...(JSON.parse(head.toString()) as Omit<Answered, 'body'>), body }
        if (entry.partition !== kept.partition) throw new Error('it is of another partition')
        return entry
      } catch (error) {
        failed(error)
        remove(kept)
        return undefined
      }
    },
    remove,
    async flush(what) {
      await loaded
      writeRows(Infinity)
      const found = [...all.values()].filter((kept) => matches(kept, what))
      if (file && what.tag === undefined && what.model === undefined) {
        file.shred((tenant) => what.tenant === undefined || belongsTo(tenant, what.tenant))
      }
      const ids = found.flatMap(idsOf)
      for (const kept of found) remove(kept)
      encodings.forgetAsked()
      const gone = new Set(ids)
      doomed = doomed.filter((id) => !gone.has(id))
      await erase(ids)
      return found.length
    },
    encodings,
    kept: () => all.values(),
    loaded,
    get size() {
      return {
        answers: all.size,
        aliases: aliases.size,
        bytes: quotas.bytes,
        partitions: index.partitions,
      }
    },
    close() {
      writeRows(Infinity)
      closed = true
      file?.close()
    },
  }
}

const nothing = new Uint8Array(0)
