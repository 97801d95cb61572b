/**
 * A master key as it is written, in the configuration and in the file of its own alike.
 * @module
 */

/** A key of AES-256, as `sealing.ts` of the semantic cache wraps with. */
const keyBytes = 32

/** The key that a text holds in base64 or hex; undefined where it is not of 32 bytes. */
export function readMasterKey(text: string): Buffer | undefined {
  const trimmed = text.trim()
  const hex = /^[0-9a-f]{64}$/i.test(trimmed)
  const key = Buffer.from(trimmed, hex ? 'hex' : 'base64')
  return key.length === keyBytes ? key : undefined
}
