import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { MessageParser, type MessageReader } from './message-parser.ts'
import { readReplyHead, replyFraming } from './reply-head.ts'

interface Read {
  status: number
  headers: string[]
  body: string
  ends: number
  clean: boolean
  whole: boolean
}

/** Reads pieces that lie in one buffer, which is overwritten after each, as the pool's is. */
function read(pieces: readonly string[], bodiless = false): Read {
  const parser = new MessageParser()
  const shared = Buffer.alloc(70_000)
  const parts: Buffer[] = []
  const seen = { status: 0, headers: [] as string[], ends: 0, clean: true }
  const reader: MessageReader = {
    head(text) {
      const head = readReplyHead(text)
      if (head.status < 200) return undefined
      seen.status = head.status
      seen.headers = head.fields.list
      return replyFraming(head, bodiless)
    },
    body: (bytes) => void parts.push(bytes),
    end: () => void seen.ends++,
  }
  for (const piece of pieces) {
    const end = shared.write(piece, 0, 'latin1')
    if (parser.push(shared, end, true, reader) !== undefined) seen.clean = false
    shared.fill(0x58)
  }
  const body = Buffer.concat(parts).toString('latin1')
  return { ...seen, body, whole: seen.ends > 0 || parser.closed() }
}

const replies = {
  length: 'HTTP/1.1 200 OK\r\nContent-Type: a/b\r\nContent-Length: 5\r\n\r\nhello',
  chunked:
    'HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n5;x=y\r\nhello\r\nA\r\n, 12345678\r\n0\r\nTrail: er\r\n\r\n',
  close: 'HTTP/1.0 200 OK\r\nX:\t spaced \t\r\n\r\nhello\r\n\r\nthere',
  early: 'HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\nHTTP/1.1 200\r\ncontent-length: 0\r\n\r\n',
}

test('replies of every framing are the same wherever they are cut', () => {
  const expected: [string, Partial<Read>][] = [
    [replies.length, { status: 200, body: 'hello', ends: 1 }],
    [replies.chunked, { status: 200, body: 'hello, 12345678', ends: 1 }],
    [replies.close, { status: 200, headers: ['X', 'spaced'], body: 'hello\r\n\r\nthere', ends: 0 }],
    [replies.early, { status: 200, headers: ['content-length', '0'], body: '', ends: 1 }],
  ]
  for (const [text, wanted] of expected) {
    const once = read([text])
    assert.deepEqual({ ...once, ...wanted }, once)
    assert.ok(once.whole && once.clean)
    for (let cut = 1; cut < text.length; cut++) {
      assert.deepEqual(read([text.slice(0, cut), text.slice(cut)]), once, `cut at ${cut}`)
    }
    assert.deepEqual(read([...text]), once, 'byte by byte')
  }
})

test('any chunks, cut anywhere, give their bytes', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1, maxLength: 60, unit: 'binary-ascii' }), { maxLength: 8 }),
      fc.array(fc.nat(40), { minLength: 1, maxLength: 40 }),
      (chunks, sizes) => {
        const body = chunks.map((text) => `${text.length.toString(16)}\r\n${text}\r\n`).join('')
        const text = `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${body}0\r\n\r\n`
        const pieces: string[] = []
        for (let from = 0, at = 0; from < text.length; at++) {
          const to = from + 1 + sizes[at % sizes.length]!
          pieces.push(text.slice(from, to))
          from = to
        }
        const { body: got, ends, clean } = read(pieces)
        assert.deepEqual([got, ends, clean], [chunks.join(''), 1, true])
      },
    ),
  )
})

test('a reply without a body ends with its head, and what follows it is told', () => {
  const head = 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n'
  assert.deepEqual([read([head], true).ends, read([head]).ends], [1, 0])
  for (const status of [204, 304]) {
    assert.equal(read([`HTTP/1.1 ${status} X\r\ncontent-length: 5\r\n\r\n`]).ends, 1)
  }
  assert.equal(read([`${replies.length}HTTP/1.1 200 OK\r\n`]).clean, false)
})

test('what two readers could read in two ways is refused', () => {
  const heads = [
    'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 5\r\n\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: +5\r\n\r\n',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n',
    'HTTP/1.1 200 OK\r\nx: a\r\n folded\r\n\r\n',
    'HTTP/1.1 200 OK\r\nx : a\r\n\r\n',
    'HTTP/1.1 200 OK\r\nx: a\nb: c\r\n\r\n',
    'HTTP/1.1 200 OK\r\nx: a\0\r\n\r\n',
    'HTTP/1.1 200 OK\r\nx: a\x01\r\n\r\n',
    'HTTP/1.1 200 OK\r\nx: a\x7f\r\n\r\n',
    'HTTP/1.1 101 Switching\r\n\r\n',
    'HTTP/2 200\r\n\r\n',
    'ICY 200 OK\r\n\r\n',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\nhello\r\n',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nabc\r\n',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3 \r\nabc\r\n',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\nx\r\n\r\n',
  ]
  for (const head of heads) {
    assert.throws(() => read([head]), { name: 'Error', code: /^HPE_/ }, JSON.stringify(head))
  }
})

test('a head, a line and trailers without an end are given up', () => {
  const chunked = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n'
  const long = 'x'.repeat(9000)
  const overflow = { code: 'UND_ERR_HEADERS_OVERFLOW' }
  assert.throws(() => read([`HTTP/1.1 200 OK\r\na: ${long}`, long]), overflow)
  assert.throws(() => read([chunked, `1;${long}`]), { code: 'HPE_INVALID_CHUNK_SIZE' })
  const trailer = `a: ${'x'.repeat(900)}\r\n`
  assert.throws(() => read([chunked, '0\r\n', ...Array<string>(20).fill(trailer)]), overflow)
})

test('chunks that come together are one piece, those that are spread come as they are', () => {
  const pieces: string[] = []
  const parser = new MessageParser()
  const reader: MessageReader = {
    head: () => 'chunked',
    body: (bytes) => void pieces.push(bytes.toString()),
    end: () => void pieces.push('end'),
  }
  const push = (text: string): string | undefined =>
    parser.push(Buffer.from(text), text.length, false, reader)?.toString()
  assert.equal(push('HTTP/1.1 200 OK\r\n\r\n3\r\nabc\r\n2\r\nde\r\n1'), undefined)
  assert.equal(push('\r\nf\r\n3\r\ng'), undefined)
  assert.equal(push('hi\r\n1\r\nj\r\n0\r\n\r\nHTTP/1.1 '), 'HTTP/1.1 ')
  assert.deepEqual(pieces, ['abcde', 'fg', 'hij', 'end'])
})
