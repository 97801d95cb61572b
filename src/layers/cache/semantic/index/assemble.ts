/**
 * A small assembler for WebAssembly: as much of the binary format (WebAssembly Core 2.0, §5) as the index's kernel needs.
 * The kernel is then text in the repository, not bytes that somebody would have to trust.
 * @module
 */

/** Opcodes by name; those above 0xff are of the vector prefix 0xfd. */
const opcodes = {
  block: [0x02, 0x40],
  loop: [0x03, 0x40],
  end: [0x0b],
  br: [0x0c],
  br_if: [0x0d],
  get: [0x20],
  set: [0x21],
  tee: [0x22],
  'i32.load8_u': [0x2d],
  'i32.store': [0x36],
  'i32.const': [0x41],
  'i32.eqz': [0x45],
  'i32.lt_u': [0x49],
  'i32.ge_u': [0x4f],
  'i32.ctz': [0x68],
  'i32.add': [0x6a],
  'i32.sub': [0x6b],
  'i32.and': [0x71],
  'i32.or': [0x72],
  'i32.shl': [0x74],
  'v128.load': [0xfd, 0x00],
  'v128.store': [0xfd, 0x0b],
  'i8x16.splat': [0xfd, 0x0f],
  'i32x4.extract_lane': [0xfd, 0x1b],
  'i8x16.le_u': [0xfd, 0x2a],
  'v128.xor': [0xfd, 0x51],
  'i8x16.popcnt': [0xfd, 0x62],
  'i8x16.bitmask': [0xfd, 0x64],
  'i8x16.add': [0xfd, 0x6e],
  'i8x16.add_sat_u': [0xfd, 0x70],
  'i32x4.extadd_pairwise_i16x8_s': [0xfd, 0x7e],
  'i16x8.extmul_low_i8x16_s': [0xfd, 0x9c, 0x01],
  'i16x8.extmul_high_i8x16_s': [0xfd, 0x9d, 0x01],
  'i32x4.add': [0xfd, 0xae, 0x01],
} as const satisfies Readonly<Record<string, readonly number[]>>

export type Opcode = keyof typeof opcodes

/** An instruction with its immediates: of a load or store, the exponent of its alignment and its offset. */
export type Instruction = readonly [Opcode, ...immediates: readonly number[]]

/** Parameters and result are i32. Locals: the parameters first, then `numbers` of i32, then `lanes` of v128. */
export interface AssembledFunction {
  readonly name: string
  readonly parameters: number
  readonly numbers: number
  readonly lanes: number
  readonly body: readonly Instruction[]
}

/** Magic number and version. */
const header = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]
const i32 = 0x7f
const v128 = 0x7b

/** A module of these functions over a memory that it imports as `kernel.memory`. */
export function assemble(functions: readonly AssembledFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters }) => [
    0x60,
    ...list(Array.from({ length: parameters }, () => [i32])),
    ...list([[i32]]),
  ])
  const exported = functions.map(({ name }, at) => [...text(name), 0x00, ...unsigned(at)])
  const bodies = functions.map(({ numbers, lanes, body }) => {
    const locals = list([
      [...unsigned(numbers), i32],
      [...unsigned(lanes), v128],
    ])
    const code = body.flatMap(([name, ...immediates]) => [
      ...opcodes[name],
      ...immediates.flatMap(name === 'i32.const' ? signed : unsigned),
    ])
    return sized([...locals, ...code, ...opcodes.end])
  })
  return Uint8Array.from([
    ...header,
    ...section(1, list(types)),
    ...section(2, list([[...text('kernel'), ...text('memory'), 0x02, 0x00, 0x01]])),
    ...section(3, list(functions.map((_, at) => unsigned(at)))),
    ...section(7, list(exported)),
    ...section(10, list(bodies)),
  ])
}

const section = (id: number, content: readonly number[]): number[] => [id, ...sized(content)]
const sized = (content: readonly number[]): number[] => [...unsigned(content.length), ...content]
const list = (items: readonly (readonly number[])[]): number[] => [
  ...unsigned(items.length),
  ...items.flat(),
]
const text = (name: string): number[] => sized([...name].map((letter) => letter.charCodeAt(0)))

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)]
}

function signed(value: number): number[] {
  return value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)]
}
