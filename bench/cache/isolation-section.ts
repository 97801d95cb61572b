/**
 * Isolation: whatever is changed in a call but its last text, no answer kept for it can be found.
 *
 * An answer is found only within a partition, whose key is an HMAC of everything but the last text (`key.ts`). A million
 * calls are changed at random in tenant, system, tools, history, parameters, dialect, model, headers or mode, one to
 * three changes each, their last text equal to the kept one or near it; each partition that is met again is a leak.
 * Calls changed in nothing but the last text are the control: all of them must be met again.
 * @module
 */
import type { Call, Dialect } from '../../src/call.ts'
import { createView } from '../../src/dialects/view.ts'
import { cacheKey, prepareSecret } from '../../src/layers/cache/key.ts'
import { readLastText } from '../../src/layers/cache/semantic/last-text.ts'
import { seededRandom } from '../../src/proof/random.ts'
import type { Section, SectionResult } from './section.ts'

interface Turn {
  role: string
  content: string
}

/** A call as it can be changed. */
interface Draft {
  tenant: string
  mode: Call['mode']
  client: Dialect
  provider: string
  model: string
  path: string
  headers: Record<string, string>
  system: string
  history: Turn[]
  last: string
  more: Record<string, unknown>
}

type Random = () => number

const secret = prepareSecret(Buffer.from('a secret of the benchmark, 32 byte'))

const base = (): Draft => ({
  tenant: 'acme',
  mode: 'balanced',
  client: 'openai-chat',
  provider: 'openai',
  model: 'gpt-5-mini',
  path: '/v1/chat/completions',
  headers: { 'openai-organization': 'org-1' },
  system: 'You are the support of a bank. Answer in two sentences. Customer tier: standard.',
  history: [
    { role: 'user', content: 'Hello, I have a question about cards.' },
    { role: 'assistant', content: 'Of course. What would you like to know?' },
  ],
  last: 'How do I activate my new card?',
  more: { temperature: 0.2, top_p: 1, max_tokens: 300, seed: 7, stream: false },
})

const wordings = [
  'How do I activate my new card?',
  'How can I activate my new card?',
  'What do I have to do to activate a new card?',
  'how do i activate my new card',
]

const marks = 'abcdefghijklmnopqrstuvwxyz0123456789 .,"\\\n{}[]:é\u00a0\u200b'

/** Another text that is not equal to it: a character put in, left out or exchanged. */
function other(text: string, random: Random): string {
  for (;;) {
    const at = Math.floor(random() * (text.length + 1))
    const mark = marks[Math.floor(random() * marks.length)]!
    const kind = random()
    const made =
      kind < 0.4
        ? text.slice(0, at) + mark + text.slice(at)
        : kind < 0.7
          ? text.slice(0, at) + text.slice(at + 1)
          : text.slice(0, at) + mark + text.slice(at + 1)
    if (made !== text) return made
  }
}

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!

const tool = (name: string) => ({
  type: 'function',
  function: { name, parameters: { type: 'object', properties: {} } },
})

/** Each makes the call another one, whatever was changed before. */
const changes: Readonly<Record<string, (draft: Draft, random: Random) => void>> = {
  tenant: (draft, random) => void (draft.tenant = other(draft.tenant, random)),
  system: (draft, random) => void (draft.system = other(draft.system, random)),
  history(draft, random) {
    // Forgotten by another change: this one adds its own.
    if (draft.history.length === 0) draft.history.push({ role: 'user', content: 'Hello.' })
    const turn = pick(draft.history, random)
    turn.content = other(turn.content, random)
  },
  turns(draft, random) {
    draft.history.push(
      { role: 'user', content: `And ${Math.floor(random() * 1e6)}?` },
      { role: 'assistant', content: 'Yes.' },
    )
  },
  forgotten(draft) {
    draft.history = []
    draft.system += ' '
  },
  tools(draft, random) {
    draft.more['tools'] = [tool(`t${Math.floor(random() * 1e6)}`)]
  },
  parameters(draft, random) {
    const value = random()
    pick(
      [
        () => (draft.more['temperature'] = value),
        () => (draft.more['top_p'] = value),
        () => (draft.more['max_tokens'] = 301 + Math.floor(1e6 * value)),
        () => (draft.more['seed'] = 8 + Math.floor(1e6 * value)),
        () => (draft.more['stop'] = [`s${value}`]),
        () => (draft.more['user'] = `u${value}`),
        () => (draft.more['presence_penalty'] = value),
        () => (draft.more['logit_bias'] = { '50256': value }),
        () => (draft.more['response_format'] = { type: 'json_object', x: value }),
        () => (draft.more['reasoning_effort'] = `e${value}`),
        () => (draft.more[`field_${Math.floor(1e6 * value)}`] = null),
      ],
      random,
    )()
  },
  stream(draft) {
    draft.more['stream'] = true
  },
  model: (draft, random) => void (draft.model = other(draft.model, random)),
  provider: (draft, random) => void (draft.provider = other(draft.provider, random)),
  header: (draft, random) =>
    void (draft.headers['openai-organization'] = `org-${2 + Math.floor(random() * 1e6)}`),
  mode: (draft) => void (draft.mode = 'max'),
  dialect(draft, random) {
    draft.client = pick(['anthropic-messages', 'openai-responses'], random)
    draft.path = draft.client === 'anthropic-messages' ? '/v1/messages' : '/v1/responses'
  },
}

/** Key of the partition; undefined where the call could never be answered across wordings. */
function partitionOf(draft: Draft): string | undefined {
  const { tenant, mode, client, provider, model, path, headers, system, history, last } = draft
  const turns = [...history, { role: 'user', content: last }]
  const messages = [{ role: 'system', content: system }, ...turns]
  const body =
    client === 'openai-chat'
      ? { model, messages, ...draft.more }
      : client === 'anthropic-messages'
        ? { model, system, messages: turns, ...draft.more }
        : { model, instructions: system, input: turns, ...draft.more }
  const bytes = Buffer.from(JSON.stringify(body))
  const call: Call = {
    kind: 'call',
    id: 'c',
    client,
    method: 'POST',
    target: { provider, model, dialect: client, path },
    bytes,
    edits: [],
    view: createView(bytes, client),
    headers,
    route: { name: 'default', mode, substitutes: [], storeText: false, layers: {} },
    mode,
    conversation: 'v',
    tenant,
    key: undefined,
    tags: [],
    skipCache: false,
    startedAt: 0,
    signal: new AbortController().signal,
  }
  const found = readLastText(call)
  return found && cacheKey(secret, call, found.span)
}

export async function isolationSection({ options, say }: Section): SectionResult {
  const random = seededRandom(2026)
  const calls = options.quick ? 30_000 : 1_000_000
  const kept = partitionOf(base())
  let control = 0
  for (let i = 0; i < 1000; i++) {
    const draft = base()
    draft.last = i < wordings.length ? wordings[i]! : other(draft.last, random)
    if (partitionOf(draft) === kept) control++
  }
  const names = Object.keys(changes)
  let leaks = 0
  let unread = 0
  for (let i = 0; i < calls; i++) {
    const draft = base()
    draft.last = pick(wordings, random)
    // All are changes of something else, so none takes another back.
    const chosen = new Set([names[i % names.length]!])
    while (random() < 0.3 && chosen.size < 3) chosen.add(pick(names, random))
    for (const name of chosen) changes[name]!(draft, random)
    const partition = partitionOf(draft)
    if (partition === undefined) unread++
    else if (partition === kept) {
      leaks++
      say(`leak: ${[...chosen].join(', ')}`)
    }
  }
  say(
    `isolation: ${control} of 1000 calls with nothing but another last text share the partition; ${unread} changed calls can hold no answer at all`,
  )
  return [
    {
      name: 'isolation: changed calls that reach a kept answer',
      value: leaks,
      bar: 0,
      good: 'at most',
      unit: `of ${calls}`,
      note: names.join(', '),
    },
    {
      name: 'isolation: control calls that reach it',
      value: control / 1000,
      bar: 1,
      good: 'at least',
    },
  ]
}
