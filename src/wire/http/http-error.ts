/** Something about a message that is no HTTP, or that is too large. `code` says what, as node's parser or undici would. */
export class HttpError extends Error {
  readonly code: string

  constructor(code: string) {
    super(code)
    this.code = code
  }
}
