/**
 * What a listener needs of a request and of the response to it. Both ours and node's own objects have this shape, so
 * that the gateway also runs on a server of somebody else.
 * @module
 */
import type { Socket } from 'node:net'

export interface HttpRequest {
  readonly method?: string | undefined
  readonly url?: string | undefined
  /** Flat list of name and value, as spelled. */
  readonly rawHeaders: readonly string[]
  readonly httpVersionMinor: number
  /** All of it has come. */
  readonly complete: boolean
  readonly socket: Pick<Socket, 'remoteAddress'>
  on(event: 'data', listener: (bytes: Buffer) => void): unknown
  /** 'close' follows the end of the exchange, or the loss of the connection. */
  on(event: 'end' | 'close', listener: () => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
}

export interface HttpResponse {
  readonly req: HttpRequest
  /** The head is made. */
  readonly headersSent: boolean
  /** All of it is with the kernel. */
  readonly writableFinished: boolean
  /** Bytes that wait for the client to read. */
  readonly writableLength: number
  /** Nothing can be written any more. */
  readonly destroyed: boolean
  readonly socket: Pick<
    Socket,
    'destroySoon' | 'resetAndDestroy' | 'setTimeout' | 'writableLength'
  > | null
  /** `headers`: flat list of name and value. Throws where one would break out of its place. */
  writeHead(status: number, headers: string[]): unknown
  flushHeaders(): void
  /** False where the client reads too slowly: 'drain' follows. */
  write(bytes: Uint8Array): boolean
  write(text: string): boolean
  end(bytes?: Uint8Array): unknown
  end(text: string): unknown
  end(text: string, encoding: 'latin1'): unknown
  /** 'close' follows the end, or the loss of the connection. */
  on(event: 'close' | 'drain', listener: () => void): unknown
}

export type HttpListener = (request: HttpRequest, response: HttpResponse) => void
