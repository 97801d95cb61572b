/**
 * The bundled sample: questions, documents and an agent's session of our own making, small enough for a fresh clone.
 * A demo of how it works; how often questions repeat and how long results are is made up, and so is what it saves.
 * @module
 */
import { readFileSync } from 'node:fs'
import { seededRandom, shortHash } from '../../../src/sandbox/hash.ts'
import type { Json } from '../read-data.ts'
import type { Turn } from '../rig/prompt.ts'
import type { Workload } from '../workload.ts'
import { sentencesIn } from './extractive-reader.ts'
import { plain, type Document } from './near-documents.ts'
import { loadedRows, type Row } from './rag.ts'
import { orderTools, ordersPolicy } from './sample-tools.ts'
import { streamOf, type Question } from './support-questions.ts'
import { loadedWith } from './support.ts'
import { loadedSteps, type Step } from './tool-agent.ts'

function read(name: string): Json {
  return JSON.parse(
    readFileSync(new URL(`../sample/${name}.json`, import.meta.url), 'utf8'),
  ) as Json
}

const questions: Workload = {
  name: 'sample-questions',
  title: 'demo: questions to a shop',
  what: 'Thirty groups of wordings written for this sample, in a stream with 30 % repeats.',
  rule: 'An answer is reused only within its group.',
  bars: [],
  load({ quick }) {
    const groups = (read('questions')['groups'] as string[][]).map((wordings, at) =>
      wordings.map((text): Question => ({ text, class: `group ${at}`, source: 'quora' })),
    )
    return loadedWith(streamOf(groups, quick ? 40 : 60, 0.3, 'sample'))
  },
}

const documents: Workload = {
  name: 'sample-documents',
  title: 'demo: questions over 16 documents',
  what: 'Articles about an island that does not exist, written for this sample.',
  rule: 'Title and answering sentence are in the prompt.',
  bars: [],
  load() {
    const { documents: all, questions: asked } = read('documents') as unknown as {
      documents: Document[]
      questions: { question: string; answers: string[]; title: string }[]
    }
    const rows = asked.map(({ question, answers, title }): Row => {
      const { text } = all.find((one) => one.title === title)!
      const sentence = sentencesIn(text).find((one) =>
        answers.some((answer) => plain(one).includes(plain(answer))),
      )
      return { question, answers, documents: all, title, sentence: sentence ?? text }
    })
    return loadedRows(rows)
  },
}

const agent: Workload = {
  name: 'sample-agent',
  title: 'demo: an agent that looks orders up',
  what: 'Six conversations made by a seeded generator: lists of orders as JSON, then single ones.',
  rule: 'Ids that later calls use are in the prompt.',
  bars: [],
  load: () => loadedSteps(sessions(6), orderTools),
}

export const sample: readonly Workload[] = [questions, documents, agent]

/** The agent lists the orders of a customer, then looks three of them up, as asked. */
function sessions(count: number): Step[] {
  const steps: Step[] = []
  for (let session = 0; session < count; session++) {
    const random = seededRandom(shortHash(`orders ${session}`))
    const id = (letters: string): string => `${letters}-${Math.floor(random() * 9e5 + 1e5)}`
    const customer = id('C')
    const orders = Array.from({ length: 24 }, () => ({
      order_id: id('O'),
      status: ['open', 'sent', 'delivered', 'returned'][Math.floor(random() * 4)],
      placed_on: `2026-${String(1 + Math.floor(random() * 9)).padStart(2, '0')}-14`,
      total_cents: Math.floor(random() * 90_000),
      currency: 'EUR',
      carrier: null,
    }))
    const turns: Turn[] = [
      { role: 'user', text: `I am ${customer}. Which of my orders are still open?` },
    ]
    let at = session * 400_000
    const step = (
      name: string,
      input: Record<string, string>,
      result: unknown,
      next: string,
    ): void => {
      const use = { id: `call_${session}_${turns.length}`, name, input }
      steps.push({
        at,
        conversation: `${session}`,
        system: ordersPolicy,
        turns: turns.slice(),
        outputTokens: 30,
        needs: { tools: [[name, Object.keys(input)]], values: Object.values(input) },
      })
      turns.push(
        { role: 'assistant', uses: [use] },
        { role: 'tool', id: use.id, text: JSON.stringify(result, undefined, 2) },
      )
      steps.push({
        at: at + 6_000,
        conversation: `${session}`,
        system: ordersPolicy,
        turns: turns.slice(),
        outputTokens: 70,
        needs: { tools: [], values: [] },
      })
      turns.push({ role: 'assistant', text: 'Here is what I found.' }, { role: 'user', text: next })
      at += 30_000
    }
    step(
      'list_orders',
      { customer_id: customer },
      { customer, orders },
      'Tell me more about the first.',
    )
    for (const order of orders.slice(0, 5)) {
      const lines = Array.from({ length: 8 }, () => ({
        article: id('A'),
        pieces: 1 + Math.floor(random() * 3),
        price_cents: Math.floor(random() * 20_000),
      }))
      step('get_order', { order_id: order.order_id }, { ...order, lines }, 'And the next one?')
    }
  }
  return steps.sort((a, b) => a.at - b.at)
}
