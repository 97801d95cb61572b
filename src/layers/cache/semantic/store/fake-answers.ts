/** Answers and a store for tests, with vectors of letters. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Answered } from './kept.ts'
import { openMasterKeys, type MasterKeys } from './master-key.ts'
import { SealedFile } from './sealed-file.ts'
import {
  openSemanticStore,
  type SemanticStore,
  type SemanticStoreOptions,
} from './semantic-store.ts'

export const dimensions = 32

/** Texts of equal letters, in any order, lie together. */
export function embedLetters(text: string): Float32Array {
  const vector = new Float32Array(dimensions)
  for (const letter of text.toLowerCase()) vector[letter.charCodeAt(0) % dimensions]! += 1
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => value / length)
}

export function answered(text: string, more: Partial<Answered> = {}): Answered {
  return {
    key: '',
    partition: 'p',
    text,
    principal: 'key',
    tenant: 'acme',
    tags: [],
    target: {
      provider: 'openai',
      model: 'm',
      dialect: 'openai-chat',
      path: '/v1/chat/completions',
    },
    model: 'm-2026',
    contentType: 'application/json',
    streamed: false,
    stop: 'stop',
    usage: { input: 10, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0, output: 5, reasoning: 0 },
    body: Buffer.from(`answer to ${text}`),
    madeAt: 0,
    expiresAt: 1000,
    ...more,
  }
}

export const temporaryFile = (): string =>
  join(mkdtempSync(join(tmpdir(), 'farthing-semantic-')), 'semantic.db')

export const masterOf = (...texts: readonly string[]): MasterKeys =>
  openMasterKeys(texts, undefined)

/** 32 bytes of a letter. */
export const keyText = (letter: string): string => Buffer.from(letter.repeat(32)).toString('base64')

export interface Opened {
  readonly store: SemanticStore
  readonly errors: unknown[]
}

export async function storeOf(
  more: Partial<SemanticStoreOptions> = {},
  file?: string,
  master: MasterKeys = masterOf(keyText('a')),
): Promise<Opened> {
  const errors: unknown[] = []
  const store = openSemanticStore({
    embed: embedLetters,
    dimensions,
    floor: 0.5,
    maximumAnswers: 1000,
    maximumBytes: 1e6,
    principalShare: 1,
    now: () => 0,
    failed: (error) => errors.push(error),
    ...(file === undefined ? {} : { file: new SealedFile(file, master) }),
    ...more,
  })
  await store.loaded
  return { store, errors }
}
