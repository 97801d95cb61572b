/**
 * The loops that a look spends its time in, sixteen entries or values at a time: which sketches are in reach, and how
 * far two vectors point the same way. In WebAssembly, since JavaScript has no vector instructions: 100,000 sketches in
 * a tenth of a millisecond, a fifth of what the same took with tables of bit counts.
 * @module
 */
import { assemble, type AssembledFunction, type Instruction } from './assemble.ts'
import { sketchBytes } from './sketch.ts'

/** Entries whose sketches lie interleaved: byte 0 of each of them, then byte 1 of each, … */
export const blockSlots = 16

/** Bytes of a sketch that are looked at first. The others lie apart, so that a scan reads 16 bytes an entry, not 32. */
export const nearBytes = 16
export const farBytes = sketchBytes - nearBytes

/** Of the memory's first page: what is asked for (each byte of its sketch sixteen times), and what was found. */
export const askedSketch = 0
const lanes = askedSketch + sketchBytes * blockSlots
export const found = lanes + blockSlots
const foundRoom = 4096
export const askedVector = found + foundRoom
export const firstFree = 65_536

export interface Kernel {
  /**
   * Looks at slots `from` (of a block's first) to `to` of a chunk whose sketches lie at `near` and `far`. Writes
   * `distance << 10 | slot` of those that are in reach, by the first bytes and by all, at `found`; gives the address
   * behind the last.
   */
  scan(
    near: number,
    far: number,
    from: number,
    to: number,
    nearLimit: number,
    limit: number,
  ): number
  /** Product of `askedVector` and the vector at `at`, both int8, of `length` bytes, a multiple of 16. */
  dot(at: number, length: number): number
}

/** Sum of the bits in which `bytes` rows of a block, from the address in local `at`, differ from the sketch asked for. */
function apart(at: number, rows: number, asked: number, add: 'i8x16.add' | 'i8x16.add_sat_u') {
  return Array.from({ length: rows }, (_, row): Instruction[] => [
    ['get', at],
    ['v128.load', 4, row * blockSlots],
    ['i32.const', 0],
    ['v128.load', 4, asked + row * blockSlots],
    ['v128.xor'],
    ['i8x16.popcnt'],
    ...(row === 0 && add === 'i8x16.add' ? [] : ([[add]] as const)),
  ]).flat()
}

const [near, far, from, to, nearLimit, limit] = [0, 1, 2, 3, 4, 5]
const [out, mask, slot, distances, nearLimits, limits] = [6, 7, 8, 9, 10, 11]

const scanning: AssembledFunction = {
  name: 'scan',
  parameters: 6,
  numbers: 3,
  lanes: 3,
  body: [
    ...([
      ['i32.const', found],
      ['set', out],
      ['get', nearLimit],
      ['i8x16.splat'],
      ['set', nearLimits],
      ['get', limit],
      ['i8x16.splat'],
      ['set', limits],
      ['block'],
      ['loop'],
      ['get', from],
      ['get', to],
      ['i32.ge_u'],
      ['br_if', 1],
      ['block'],
    ] as const),
    ...apart(near, nearBytes, askedSketch, 'i8x16.add'),
    ...([
      ['tee', distances],
      ['get', nearLimits],
      ['i8x16.le_u'],
      ['i8x16.bitmask'],
      ['tee', mask],
      ['i32.eqz'],
      ['br_if', 0],
      ['get', distances],
    ] as const),
    // 256 bits that all differ would be 0 again in a byte.
    ...apart(far, farBytes, askedSketch + nearBytes * blockSlots, 'i8x16.add_sat_u'),
    ...([
      ['tee', distances],
      ['get', limits],
      ['i8x16.le_u'],
      ['i8x16.bitmask'],
      ['get', mask],
      ['i32.and'],
      ['tee', mask],
      ['i32.eqz'],
      ['br_if', 0],
      ['i32.const', lanes],
      ['get', distances],
      ['v128.store', 4, 0],
      ['loop'],
      ['get', from],
      ['get', mask],
      ['i32.ctz'],
      ['tee', slot],
      ['i32.add'],
      ['get', to],
      ['i32.ge_u'],
      ['br_if', 1],
      ['get', out],
      ['get', slot],
      ['i32.load8_u', 0, lanes],
      ['i32.const', 10],
      ['i32.shl'],
      ['get', from],
      ['get', slot],
      ['i32.add'],
      ['i32.or'],
      ['i32.store', 2, 0],
      ['get', out],
      ['i32.const', 4],
      ['i32.add'],
      ['set', out],
      ['get', mask],
      ['get', mask],
      ['i32.const', 1],
      ['i32.sub'],
      ['i32.and'],
      ['tee', mask],
      ['br_if', 0],
      ['end'],
      ['end'],
      ['get', near],
      ['i32.const', nearBytes * blockSlots],
      ['i32.add'],
      ['set', near],
      ['get', far],
      ['i32.const', farBytes * blockSlots],
      ['i32.add'],
      ['set', far],
      ['get', from],
      ['i32.const', blockSlots],
      ['i32.add'],
      ['set', from],
      ['br', 0],
      ['end'],
      ['end'],
      ['get', out],
    ] as const),
  ],
}

const [at, length, sum, product, left, right] = [0, 1, 2, 3, 4, 5]

const half = (name: 'low' | 'high'): readonly Instruction[] => [
  ['get', left],
  ['get', right],
  [`i16x8.extmul_${name}_i8x16_s`],
  ['i32x4.extadd_pairwise_i16x8_s'],
  ['get', product],
  ['i32x4.add'],
  ['set', product],
]

const multiplying: AssembledFunction = {
  name: 'dot',
  parameters: 2,
  numbers: 1,
  lanes: 3,
  body: [
    ['loop'],
    ['get', sum],
    ['v128.load', 4, askedVector],
    ['set', left],
    ['get', at],
    ['get', sum],
    ['i32.add'],
    ['v128.load', 4, 0],
    ['set', right],
    ...half('low'),
    ...half('high'),
    ['get', sum],
    ['i32.const', 16],
    ['i32.add'],
    ['tee', sum],
    ['get', length],
    ['i32.lt_u'],
    ['br_if', 0],
    ['end'],
    ...[0, 1, 2, 3].flatMap((lane): Instruction[] => [
      ['get', product],
      ['i32x4.extract_lane', lane],
      ...(lane === 0 ? [] : ([['i32.add']] as const)),
    ]),
  ],
}

/** What of WebAssembly is used here: Node's types leave it to those of browsers. */
export interface Memory {
  readonly buffer: ArrayBuffer
  /** Adds pages of 64 KB; views of the buffer before are then empty. */
  grow(pages: number): number
}

interface Runtime {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: object }
  readonly Memory: new (size: { readonly initial: number }) => Memory
}

const runtime = (globalThis as unknown as { readonly WebAssembly: Runtime }).WebAssembly
let compiled: object | undefined

/** A memory of one page, and the kernel over it. */
export function openKernel(): { readonly kernel: Kernel; readonly memory: Memory } {
  compiled ??= new runtime.Module(assemble([scanning, multiplying]))
  const memory = new runtime.Memory({ initial: 1 })
  const { exports } = new runtime.Instance(compiled, { kernel: { memory } })
  return { kernel: exports as Kernel, memory }
}
