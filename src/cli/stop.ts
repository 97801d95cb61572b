/**
 * Signals of a process that stays up.
 * @module
 */
import { exitCodes } from './exit.ts'

/**
 * Resolves at the first SIGINT or SIGTERM; a second one ends the process at once, for who will not wait for open
 * streams. SIGHUP asks for the configuration to be read again.
 */
export function untilStopped(reload: () => void = () => {}): Promise<void> {
  return new Promise((resolve) => {
    let asked = false
    const stop = () => {
      if (asked) process.exit(exitCodes.interrupted)
      asked = true
      resolve()
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
    process.on('SIGHUP', reload)
  })
}
