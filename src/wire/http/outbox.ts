/**
 * What goes to a client: whole answers wait for the end of the turn, so that those of many clients go out one after the
 * other (`turn-end.ts`). All else goes at once, behind what waits.
 * @module
 */
import type { Socket } from 'node:net'
import { atTurnEnd } from '../turn-end.ts'

/** More than that does not wait: a client that sends requests in a row and reads no answer shall be noticed. */
const mostWaiting = 65_536

export class Outbox {
  readonly #socket: Socket
  #waiting = ''

  constructor(socket: Socket) {
    this.#socket = socket
  }

  /** The socket itself, with all written to it that waited. */
  direct(): Socket {
    this.flush()
    return this.#socket
  }

  get destroyed(): boolean {
    return this.#socket.destroyed
  }

  /** Bytes that the client has not taken; of what waits, nobody knows yet. */
  get unread(): number {
    return this.#socket.writableLength
  }

  /** Takes a text of latin1 for the end of the turn. */
  post(text: string): void {
    if (this.#waiting === '') atTurnEnd(() => this.flush())
    this.#waiting += text
    if (this.#waiting.length > mostWaiting) this.flush()
  }

  flush(): void {
    if (this.#waiting === '') return
    const text = this.#waiting
    this.#waiting = ''
    if (!this.#socket.destroyed) this.#socket.write(text, 'latin1')
  }
}
