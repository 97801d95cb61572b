/**
 * Decodes compressed bodies within a bound.
 * @module
 */
import { promisify } from 'node:util'
import * as zlib from 'node:zlib'
import { FarthingError } from '../errors.ts'

/** Nobody encodes twice for good reason; each further layer multiplies what a bomb can do. */
const mostLayers = 3

/**
 * Undoes `content-encoding`: gzip, br, zstd, deflate, and lists of them such as `gzip, br`, in the order applied.
 * Without an encoding the same object comes back. The work is done off the main thread.
 * @param encoding value of the header; undefined, '' and `identity` mean none
 * @param limit the most bytes that may come out, of each layer
 * @throws FarthingError `body_too_large`, `body_undecodable`
 */
export const decodeBody = async (
  bytes: Uint8Array,
  encoding: string | undefined,
  limit: number,
): Promise<Uint8Array> => {
  const layers = toLayers(encoding)
  if (layers.length === 0) return bytes
  if (layers.length > mostLayers) throw undecodable(encoding)
  let decoded = bytes
  for (const layer of layers.toReversed()) {
    const decoder = Object.hasOwn(decoders, layer) ? decoders[layer] : undefined
    if (decoder === undefined) throw undecodable(encoding)
    try {
      decoded = await decoder(decoded, limit)
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
        throw new FarthingError('body_too_large', { limit }, cause)
      }
      throw undecodable(encoding, cause)
    }
  }
  return decoded
}

/** Whether `decodeBody` has anything to do for this header value. */
export const isEncoded = (encoding: string | undefined): boolean => toLayers(encoding).length > 0

const toLayers = (encoding: string | undefined) =>
  encoding === undefined
    ? []
    : encoding
        .split(',')
        .map((name) => name.trim().toLowerCase())
        .filter((name) => name !== '' && name !== 'identity')

const undecodable = (encoding: string | undefined, cause?: unknown) =>
  new FarthingError('body_undecodable', { encoding: (encoding ?? '').slice(0, 100) }, cause)

type Decoder = (bytes: Uint8Array, limit: number) => Promise<Uint8Array>

const gunzip = promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.gunzip)
const inflate = promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.inflate)
const inflateRaw = promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.inflateRaw)
const unbrotli = promisify<Uint8Array, zlib.BrotliOptions, Buffer>(zlib.brotliDecompress)
const unzstd = promisify<Uint8Array, zlib.ZstdOptions, Buffer>(zlib.zstdDecompress)

const fromGzip: Decoder = (bytes, limit) => gunzip(bytes, { maxOutputLength: limit })

const decoders: Readonly<Record<string, Decoder>> = {
  gzip: fromGzip,
  'x-gzip': fromGzip,
  br: (bytes, limit) => unbrotli(bytes, { maxOutputLength: limit }),
  zstd: (bytes, limit) =>
    unzstd(bytes, {
      maxOutputLength: limit,
      // RFC 9659: a zstd window over HTTP is at most 8 MB; the format alone would allow 2 GB.
      params: { [zlib.constants.ZSTD_d_windowLogMax]: 23 },
    }),
  // Named deflate, two formats are sent: zlib (RFC 9110) and raw deflate. The zlib header tells which.
  deflate: (bytes, limit) =>
    isZlib(bytes)
      ? inflate(bytes, { maxOutputLength: limit })
      : inflateRaw(bytes, { maxOutputLength: limit }),
}

const isZlib = (bytes: Uint8Array) =>
  bytes.length >= 2 && (bytes[0]! & 0x0f) === 8 && ((bytes[0]! << 8) | bytes[1]!) % 31 === 0
