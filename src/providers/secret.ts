/**
 * A key that cannot be printed by mistake.
 * @module
 */
import { inspect } from 'node:util'

const shown = '[secret]'

/** Holds a key. Every way of turning it into text says `[secret]`; only `reveal` gives the value. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** The value, for the header that is sent and nothing else. */
  reveal(): string {
    return this.#value
  }

  toString(): string {
    return shown
  }

  toJSON(): string {
    return shown
  }

  [inspect.custom](): string {
    return shown
  }
}
