/**
 * Traffic that a program makes: labels for messages, vectors for a search, short summaries, and a few calls that fail.
 * @module
 */
import { manual } from './documents.ts'
import { pick, zipf, type DemoCall, type Random } from './call.ts'

const labels = ['delivery', 'return', 'repair', 'invoice', 'subscription', 'other'] as const
const openings = [
  'I am writing because',
  'For the second time:',
  'Sorry to bother you, but',
  'Please note that',
] as const
const matters = [
  ['the parcel has not come', 'delivery'],
  ['I want to send the lamp back', 'return'],
  ['the ring no longer turns', 'repair'],
  ['the sum on the invoice is wrong', 'invoice'],
  ['Glow was renewed against my will', 'subscription'],
  ['your music on the phone is too loud', 'other'],
] as const

/** Few-shot labels, one token each. */
export function classification(random: Random, count: number): DemoCall[] {
  const examples = matters.flatMap(([matter, label]) => [
    { role: 'user', content: `${openings[0]} ${matter}.` },
    { role: 'assistant', content: label },
  ])
  return Array.from({ length: count }, (_, index): DemoCall => {
    const [matter, label] = zipf(random, matters)
    const since = pick(random, ['today', 'Monday', 'last week'])
    return {
      route: 'classify',
      conversation: `classify-${index}`,
      client: 'openai',
      path: '/v1/chat/completions',
      body: {
        model: 'gpt-4.1-nano',
        temperature: 0,
        max_tokens: 4,
        messages: [
          { role: 'system', content: `Label the message with one word of: ${labels.join(', ')}.` },
          ...examples,
          { role: 'user', content: `${pick(random, openings)} ${matter}, since ${since}.` },
        ],
      },
      answer: { text: label, outputTokens: 1 },
    }
  })
}

/** Vectors for paragraphs of the manuals, in batches; every fourth batch is one that was sent before. */
export function embeddings(random: Random, count: number): DemoCall[] {
  return Array.from({ length: count }, (_, index): DemoCall => {
    const paragraphs = manual(() => ((index % 4 === 3 ? 0 : index) * 0.37 + 0.11) % 1, 9, 8)
    return {
      route: 'search',
      conversation: `search-${index}`,
      client: 'openai',
      path: '/v1/embeddings',
      body: {
        model: 'text-embedding-3-small',
        input: paragraphs.split('\n\n').slice(1 + Math.floor(random() * 2)),
      },
      answer: {},
    }
  })
}

/** Streams of the Responses API: a longer text with thought before it. */
export function summaries(random: Random, count: number): DemoCall[] {
  return Array.from({ length: count }, (_, index): DemoCall => ({
    route: 'summaries',
    conversation: `summaries-${index}`,
    client: 'openai',
    path: '/v1/responses',
    body: {
      model: 'gpt-5',
      stream: index % 2 === 0,
      instructions: 'Summarise the manual for a manager, in one paragraph.',
      input: manual(random, 20 + index, 6),
    },
    answer: { outputTokens: 120 + Math.floor(random() * 120), reasoningTokens: 200 },
  }))
}

/** What goes wrong in real traffic too: a model that is gone, a provider that is busy, a body that is refused. */
export function mishaps(): DemoCall[] {
  const ask = (conversation: string, body: object, answer: DemoCall['answer'] = {}): DemoCall => ({
    route: 'support',
    conversation: `mishap-${conversation}`,
    client: 'openai',
    path: '/v1/chat/completions',
    body: { model: 'gpt-5-mini', messages: [{ role: 'user', content: 'Hello?' }], ...body },
    answer: { text: 'Hello.', ...answer },
  })
  return [
    ask('model', { model: 'openai/lumen-1' }),
    ask('busy', {}, { fault: 'rate-limit', retryAfterMs: 20 }),
    ask('refused', { messages: 'Hello?' }),
  ]
}
