/**
 * Bytes at rest: AES-256-GCM, with what they belong to as additional data, so that a record that was moved, changed or
 * cut does not open (NIST SP 800-38D; nonces are random, so one key may seal 2^32 records).
 * @module
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

export const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16

/** Nonce, sealed bytes, tag. */
export function seal(key: Uint8Array, belongsTo: string, plain: Uint8Array): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(belongsTo))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** @throws Error where the key, a byte, or what it belongs to is another */
export function unseal(key: Uint8Array, belongsTo: string, sealed: Uint8Array): Buffer {
  const end = sealed.length - tagBytes
  if (end < nonceBytes) throw new Error('the record is cut')
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(Buffer.from(belongsTo))
  decipher.setAuthTag(sealed.subarray(end))
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, end)), decipher.final()])
}
