/**
 * A request that a server took in.
 * @module
 */
import type { Socket } from 'node:net'
import type { HttpRequest } from './listener.ts'
import { Listeners } from './listeners.ts'
import type { RequestHead } from './request-line.ts'

const mostGathered = 1 << 20
/** Room is made for so many times what has come: a promise alone takes no memory, and 64 KB of 256 are copied once. */
const ahead = 4

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
  /** Bytes that the head promises; where they come in several pieces they are gathered, and told as one. */
  readonly #length: number
  #whole: Buffer | undefined
  #gathered = 0
  #told = false

  constructor({ method, target, minor, fields }: RequestHead, socket: Socket, bodiless: boolean) {
    super()
    this.method = method
    this.url = target
    this.rawHeaders = fields.list
    this.httpVersionMinor = minor
    this.socket = socket
    this.complete = bodiless
    this.#length = fields.length
  }

  /** Pieces of the body are copied: their memory may be given back. */
  get gathers(): boolean {
    return this.#whole !== undefined
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
      if (this.#whole !== undefined || this.#begins(bytes)) this.#gather(bytes)
      else {
        this.#told = true
        this.tell('data', bytes)
      }
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

  /** The first of several pieces of a body that is worth it. */
  #begins(bytes: Buffer): boolean {
    if (bytes.length >= this.#length || this.#length > mostGathered || this.#told) return false
    this.#whole = nothing
    return true
  }

  #gather(bytes: Buffer): void {
    const size = this.#gathered + bytes.length
    if (size > this.#whole!.length) {
      const room = Buffer.allocUnsafeSlow(Math.min(this.#length, ahead * size))
      this.#whole!.copy(room, 0, 0, this.#gathered)
      this.#whole = room
    }
    this.#gathered += bytes.copy(this.#whole!, this.#gathered)
    if (this.#gathered === this.#length) this.tell('data', this.#whole)
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
    this.#told = early.length > 0
    for (const bytes of early) if (!this.#closed) this.tell('data', bytes)
    this.socket.resume()
    if (this.complete) this.#end()
  }
}

const nothing = Buffer.alloc(0)
