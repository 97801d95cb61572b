/**
 * Reloads the configuration when its file changes. A file that is not valid changes nothing.
 * @module
 */
import { watch, type FSWatcher } from 'node:fs'
import { basename, dirname } from 'node:path'
import { loadConfiguration, type LoadOptions, type Loaded } from './load.ts'

export interface ConfigurationWatch {
  /** Looks at once, as after SIGHUP. Resolves when the look is over. */
  check(): Promise<void>
  close(): void
}

export interface WatchHandlers {
  onChange(loaded: Loaded): void
  /** The running configuration stays. Told once for each content of the file. */
  onError(error: unknown): void
  /** Milliseconds of quiet before the file is read: editors write in several steps. */
  readonly settleMs?: number
}

/**
 * @param current - what runs now; nothing is watched where it came from no file
 */
export function watchConfiguration(
  current: Loaded,
  options: LoadOptions,
  handlers: WatchHandlers,
): ConfigurationWatch {
  const { file } = current
  let { digest } = current
  let failure = ''
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()

  async function look(): Promise<void> {
    if (file === undefined) return
    try {
      const loaded = await loadConfiguration({ ...options, file })
      failure = ''
      if (loaded.digest === digest) return
      digest = loaded.digest
      handlers.onChange(loaded)
    } catch (error) {
      const message = String(error)
      if (message !== failure) handlers.onError(error)
      failure = message
    }
  }
  const check = () => (running = running.then(look))
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(check, handlers.settleMs ?? 100)
    timer.unref()
  }

  const watcher = file === undefined ? undefined : watchFolder(file, later, handlers.onError)
  return {
    check,
    close: () => {
      clearTimeout(timer)
      watcher?.close()
    },
  }
}

/** Undefined where the system has no watch left: then a change is seen when `check` is called, as after SIGHUP. */
function watchFolder(
  file: string,
  changed: () => void,
  failed: (error: unknown) => void,
): FSWatcher | undefined {
  try {
    // The folder, not the file: editors and mounted secrets replace the file, and its own watch would go with it.
    const watcher = watch(dirname(file), { persistent: false }, (_event, name) => {
      // Mounted secrets swap a link of another name, so only names that are surely other files are left out.
      if (name === null || name === basename(file) || name.startsWith('..')) changed()
    })
    return watcher.on('error', failed)
  } catch (error) {
    failed(error)
    return undefined
  }
}
