/**
 * Bootstrap intervals of paired differences.
 * @module
 */
import { seeded } from './sets/case.ts'

/** 2.5 %, mean and 97.5 % of the mean difference of two lists of outcomes on the same rows, in points. */
export function pairedInterval(
  ours: readonly number[],
  theirs: readonly number[],
  draws = 2000,
): readonly [number, number, number] {
  const random = seeded(11)
  const n = ours.length
  const differences = ours.map((value, at) => (value - theirs[at]!) * 100)
  const means: number[] = []
  for (let draw = 0; draw < draws; draw += 1) {
    let sum = 0
    for (let at = 0; at < n; at += 1) sum += differences[Math.floor(random() * n)]!
    means.push(sum / n)
  }
  means.sort((left, right) => left - right)
  const mean = differences.reduce((sum, value) => sum + value, 0) / n
  return [means[Math.floor(draws * 0.025)]!, mean, means[Math.floor(draws * 0.975)]!]
}
