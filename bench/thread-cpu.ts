/**
 * CPU of this thread.
 * @module
 */

/** Milliseconds so far, user and system. */
export function threadCpuMs(): number {
  // The system counts a running thread's time on at its tick (4 ms), unless the whole process is asked for.
  process.cpuUsage()
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
