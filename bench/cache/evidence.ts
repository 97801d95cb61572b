/**
 * Everything that a weight set says about many pairs, worked out once and kept in a temporary folder.
 * @module
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packedCosine, packVector } from '../../src/learned/packed-vector.ts'
import { lexicalFeatures } from '../../src/layers/cache/semantic/question/features.ts'
import type { Question } from '../../src/layers/cache/semantic/question/question.ts'
import { readQuestion } from '../../src/layers/cache/semantic/question/read-question.ts'
import { vetoesBetween } from '../../src/layers/cache/semantic/question/vetoes.ts'
import type { Evidence } from '../../src/layers/cache/semantic/risk/evidence.ts'
import type { ModelSet } from './models.ts'
import { dot } from './world.ts'

export interface Pair {
  readonly asked: string
  readonly kept: string
}

/** Reads, embeds and compares texts; each text once. */
export class Evidences {
  readonly models: ModelSet
  private readonly questions = new Map<string, Question>()
  private readonly vectors = new Map<string, Float32Array>()
  private readonly logits = new Map<string, number>()
  private readonly encoded = new Map<string, Float32Array>()
  private readonly file: string

  constructor(models: ModelSet) {
    this.models = models
    const folder = join(tmpdir(), 'farthing-bench-cache')
    mkdirSync(folder, { recursive: true })
    this.file = join(folder, `${models.verifierDigest.slice(0, 16)}.json`)
    for (const [key, logit] of readKept(this.file)) this.logits.set(key, logit)
  }

  question(text: string): Question {
    let found = this.questions.get(text)
    if (!found) this.questions.set(text, (found = readQuestion(text)))
    return found
  }

  vector(text: string): Float32Array {
    let found = this.vectors.get(text)
    if (!found) this.vectors.set(text, (found = this.models.embed(text)))
    return found
  }

  vetoed(asked: string, kept: string): boolean {
    return vetoesBetween(this.question(asked), this.question(kept)).length > 0
  }

  /** Runs the verifier over the pairs that it has not seen. Slow: about 1 ms a pair. */
  async verify(pairs: readonly Pair[]): Promise<void> {
    const { verify } = this.models
    await this.encode(pairs.flatMap(({ asked, kept }) => [asked, kept]))
    if (!verify) return
    const missing = new Map(
      pairs
        .map(({ asked, kept }) => [`${asked}\n${kept}`, [asked, kept] as const] as const)
        .filter(([key]) => !this.logits.has(key)),
    )
    const rows = [...missing]
    for (let from = 0; from < rows.length; from += 256) {
      const part = rows.slice(from, from + 256)
      const logits = await verify(part.map(([, pair]) => pair))
      for (const [i, [key]] of part.entries()) this.logits.set(key, logits[i]!)
    }
    if (rows.length > 0) writeFileSync(this.file, JSON.stringify([...this.logits]))
  }

  /** Runs the sentence encoder over the texts that it has not seen. */
  async encode(texts: readonly string[]): Promise<void> {
    const { encode } = this.models
    if (!encode) return
    const missing = [...new Set(texts)].filter((text) => !this.encoded.has(text))
    for (let from = 0; from < missing.length; from += 256) {
      const part = missing.slice(from, from + 256)
      const vectors = await encode(part)
      for (const [i, text] of part.entries()) this.encoded.set(text, vectors[i]!)
    }
  }

  /** Cosine of the sentence encoder; undefined where `encode` has not seen both. */
  encoder(asked: string, kept: string): number | undefined {
    const left = this.encoded.get(asked)
    const right = this.encoded.get(kept)
    // As the cache compares: so much is remembered of kept questions.
    return left && right && packedCosine(left, packVector(right))
  }

  /** Undefined where `verify` has not seen the pair. */
  logit(asked: string, kept: string): number | undefined {
    return this.logits.get(`${asked}\n${kept}`)
  }

  /** `alone`: without the verifier, as where the native runtime is missing. */
  of({ asked, kept }: Pair, alone = false): Evidence {
    return {
      similarity: dot(this.vector(asked), this.vector(kept)),
      verifier: alone ? undefined : this.logit(asked, kept),
      encoder: alone ? undefined : this.encoder(asked, kept),
      linear: this.models.linear?.(this.question(asked), this.question(kept)),
      lexical: lexicalFeatures(this.question(asked), this.question(kept)),
      vetoed: this.vetoed(asked, kept),
      age: 0,
    }
  }
}

function readKept(file: string): [string, number][] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as [string, number][]
  } catch {
    return []
  }
}
