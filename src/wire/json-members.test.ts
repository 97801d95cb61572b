import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { elementsAt, readMembers } from './json-members.ts'

const filler = 'x"\\\n\u2028é'.repeat(1500)

test('members are those of JSON.parse, large or small, in any order and number', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.oneof(fc.constantFrom('__proto__', 'model', 'messages', ''), fc.string()),
          fc.oneof(fc.jsonValue(), fc.constant([filler]), fc.constant({ a: { filler } })),
        ),
        { maxLength: 6 },
      ),
      fc.constantFrom('', ' ', '\n\t'),
      (members, space) => {
        const inner = members.map(
          ([key, value]) =>
            `${JSON.stringify(key)}${space}:${JSON.stringify(value, null, space === '' ? 0 : 1)}`,
        )
        const text = `${space}{${space}${inner.join(`${space},${space}`)}${space}}${space}`
        const read = readMembers(Buffer.from(text))
        const parsed = JSON.parse(text) as object
        assert.ok(read)
        assert.deepEqual(inOrder(read.json), inOrder(parsed))
        for (const key of Object.keys(parsed)) assert.ok(Object.hasOwn(read.json, key))
      },
    ),
  )
})

test('what is no object is none, wherever it is cut', () => {
  const text = JSON.stringify({ model: 'm', n: 1, messages: [filler, { a: [1, 2] }], stream: true })
  for (let cut = 0; cut < text.length; cut += cut < 60 ? 1 : 97) {
    assert.equal(readMembers(Buffer.from(text.slice(0, cut))), undefined, `cut at ${cut}`)
  }
  for (const broken of [
    `${text}x`,
    `[${text}]`,
    `${text}${text}`,
    `{"a":tru,"b":${text}}`,
    '',
    '{a:1}',
  ]) {
    assert.equal(readMembers(Buffer.from(broken)), undefined, broken.slice(0, 20))
  }
})

test('a large member that is no JSON is undefined, and the rest is there', () => {
  const read = readMembers(Buffer.from(`{"model":"m","messages":[${'nonsense '.repeat(900)}]}`))
  assert.equal(read?.json['model'], 'm')
  assert.equal(read?.json['messages'], undefined)
  assert.equal(read?.json['messages'], undefined)
})

test('elements are those of JSON.parse, as far as they are read', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { maxLength: 8 }), fc.nat(8), (list, most) => {
      const bytes = Buffer.from(JSON.stringify(list, null, most % 2))
      const found: unknown[] = []
      for (const element of elementsAt(bytes, 0)) {
        if (found.length === most) break
        found.push(element)
      }
      assert.deepEqual(found, (JSON.parse(bytes.toString()) as unknown[]).slice(0, most))
    }),
  )
  assert.deepEqual([...elementsAt(Buffer.from('[1,"a"'), 0)], [1, 'a'])
  assert.deepEqual([...elementsAt(Buffer.from('[1,tru,3]'), 0)], [1])
  assert.deepEqual([...elementsAt(Buffer.from('{"a":1}'), 0)], [])
})

/** By key alone: a value may be an object that makes no text. */
function inOrder(json: object): [string, unknown][] {
  return Object.entries(json).sort(([one], [other]) => (one < other ? -1 : 1))
}
