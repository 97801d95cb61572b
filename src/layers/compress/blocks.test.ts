import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anything, assert as check, constantFrom, json, property } from 'fast-check'
import type { Call, Dialect } from '../../call.ts'
import { createView } from '../../dialects/view.ts'
import { splice } from '../../wire/splice.ts'
import { editOf, readBlocks, spanOf } from './blocks.ts'

function callOf(client: Dialect, body: unknown): Call {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  return { client, bytes, view: createView(bytes, client), edits: [] } as unknown as Call
}

const brief = (call: Call) =>
  readBlocks(call).map((block) => [block.text, block.kind, block.turn, block.fresh, block.reason])

test('OpenAI chat: roles, tool names, turns, what is fresh', () => {
  const call = callOf('openai-chat', {
    messages: [
      { role: 'system', content: 'S' },
      { role: 'user', content: [{ type: 'text', text: 'U1' }, { type: 'image_url' }] },
      {
        role: 'assistant',
        content: 'A',
        tool_calls: [
          { id: 't1', type: 'function', function: { name: 'list', arguments: '{"a":1}' } },
        ],
      },
      { role: 'tool', tool_call_id: 't1', content: 'R' },
      { role: 'user', content: 'U2' },
    ],
  })
  assert.deepEqual(brief(call), [
    ['S', 'system', 0, false, undefined],
    ['U1', 'user', 0, false, undefined],
    ['A', 'assistant', 1, false, 'assistant'],
    ['R', 'tool-result', 1, true, undefined],
    ['U2', 'user', 1, true, undefined],
  ])
  const result = readBlocks(call)[3]!
  assert.equal(result.toolName, 'list')
  assert.equal(result.toolInput, '{"a":1}')
  assert.equal(result.resultNumber, 1)
  assert.deepEqual(result.path, ['messages', 3, 'content'])
})

test('Responses: instructions, bare input, parallel calls are one turn', () => {
  assert.deepEqual(brief(callOf('openai-responses', { instructions: 'I', input: 'U' })), [
    ['I', 'system', 0, false, undefined],
    ['U', 'user', 0, true, undefined],
  ])
  const call = callOf('openai-responses', {
    input: [
      { role: 'user', content: [{ type: 'input_text', text: 'U' }] },
      { type: 'reasoning', encrypted_content: 'x', summary: [{ type: 'summary_text', text: 's' }] },
      { type: 'function_call', call_id: 'c1', name: 'search', arguments: '{}' },
      { type: 'function_call', call_id: 'c2', name: 'read_file', arguments: '{}' },
      { type: 'function_call_output', call_id: 'c1', output: 'R1' },
      { type: 'function_call_output', call_id: 'c2', output: [{ type: 'input_text', text: 'R2' }] },
      { type: 'shell_call_output', call_id: 'c3', output: [{ stdout: 'O', stderr: 'E' }] },
    ],
  })
  assert.deepEqual(brief(call), [
    ['U', 'user', 0, false, undefined],
    ['R1', 'tool-result', 1, true, undefined],
    ['R2', 'tool-result', 1, true, 'file read'],
    ['O', 'tool-result', 1, true, undefined],
    ['E', 'tool-result', 1, true, undefined],
  ])
})

test('Anthropic: markers, results, documents, citations, what the assistant wrote', () => {
  const call = callOf('anthropic-messages', {
    system: [{ type: 'text', text: 'S', cache_control: { type: 'ephemeral' } }],
    messages: [
      {
        role: 'user',
        content: [
          {
            type: 'document',
            title: 'T',
            source: { type: 'text', media_type: 'text/plain', data: 'D' },
            citations: { enabled: true },
          },
          { type: 'document', source: { type: 'content', content: [{ type: 'text', text: 'E' }] } },
          { type: 'document', source: { type: 'base64', data: 'AAAA' } },
          { type: 'text', text: 'Q' },
        ],
      },
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'h', signature: 's' },
          { type: 'tool_use', id: 't1', name: 'Bash', input: { command: 'cat a.ts | grep x' } },
          { type: 'tool_use', id: 't2', name: 'Bash', input: { command: 'npm test' } },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 't1', content: 'R1' },
          {
            type: 'tool_result',
            tool_use_id: 't2',
            content: [{ type: 'text', text: 'R2' }],
            cache_control: { type: 'ephemeral' },
          },
          { type: 'text', text: 'U' },
        ],
      },
    ],
  })
  assert.deepEqual(brief(call), [
    ['S', 'system', 0, false, undefined],
    ['D', 'document', 0, false, 'citations'],
    ['E', 'document', 0, false, undefined],
    ['Q', 'user', 0, false, undefined],
    ['R1', 'tool-result', 1, true, 'file read'],
    ['R2', 'tool-result', 1, true, undefined],
    ['U', 'user', 1, true, undefined],
  ])
  const marks = readBlocks(call).map(({ beforeMark }) => beforeMark)
  assert.deepEqual(marks, [true, true, true, true, true, true, false])
  assert.equal(readBlocks(call)[1]!.title, 'T')
})

test('Gemini: signed parts, strings of a function response', () => {
  const call = callOf('gemini', {
    contents: [
      { role: 'user', parts: [{ text: 'U' }] },
      { role: 'model', parts: [{ functionCall: { name: 'f', args: {} } }] },
      {
        role: 'user',
        parts: [{ functionResponse: { name: 'f', response: { output: 'R', n: 1 } } }],
      },
    ],
  })
  assert.deepEqual(brief(call), [
    ['U', 'user', 0, false, undefined],
    ['R', 'tool-result', 1, true, undefined],
  ])
})

test('files and numbered lines are known by the tool, the command and the text', () => {
  const reason = (name: string, text: string, command?: string) => {
    const call = callOf('anthropic-messages', {
      messages: [
        { role: 'assistant', content: [{ type: 'tool_use', id: 't', name, input: { command } }] },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: text }] },
      ],
    })
    return readBlocks(call)[0]!.reason
  }
  for (const name of [
    'Read',
    'readFile',
    'read_file',
    'fs.view',
    'cat',
    'open_file',
    'NotebookRead',
  ]) {
    assert.equal(reason(name, 'x'), 'file read', name)
  }
  for (const name of ['thread_search', 'read_emails', 'review_order', 'spread', 'reopen']) {
    assert.equal(reason(name, 'x'), undefined, name)
  }
  for (const name of ['get_file_contents', 'getFileText', 'fetch_source_file']) {
    assert.equal(reason(name, 'x'), 'file read', name)
  }
  assert.equal(reason('str_replace_based_edit_tool', 'x', 'view'), 'file read')
  assert.equal(reason('str_replace_based_edit_tool', 'x', 'create'), undefined)
  for (const command of [
    'cat a',
    'cd x && head -3 a',
    'sed -n 1,5p a',
    'ls; tail a',
    'grep -rnA 20 x a.ts',
    'git show HEAD~2:src/a.ts | head',
    'cd a && grep "x y" a.ts -C3 | head',
  ]) {
    assert.equal(reason('bash', 'x', command), 'file read', command)
  }
  for (const command of [
    'npm test',
    'git log',
    'concatenate',
    'ls -la',
    'cat <<EOF',
    'grep -rn A1 .',
    'npm test 2>&1 | tail -40',
    'make | grep -A 3 error | head',
  ]) {
    assert.equal(reason('bash', 'x', command), undefined, command)
  }
  assert.equal(reason('find', '  1→a\n  2→b\n  3→c'), 'numbered lines')
  assert.equal(reason('find', '1\ta\n2\tb\n\n3\tc'), 'numbered lines')
  assert.equal(reason('find', '5: a\n3: b\n1: c'), undefined)
})

test('an edit replaces one string and nothing else; other layers are left alone', () => {
  const body =
    '{ "messages" : [ {"role":"tool","content":"a\\u0062\\n"}, {"content":"x"} ],"n":1.0}'
  const call = callOf('openai-chat', body)
  const [block] = readBlocks(call)
  assert.equal(block!.text, 'ab\n')
  const edit = editOf(call, block!, 'ü"\ud800')!
  assert.equal(
    Buffer.from(splice(call.bytes, [edit])).toString(),
    body.replace('"a\\u0062\\n"', '"ü\\"\\ud800"'),
  )
  assert.equal(editOf({ ...call, edits: [edit] }, block!, 'y'), undefined)
  const span = spanOf(call.view, block!)
  assert.deepEqual([span?.start, span?.end], [edit.start, edit.end])
  const at = span!.end - 1
  const added = { start: at, end: at, bytes: Buffer.from(' now'), by: 'template' as const }
  const beside = editOf({ ...call, edits: [added] }, block!, 'y')!
  assert.equal(
    Buffer.from(splice(call.bytes, [added, beside])).toString(),
    body.replace('"a\\u0062\\n"', '"y now"'),
    'what was added behind a text stays behind it',
  )
})

test('property: any body in any dialect is read without a throw, and every span is its text', () => {
  const names = constantFrom<Dialect>(
    'openai-chat',
    'openai-responses',
    'anthropic-messages',
    'gemini',
  )
  check(
    property(names, json(), anything(), (client, text, value) => {
      const list = JSON.stringify([JSON.parse(text), value ?? null]) ?? '[]'
      for (const key of ['messages', 'input', 'contents', 'system']) {
        for (const content of [list, `[{"role":"user","content":${list},"parts":${list}}]`]) {
          const call = callOf(client, `{"${key}":${content}}`)
          for (const block of readBlocks(call)) {
            const { start, end } = spanOf(call.view, block)!
            assert.equal(
              JSON.parse(Buffer.from(call.bytes).toString('utf8', start, end)),
              block.text,
            )
          }
        }
      }
    }),
  )
})
