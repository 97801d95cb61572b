import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TextBlock } from '../blocks.ts'
import type { TransformContext, Turn } from '../transforms.ts'
import { htmlToText, isHtml } from './html-to-text.ts'
import { isLog } from './is-log.ts'
import { logTransform } from './transform.ts'

const log = Array.from({ length: 2000 }, (_, at) =>
  at === 900
    ? 'src/cart.ts:12:7 - error TS2339: no such property'
    : `INFO worker handled request ${at}`,
).join('\n')

const page = `<!DOCTYPE html><html><head><title>t</title><style>p{}</style></head><body><script>x("</p>")</script>
<h1>Rates &amp; fees</h1><p>A call costs <b>0.12</b> &euro;, see <a href="https://example.org/rates">the list</a>.</p>
<ul><li>one</li><li>two</li></ul><table><tr><td>a</td><td>1</td></tr></table></body></html>`

function turnOf(text: string, more: Partial<TextBlock> = {}): Turn {
  const block = { text, kind: 'tool-result', mayTouch: true, ...more } as TextBlock
  return { number: 1, blocks: [block], texts: [text] }
}

const at = (floor: number): TransformContext => ({ floor }) as TransformContext

test('logs of tools are cut below a floor of 1, and nothing else is', async () => {
  const made = await logTransform.apply(turnOf(log), at(0.97))
  assert.ok(made![0]!.includes('error TS2339'))
  assert.ok(made![0]!.length < log.length / 4)
  assert.equal(await logTransform.apply(turnOf(log), at(1)), undefined)
  assert.equal(await logTransform.apply(turnOf(log, { kind: 'user' }), at(0.97)), undefined)
  assert.equal(await logTransform.apply(turnOf(log, { mayTouch: false }), at(0.97)), undefined)
})

test('code, diffs, hits, tables, data and prose are no logs', () => {
  const many = (line: (at: number) => string): string =>
    Array.from({ length: 600 }, (_, index) => line(index)).join('\n')
  const none = [
    many((n) => `  const error${n} = new Error("failed: ${n}");`),
    many((n) => `src/a${n}.ts:${n}: throw new Error("x")`),
    many((n) => `| ${n} | error | 3 |`),
    many((n) => `${n},failed,${n * 2},2026-01-01,x`),
    many((n) => `  ${n}\tthrow new Error("failed")`),
    `diff --git a/x b/x\n${many((n) => `@@ -${n} +${n} @@`)}`,
    many((n) => `The committee met on day ${n} and found that nothing had changed since.`),
  ]
  for (const text of none) assert.ok(!isLog(text), text.slice(0, 60))
  assert.ok(isLog(log))
  assert.ok(isLog(many((n) => `2026-05-07T12:00:00Z step ${n}`)))
})

test('a page becomes its text; links, headings, lists and numbers stay', () => {
  assert.ok(isHtml(page))
  assert.equal(
    htmlToText(page),
    '# Rates & fees\n\nA call costs 0.12 €, see the list (https://example.org/rates).\n\n- one\n\n- two\n\n| a | 1',
  )
  assert.ok(!isHtml('const page = "<html><body></body></html>"'))
})

test('pages that never end their tags take linear time and lose no text behind them', () => {
  assert.ok(htmlToText('<script>'.repeat(20_000) + 'end')!.includes('end'))
  assert.ok(htmlToText(`<html>${'<a "'.repeat(20_000)}`) === undefined)
  assert.ok(htmlToText('&#9'.repeat(50_000))!.length > 0)
})
