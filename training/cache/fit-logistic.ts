/**
 * Logistic regression by Newton's method with a ridge on the weights of standardised inputs.
 * @module
 */

export interface Fitted {
  readonly mean: readonly number[]
  readonly scale: readonly number[]
  readonly weights: readonly number[]
  readonly intercept: number
}

/** `rows`: inputs of each example; `ridge`: L2 penalty per weight, the intercept free. */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  labels: readonly boolean[],
  ridge: number,
): Fitted {
  const d = rows[0]?.length ?? 0
  const mean = Array.from({ length: d }, (_, k) => average(rows, (row) => row[k]!))
  const scale = mean.map((m, k) => {
    const variance = average(rows, (row) => (row[k]! - m) ** 2)
    return variance > 1e-12 ? Math.sqrt(variance) : 1
  })
  const inputs = rows.map((row) => [1, ...row.map((value, k) => (value - mean[k]!) / scale[k]!)])
  const w = new Float64Array(d + 1)
  for (let round = 0; round < 50; round++) {
    const gradient = Float64Array.from(w, (value, k) => (k === 0 ? 0 : -ridge * value))
    const hessian = Array.from({ length: d + 1 }, (_, k) => {
      const row = new Float64Array(d + 1)
      row[k] = k === 0 ? 1e-9 : ridge
      return row
    })
    for (const [i, x] of inputs.entries()) {
      let logit = 0
      for (let k = 0; k <= d; k++) logit += w[k]! * x[k]!
      const p = 1 / (1 + Math.exp(-logit))
      const error = (labels[i] ? 1 : 0) - p
      const curvature = p * (1 - p)
      for (let k = 0; k <= d; k++) {
        gradient[k]! += error * x[k]!
        const part = curvature * x[k]!
        const row = hessian[k]!
        for (let l = 0; l <= d; l++) row[l]! += part * x[l]!
      }
    }
    const step = solve(hessian, gradient)
    let size = 0
    for (let k = 0; k <= d; k++) {
      w[k]! += step[k]!
      size += Math.abs(step[k]!)
    }
    if (size < 1e-8) break
  }
  return { mean, scale, weights: [...w.subarray(1)], intercept: w[0]! }
}

function average<T>(rows: readonly T[], of: (row: T) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0) / rows.length
}

/** Gaussian elimination; the matrix is symmetric and positive definite. */
function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const n = right.length
  for (let k = 0; k < n; k++) {
    for (let i = k + 1; i < n; i++) {
      const factor = matrix[i]![k]! / matrix[k]![k]!
      for (let j = k; j < n; j++) matrix[i]![j]! -= factor * matrix[k]![j]!
      right[i]! -= factor * right[k]!
    }
  }
  const x = new Float64Array(n)
  for (let k = n - 1; k >= 0; k--) {
    let sum = right[k]!
    for (let j = k + 1; j < n; j++) sum -= matrix[k]![j]! * x[j]!
    x[k] = sum / matrix[k]![k]!
  }
  return x
}
