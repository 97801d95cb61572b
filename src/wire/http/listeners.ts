/** Who listens to an object that lives for one exchange: a few, told at once, in order. */
export class Listeners<Event extends string> {
  readonly #events: Event[] = []
  readonly #listeners: ((value: never) => void)[] = []

  on(event: Event, listener: (value: never) => void): this {
    this.#events.push(event)
    this.#listeners.push(listener)
    return this
  }

  protected hears(event: Event): boolean {
    return this.#events.includes(event)
  }

  protected tell(event: Event, value?: unknown): void {
    for (let at = 0; at < this.#events.length; at++) {
      if (this.#events[at] === event) this.#listeners[at]!(value as never)
    }
  }
}
