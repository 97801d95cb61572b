/**
 * A request that a server took in.
 * @module
 */
import type { Socket } from 'node:net'
import type { HttpRequest } from './listener.ts'
import { Listeners } from './listeners.ts'
import type { RequestHead } from './request-line.ts'

export class IncomingRequest
  extends Listeners<'data' | 'end' | 'close' | 'error'>
  implements HttpRequest
{
  readonly method: string
  readonly url: string
  readonly rawHeaders: readonly string[]
  readonly httpVersionMinor: number
  readonly socket: Socket
  complete: boolean
  #ended = false
  #closed = false
  /** What came before anyone listened. */
  #early: Buffer[] | undefined

  constructor({ method, target, minor, fields }: RequestHead, socket: Socket, bodiless: boolean) {
    super()
    this.method = method
    this.url = target
    this.rawHeaders = fields.list
    this.httpVersionMinor = minor
    this.socket = socket
    this.complete = bodiless
  }

  override on(event: 'data' | 'end' | 'close' | 'error', listener: (value: never) => void): this {
    super.on(event, listener)
    if (event === 'data' && (this.#early !== undefined || this.complete)) {
      // After those who register with this one.
      process.nextTick(() => this.#catchUp())
    }
    return this
  }

  /** A piece of the body. False where nobody wants it yet. */
  body(bytes: Buffer): boolean {
    if (this.hears('data') && this.#early === undefined) {
      this.tell('data', bytes)
      return true
    }
    this.#early ??= []
    this.#early.push(bytes)
    return false
  }

  end(): void {
    this.complete = true
    if (this.#early === undefined && this.hears('data')) this.#end()
  }

  /** The exchange is over, or the connection is gone. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#early = undefined
    this.tell('close')
  }

  #end(): void {
    if (this.#ended || this.#closed) return
    this.#ended = true
    this.tell('end')
  }

  #catchUp(): void {
    if (this.#closed) return
    const early = this.#early ?? []
    this.#early = undefined
    for (const bytes of early) if (!this.#closed) this.tell('data', bytes)
    this.socket.resume()
    if (this.complete) this.#end()
  }
}
