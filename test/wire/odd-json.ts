/**
 * JSON and event streams as text, in every form that a parser allows and few writers use.
 * @module
 */
import * as fc from 'fast-check'

const space = fc.constantFrom('', '', '', ' ', '\n', '\r\n\t', '  ')
const number = fc.constantFrom(
  '1.0',
  '-0',
  '1e400',
  '1E+2',
  '12345678901234567890',
  '0.10',
  '-1e-7',
  '7',
)
const inText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => JSON.stringify(text).slice(1, -1)),
  fc.constantFrom(
    '\\ud800',
    '\\uDFFF\\ud83d',
    '\\u0000',
    '\\/',
    '\\u00e9',
    '🙂',
    '\\"usage\\":{',
    '\\r\\ndata: x',
  ),
)
const text = fc.array(inText, { maxLength: 4 }).map((parts) => `"${parts.join('')}"`)
const huge = fc
  .tuple(
    fc.integer({ min: 1000, max: 150_000 }),
    fc.constantFrom('x', 'é', '\\n', '{"', '[').map((unit) => unit.replace('"', '\\"')),
  )
  .map(([times, unit]) => `"${unit.repeat(times)}"`)
const deep = fc
  .tuple(fc.integer({ min: 1, max: 3000 }), fc.constantFrom('[', '{"a":'))
  .map(([depth, open]) => open.repeat(depth) + '0' + (open === '[' ? ']' : '}').repeat(depth))

const { value } = fc.letrec<{ value: string; object: string; array: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(number, text, fc.constantFrom('true', 'false', 'null')),
    tie('array'),
    tie('object'),
  ),
  array: fc
    .tuple(space, fc.array(tie('value'), { maxLength: 4 }))
    .map(([gap, items]) => `[${gap}${items.join(`${gap},${gap}`)}${gap}]`),
  object: members(tie('value')).map((inner) => `{${inner}}`),
}))

/** Any JSON value, as text. */
export const oddValue: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: value },
  { weight: 1, arbitrary: huge },
  { weight: 1, arbitrary: deep },
)

function members(of: fc.Arbitrary<string>): fc.Arbitrary<string> {
  // Two names only beside the odd ones: duplicates are common.
  const name = fc.oneof(
    fc.constantFrom('"a"', '"b"', '"usage"', '"__proto__"', '"messages "'),
    text,
  )
  return fc
    .array(fc.tuple(space, name, space, of), { maxLength: 5 })
    .map((all) =>
      all.map(([before, key, after, item]) => `${before}${key}${after}:${after}${item}`).join(','),
    )
}

/** An object with these members among odd ones. */
export const oddObject = (...fixed: readonly string[]): fc.Arbitrary<string> =>
  fc.tuple(space, members(oddValue), members(oddValue)).map(([gap, before, after]) => {
    const inner = [before, ...fixed, after].filter((part) => part !== '').join(`${gap},${gap}`)
    return `{${gap}${inner}${gap}}`
  })

const lineEnd = fc.constantFrom('\n', '\r\n', '\n', '\r')
const line = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('data: ', 'data:', 'event: ', 'id: ', ': ', ':', 'unheard: ', 'retry: '),
      oddValue,
    )
    .map(([field, json]) => field + json.replaceAll(/[\r\n]/g, ' ')),
  fc.constantFrom(
    'data',
    'data:',
    ': keep-alive',
    'event: unheard_of',
    'data: {"type":"unheard_of"}',
    'data: {',
  ),
)

/** An event stream with comments, several data lines, unknown events and every line end, blank line at its end. */
export const oddStream: fc.Arbitrary<string> = fc
  .array(
    fc
      .tuple(fc.array(line, { maxLength: 3 }), lineEnd)
      .map(([lines, end]) => [...lines, '', ''].join(end)),
    { maxLength: 12 },
  )
  .map((events) => events.join(''))
