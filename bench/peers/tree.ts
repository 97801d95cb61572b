/**
 * CPU and memory of a process and all that it started, from /proc.
 * @module
 */
import { readdirSync, readFileSync } from 'node:fs'
import { cpuSeconds } from '../proxy/tools.ts'

/** The process and its descendants. */
export function processTree(pid: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]!.split(' ')
      parents.set(Number(name), Number(fields[1]))
    } catch {
      // It ended meanwhile.
    }
  }
  const tree = [pid]
  for (const one of tree) {
    for (const [child, parent] of parents) if (parent === one) tree.push(child)
  }
  return tree
}

/** CPU seconds, user and system, of all of them. */
export function treeCpuSeconds(pid: number): number {
  return processTree(pid).reduce((sum, one) => sum + cpuSeconds(one), 0)
}

/** Resident bytes of all of them now. */
export function treeMemory(pid: number): number {
  return processTree(pid).reduce((sum, one) => {
    const status = readFileSync(`/proc/${one}/status`, 'utf8')
    return sum + Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024
  }, 0)
}
