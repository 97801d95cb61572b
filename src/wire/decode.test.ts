import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as check, asyncProperty, uint8Array } from 'fast-check'
import * as zlib from 'node:zlib'
import { FarthingError } from '../errors.ts'
import { decodeBody, isEncoded } from './decode.ts'

const body = Buffer.from('{"model":"m","text":"ü😀"}'.repeat(100))
const limit = 1_000_000

const encoders: Record<string, (bytes: Uint8Array) => Buffer> = {
  gzip: (bytes) => zlib.gzipSync(bytes),
  'x-gzip': (bytes) => zlib.gzipSync(bytes),
  br: (bytes) => zlib.brotliCompressSync(bytes),
  zstd: (bytes) => zlib.zstdCompressSync(bytes),
  deflate: (bytes) => zlib.deflateSync(bytes),
}

const code = (expected: string) => (error: unknown) =>
  error instanceof FarthingError && error.code === expected

test('every encoding, and lists of them in the order applied', async () => {
  for (const [name, encode] of Object.entries(encoders)) {
    assert.deepEqual(await decodeBody(encode(body), ` ${name.toUpperCase()} `, limit), body, name)
  }
  assert.deepEqual(await decodeBody(zlib.deflateRawSync(body), 'deflate', limit), body)
  const twice = encoders['br']!(encoders['gzip']!(body))
  assert.deepEqual(await decodeBody(twice, 'gzip, identity, br', limit), body)
  await assert.rejects(decodeBody(twice, 'br, gzip', limit), code('body_undecodable'))
})

test('no encoding gives back the same object', async () => {
  for (const none of [undefined, '', 'identity', ' identity , ']) {
    assert.equal(await decodeBody(body, none, 1), body)
    assert.equal(isEncoded(none), false)
  }
  assert.equal(isEncoded('gzip'), true)
})

test('a bomb is stopped at the limit', async () => {
  const zeros = Buffer.alloc(20_000_000)
  for (const [name, encode] of Object.entries(encoders)) {
    await assert.rejects(decodeBody(encode(zeros), name, limit), code('body_too_large'), name)
  }
  const nested = encoders['gzip']!(encoders['gzip']!(zeros))
  await assert.rejects(decodeBody(nested, 'gzip, gzip', limit), code('body_too_large'))
  assert.equal((await decodeBody(encoders['gzip']!(body), 'gzip', body.length)).length, body.length)
  await assert.rejects(
    decodeBody(encoders['gzip']!(body), 'gzip', body.length - 1),
    code('body_too_large'),
  )
})

test('wrong, cut and unknown encodings say so', async () => {
  for (const [name, encode] of Object.entries(encoders)) {
    await assert.rejects(decodeBody(body, name, limit), code('body_undecodable'), name)
    await assert.rejects(
      decodeBody(encode(body).subarray(0, -5), name, limit),
      code('body_undecodable'),
      `${name} cut`,
    )
  }
  for (const name of ['compress', '__proto__', 'constructor', 'gzip;q=1', 'gzip,gzip,gzip,gzip']) {
    await assert.rejects(decodeBody(body, name, limit), code('body_undecodable'), name)
  }
})

test('a zstd window over 8 MB is refused', async () => {
  // A frame of 64 zeros; its sixth byte holds the window: 2 ** (10 + exponent).
  const frame = Buffer.from('28b52ffd00784500001000000100930016', 'hex')
  const withWindow = (exponent: number) => {
    const changed = Buffer.from(frame)
    changed[5] = exponent << 3
    return changed
  }
  assert.equal((await decodeBody(withWindow(13), 'zstd', limit)).length, 64)
  await assert.rejects(decodeBody(withWindow(14), 'zstd', limit), code('body_undecodable'))
})

test('property: random bytes are decoded or refused, never worse', async () => {
  await check(
    asyncProperty(uint8Array({ maxLength: 100 }), async (bytes) => {
      for (const name of Object.keys(encoders)) {
        await decodeBody(bytes, name, 1000).then(
          (decoded) => assert.ok(decoded.length <= 1000),
          (error: unknown) => assert.ok(error instanceof FarthingError),
        )
      }
    }),
    { numRuns: 50 },
  )
})
