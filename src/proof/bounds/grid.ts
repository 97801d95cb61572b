/**
 * Candidate rates at which a bound can come to rest.
 * @module
 */

/**
 * Geometric around the target, which is itself a point: fine where a decision falls, coarse where nobody looks.
 * From a tenth of the target to 0.98.
 */
export function harmGrid(target: number, ratio = 1.06): Float64Array {
  if (!(target > 0 && target < 1)) throw new RangeError(`A target of ${target}, expected (0, 1)`)
  const points: number[] = []
  const below = Math.floor(Math.log(10) / Math.log(ratio))
  for (let k = -below; ; k++) {
    const point = k === 0 ? target : target * ratio ** k
    // Towards 1 the steps of a geometric grid are too wide to say anything.
    if (point > 0.5 && point > target) break
    points.push(point)
  }
  for (let point = 0.52; point < 0.99; point += 0.02) if (point > target) points.push(point)
  return Float64Array.from(points)
}

/** Even steps of `step` inside (0, 1): what a difference of two rates needs. */
export function evenGrid(step: number): Float64Array {
  const points: number[] = []
  for (let k = 1; k * step < 1 - 1e-9; k++) points.push(k * step)
  return Float64Array.from(points)
}
