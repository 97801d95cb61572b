/**
 * The learned head: features of a unit to one number, by one hidden layer. Its softmax over the units of a call is
 * the chance that the answer lies in the unit.
 * @module
 */
export interface Head {
  readonly names: readonly string[]
  readonly mean: readonly number[]
  readonly scale: readonly number[]
  /** hidden × inputs, row by row. */
  readonly first: readonly number[]
  readonly firstBias: readonly number[]
  readonly second: readonly number[]
  /** Weight of each input that passes by the hidden layer. */
  readonly direct: readonly number[]
}

/** Logits of all units; −Infinity where `scored` is 0. */
export function score(head: Head, rows: Float32Array, scored: Uint8Array): Float32Array {
  const inputs = head.names.length
  const hidden = head.firstBias.length
  const { first, direct, second, firstBias } = compiled(head)
  const result = new Float32Array(scored.length).fill(-Infinity)
  const scaled = new Float32Array(inputs)
  for (let at = 0; at < scored.length; at += 1) {
    if (scored[at] === 0) continue
    let sum = 0
    for (let input = 0; input < inputs; input += 1) {
      const value = (rows[at * inputs + input]! - head.mean[input]!) * head.scale[input]!
      scaled[input] = value > 8 ? 8 : value < -8 ? -8 : value
      sum += scaled[input]! * direct[input]!
    }
    for (let unit = 0; unit < hidden; unit += 1) {
      let inner = firstBias[unit]!
      const row = unit * inputs
      for (let input = 0; input < inputs; input += 1) inner += scaled[input]! * first[row + input]!
      if (inner > 0) sum += inner * second[unit]!
    }
    result[at] = sum
  }
  return result
}

const typed = new WeakMap<Head, Record<'first' | 'direct' | 'second' | 'firstBias', Float32Array>>()

function compiled(head: Head): Record<'first' | 'direct' | 'second' | 'firstBias', Float32Array> {
  let found = typed.get(head)
  if (!found) {
    found = {
      first: Float32Array.from(head.first),
      direct: Float32Array.from(head.direct),
      second: Float32Array.from(head.second),
      firstBias: Float32Array.from(head.firstBias),
    }
    typed.set(head, found)
  }
  return found
}
