/**
 * The line on the page: a bound over labels, thinned so that it never has more than 256 points.
 * @module
 */

export type Point = readonly [n: number, bound: number]

const mostPoints = 256

export class BoundHistory {
  points: Point[]
  private stride = 1

  constructor(points: readonly Point[] = []) {
    this.points = [...points]
    const [a, b] = [points.at(-2), points.at(-1)]
    if (a && b) this.stride = Math.max(1, b[0] - a[0])
  }

  /** Keeps every `stride`-th label; at 256 points every other one goes and the stride doubles. */
  add(n: number, bound: () => number): void {
    if (n % this.stride !== 0) return
    this.points.push([n, bound()])
    if (this.points.length < mostPoints) return
    this.stride *= 2
    this.points = this.points.filter(([at]) => at % this.stride === 0)
  }
}
