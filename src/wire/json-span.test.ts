import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  assert as check,
  anything,
  constantFrom,
  json,
  jsonValue,
  nat,
  property,
  string,
  uint8Array,
} from 'fast-check'
import { indexJson, memberOf } from './json-index.ts'
import type { JsonNode } from './json-index.ts'
import { skipString, skipValue } from './json-scan.ts'
import { appendKey, elementsOf, findSpan, membersOf, rootSpan } from './json-span.ts'
import { splice } from './splice.ts'

const at = (text: string, ...path: (string | number)[]) => {
  const bytes = Buffer.from(text)
  const span = findSpan(bytes, path)
  return span && bytes.toString('utf8', span.start, span.end)
}

test('finds values of every kind as they were written', () => {
  const text = ' { "a" : 1.0 , "b":[ -1e-7,null, "x\\"]" ,{"c": true}], "d" :{ } } '
  assert.equal(at(text, 'a'), '1.0')
  assert.equal(at(text, 'b', 0), '-1e-7')
  assert.equal(at(text, 'b', 1), 'null')
  assert.equal(at(text, 'b', 2), '"x\\"]"')
  assert.equal(at(text, 'b', 3, 'c'), 'true')
  assert.equal(at(text, 'd'), '{ }')
  assert.equal(at(text), text.trim())
  for (const path of [['e'], ['b', 4], ['b', 'c'], ['a', 0], ['d', 0], ['b', 3, 'c', 'x'], [0]]) {
    assert.equal(at(text, ...path), undefined, JSON.stringify(path))
  }
})

test('reads keys as JSON.parse does: escapes, last of equals, names of prototypes', () => {
  assert.equal(at('{"mod\\u0065l":1}', 'model'), '1')
  assert.equal(at('{"model":1,"mod\\u0065l":2}', 'model'), '2')
  assert.equal(at('{"a":{"b":1},"a":{"c":2}}', 'a', 'b'), undefined)
  assert.equal(at('{"__proto__":5}', '__proto__'), '5')
  assert.equal(at('{"ключ":5,"😀":6,"\\ud83d\\ude00x":7}', 'ключ'), '5')
  assert.equal(at('{"ключ":5,"😀":6,"\\ud83d\\ude00x":7}', '😀'), '6')
  assert.equal(at('{"ключ":5,"😀":6,"\\ud83d\\ude00x":7}', '😀x'), '7')
  assert.equal(at('{"modelx":1}', 'model'), undefined)
  assert.equal(at('{"mode":1}', 'model'), undefined)
  assert.equal(at('{"":3}', ''), '3')
})

test('escaped quotes and backslashes at every distance', () => {
  for (let i = 0; i < 200; i++) {
    for (const tail of ['\\\\', '\\"', '\\\\\\"', '']) {
      const text = `"${'x'.repeat(i)}${tail}"`
      assert.equal(skipString(Buffer.from(`${text},"`), 1), text.length, text)
      assert.equal(skipString(Buffer.from(text.slice(0, -1)), 1), -1)
    }
  }
  const many = Buffer.from(JSON.stringify('\\"'.repeat(10_000)))
  assert.equal(skipString(many, 1), many.length)
})

test('a million nested arrays, whole and cut off, need no stack', () => {
  const depth = 1_000_000
  const deep = Buffer.from(`{"a":${'['.repeat(depth)}${']'.repeat(depth)},"b":1}`)
  assert.deepEqual(findSpan(deep, ['b']), { start: deep.length - 2, end: deep.length - 1 })
  assert.equal(indexJson(deep, 1e9)?.end, deep.length)
  assert.equal(findSpan(Buffer.from('['.repeat(depth)), [0, 0]), undefined)
  assert.equal(rootSpan(Buffer.from(`${'{"a":'.repeat(depth)}`)), undefined)
})

test('a key is appended to objects with and without members', () => {
  for (const text of ['{}', ' { } ', '{"a":1}', '{"a":{"b":[{}]} \n}']) {
    const bytes = Buffer.from(text)
    const edit = appendKey(bytes, rootSpan(bytes)!, 'k"y', '[1.0]')
    const out = splice(bytes, [edit]).toString()
    assert.deepEqual(JSON.parse(out), { ...(JSON.parse(text) as object), 'k"y': [1] })
    assert.ok(out.includes('[1.0]'))
  }
})

const stringified = json({ maxDepth: 4 })

/** Every path into a value, with the value. */
const paths = function* (
  value: unknown,
  path: (string | number)[] = [],
): Generator<[(string | number)[], unknown]> {
  yield [path, value]
  if (Array.isArray(value)) {
    for (const [i, inner] of value.entries()) yield* paths(inner, [...path, i])
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* paths(inner, [...path, key])
  }
}

test('property: every path agrees with JSON.parse, compact and spaced', () => {
  check(
    property(stringified, constantFrom(undefined, 1, '\t', ' \n'), (text, space) => {
      const value: unknown = JSON.parse(text)
      const bytes = Buffer.from(JSON.stringify(value, undefined, space))
      for (const [path, expected] of paths(value)) {
        const span = findSpan(bytes, path)
        assert.ok(span, JSON.stringify(path))
        assert.deepEqual(JSON.parse(bytes.toString('utf8', span.start, span.end)), expected)
      }
    }),
    { numRuns: 300 },
  )
})

test('property: members, elements and the index agree with findSpan', () => {
  check(
    property(jsonValue({ maxDepth: 3 }), nat(4), (value, depth) => {
      const bytes = Buffer.from(JSON.stringify(value))
      const root = rootSpan(bytes)!
      for (const member of membersOf(bytes, root)) {
        const span = findSpan(bytes, [member.key])!
        assert.deepEqual([member.start, member.end], [span.start, span.end])
        assert.equal(bytes[member.keyStart], 0x22)
      }
      for (const [i, element] of elementsOf(bytes, root).entries()) {
        assert.deepEqual(findSpan(bytes, [i]), element)
      }
      const walk = (node: JsonNode, inner: unknown, left: number) => {
        assert.deepEqual(JSON.parse(bytes.toString('utf8', node.start, node.end)), inner)
        if (left === 0) return
        if (Array.isArray(inner)) {
          assert.equal(node.elements?.length, inner.length)
          inner.forEach((item, i) => walk(node.elements![i]!, item, left - 1))
        } else if (typeof inner === 'object' && inner !== null) {
          for (const [key, item] of Object.entries(inner))
            walk(memberOf(node, key)!, item, left - 1)
        }
      }
      // -0 is written as 0.
      walk(indexJson(bytes, depth)!, JSON.parse(bytes.toString()), depth)
    }),
    { numRuns: 300 },
  )
})

test('property: duplicate keys, in any spelling, end as JSON.parse ends', () => {
  const spell = (key: string, escape: boolean) =>
    escape
      ? `"${[...key].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`
      : JSON.stringify(key)
  check(
    property(constantFrom('a', 'model', 'ü'), nat(7), (key, bits) => {
      const text = `{${[0, 1, 2].map((i) => `${spell(key, ((bits >> i) & 1) === 1)}:${i}`).join(',')}}`
      assert.equal(at(text, key), String((JSON.parse(text) as Record<string, number>)[key]))
    }),
  )
})

test('property: bytes that are no JSON never throw and never hang', () => {
  const broken = string({
    unit: constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', 'a', ' ', '1'),
  })
  check(
    property(broken, (text) => {
      const bytes = Buffer.from(text)
      for (const path of [[], ['a'], [0], ['a', 0, 'a']]) findSpan(bytes, path)
      for (let i = 0; i <= bytes.length; i++) {
        const end = skipValue(bytes, i)
        assert.ok(end === -1 || end > i)
        membersOf(bytes, { start: i, end: bytes.length })
        elementsOf(bytes, { start: i, end: bytes.length })
      }
      indexJson(bytes, 5)
    }),
    { numRuns: 1000 },
  )
  check(
    property(uint8Array({ maxLength: 200 }), anything(), (bytes, key) => {
      findSpan(bytes, [String(key === null || typeof key !== 'object' ? String(key) : 'a')])
      indexJson(bytes, 3)
    }),
  )
})
