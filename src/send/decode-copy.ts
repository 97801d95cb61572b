/**
 * Reads the copy of a reply that came compressed although it was asked for plain. The bytes themselves pass unchanged.
 * @module
 */
import { brotliDecompressSync, constants, unzipSync, zstdDecompressSync } from 'node:zlib'
import type { StreamReader } from './parts.ts'

// Beyond these the attempt is estimated: the copy is for accounting only and must not cost more than it is worth.
const mostEncoded = 1_048_576
const mostDecoded = 8_388_608

/** Decodes a body, or the beginning of one that was cut off; undefined where that fails or is too large. */
export function decodeCopy(bytes: Uint8Array, encoding: string): Uint8Array | undefined {
  if (bytes.length > mostEncoded) return undefined
  const maxOutputLength = mostDecoded
  try {
    switch (encoding) {
      case 'gzip':
      case 'x-gzip':
      case 'deflate':
        return unzipSync(bytes, { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH })
      case 'br':
        return brotliDecompressSync(bytes, {
          maxOutputLength,
          finishFlush: constants.BROTLI_OPERATION_FLUSH,
        })
      case 'zstd':
        return zstdDecompressSync(bytes, {
          maxOutputLength,
          finishFlush: constants.ZSTD_e_flush,
        })
      default:
        return undefined
    }
  } catch {
    return undefined
  }
}

/** Gathers a compressed stream and shows it to the reader at its end. */
export function createCopyDecoder(encoding: string, reader: StreamReader): StreamReader {
  let parts: Uint8Array[] = []
  let size = 0
  return {
    push(chunk) {
      size += chunk.length
      if (size <= mostEncoded) parts.push(chunk)
      else parts = []
    },
    end() {
      const plain = size <= mostEncoded ? decodeCopy(Buffer.concat(parts), encoding) : undefined
      if (plain !== undefined) reader.push(plain)
      return reader.end()
    },
  }
}
