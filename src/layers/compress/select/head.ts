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

/** Logits of all units; −Infinity where `scored` is 0. Four hidden units at a time: their sums do not wait for each other. */
export function score(head: Head, rows: Float32Array, scored: Uint8Array): Float32Array {
  const inputs = head.names.length
  const hidden = head.firstBias.length
  const { mean, scale, first, direct, second, firstBias } = compiled(head)
  const result = new Float32Array(scored.length).fill(-Infinity)
  const scaled = new Float32Array(inputs)
  for (let at = 0; at < scored.length; at += 1) {
    if (scored[at] === 0) continue
    let sum = 0
    const from = at * inputs
    for (let input = 0; input < inputs; input += 1) {
      const value = (rows[from + input]! - mean[input]!) * scale[input]!
      scaled[input] = value > 8 ? 8 : value < -8 ? -8 : value
      sum += scaled[input]! * direct[input]!
    }
    let unit = 0
    for (; unit + 3 < hidden; unit += 4) {
      let one = firstBias[unit]!
      let two = firstBias[unit + 1]!
      let three = firstBias[unit + 2]!
      let four = firstBias[unit + 3]!
      const row = unit * inputs
      for (let input = 0; input < inputs; input += 1) {
        const value = scaled[input]!
        one += value * first[row + input]!
        two += value * first[row + inputs + input]!
        three += value * first[row + inputs * 2 + input]!
        four += value * first[row + inputs * 3 + input]!
      }
      if (one > 0) sum += one * second[unit]!
      if (two > 0) sum += two * second[unit + 1]!
      if (three > 0) sum += three * second[unit + 2]!
      if (four > 0) sum += four * second[unit + 3]!
    }
    for (; unit < hidden; unit += 1) {
      let inner = firstBias[unit]!
      const row = unit * inputs
      for (let input = 0; input < inputs; input += 1) inner += scaled[input]! * first[row + input]!
      if (inner > 0) sum += inner * second[unit]!
    }
    result[at] = sum
  }
  return result
}

interface Compiled {
  readonly mean: Float64Array
  readonly scale: Float64Array
  readonly first: Float32Array
  readonly direct: Float32Array
  readonly second: Float32Array
  readonly firstBias: Float32Array
}

const typed = new WeakMap<Head, Compiled>()

function compiled(head: Head): Compiled {
  let found = typed.get(head)
  if (!found) {
    found = {
      mean: Float64Array.from(head.mean),
      scale: Float64Array.from(head.scale),
      first: Float32Array.from(head.first),
      direct: Float32Array.from(head.direct),
      second: Float32Array.from(head.second),
      firstBias: Float32Array.from(head.firstBias),
    }
    typed.set(head, found)
  }
  return found
}
