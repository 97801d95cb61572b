/**
 * What went wrong between us and a provider, in words that hold no header, key or body.
 * @module
 */
import { FarthingError } from '../errors.ts'

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was reset',
  EPIPE: 'the connection was closed',
  ENOTFOUND: 'its name does not resolve',
  EAI_AGAIN: 'its name does not resolve at the moment',
  EHOSTUNREACH: 'there is no route to it',
  ENETUNREACH: 'there is no route to it',
  ETIMEDOUT: 'the connection timed out',
  UND_ERR_CONNECT_TIMEOUT: 'the connection timed out',
  UND_ERR_SOCKET: 'the connection was closed',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'its content-length does not fit the body',
  UND_ERR_HEADERS_OVERFLOW: 'its headers are too large',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate could not be verified',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
}

/** What is not the provider's doing. */
const ours: Readonly<Record<string, 'internal' | 'shutting_down'>> = {
  UND_ERR_INVALID_ARG: 'internal',
  UND_ERR_NOT_SUPPORTED: 'internal',
  UND_ERR_DESTROYED: 'shutting_down',
  UND_ERR_CLOSED: 'shutting_down',
}

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : ''

/**
 * Turns undici's error into ours. The cause is left out on purpose: a parser's error carries bytes of the reply.
 * @param connecting no byte of the request had left.
 * @param bytes of the reply's body that had come.
 */
export function describeFailure(
  provider: string,
  error: Error,
  connecting: boolean,
  bytes: number,
): FarthingError {
  const code = codeOf(error)
  const known = ours[code]
  if (known !== undefined) return new FarthingError(known)
  const detail =
    words[code] ?? (code.startsWith('HPE_') ? 'it does not speak HTTP' : code || 'unknown')
  if (connecting) return new FarthingError('upstream_unreachable', { provider, detail })
  return new FarthingError('upstream_broken', { provider, bytes, detail })
}
