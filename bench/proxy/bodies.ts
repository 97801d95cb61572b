/**
 * What `bench:proxy` sends: a 1.4 KB chat, the same streamed, and one of 100 KB.
 * @module
 */

export interface Scenario {
  readonly name: string
  readonly body: string
  readonly connections: number
  /** Each call has a number of its own where the body has `uniqueMark`. */
  readonly unique?: boolean
}

/** As many digits as the numbers that stand in its place, so that lengths agree. */
export const uniqueMark = '0000000000000000'

const system =
  'You answer for the support desk of a billing service. Be brief, name the part of the handbook that applies, and say so when you do not know. Use short paragraphs and a list where there are steps.'
const turns = [
  'Our nightly reconciliation job runs into deadlocks since we moved the billing tables to the new database. What are the likely causes?',
  'The usual causes are two transactions that take the same rows in another order, an index that is missing so that scans lock more than they need, and a batch that stays open while it waits for something outside. Sort the ids before you lock, keep each transaction small, and look at the lock graph that the database prints.',
  'We sort the ids already. The job updates balances and then writes an audit row, and the web application does both the other way round. Could that be it, and how would I show it before I change the code? We can run queries on a replica, and staging has a copy of last week.',
]

function chat(extra: object, padding = '', desk = ''): string {
  return JSON.stringify({
    model: 'gpt-4o-mini',
    messages: [
      { role: 'system', content: system + desk },
      { role: 'user', content: turns[0] },
      { role: 'assistant', content: turns[1] },
      { role: 'user', content: padding + turns[2] },
    ],
    temperature: 0.2,
    max_tokens: 400,
    ...extra,
  })
}

const passage = `${turns[1]} "Quoted" text, a tab\tand numbers 12,345.67 keep the parser honest.\n`

export interface Bodies {
  readonly call: string
  /** Asks for the same answer each time: what the exact cache keeps. */
  readonly same: string
  readonly unique: string
  readonly stream: string
  readonly long: string
}

/** `desk`: all bodies of one desk are one conversation, of another desk another. */
export function bodiesOf(desk: number): Bodies {
  const more = desk === 0 ? '' : ` This is desk ${desk}.`
  return {
    call: chat({}, '', more),
    same: chat({ temperature: 0 }, '', more),
    unique: chat({ temperature: 0, user: `caller-${uniqueMark}` }, '', more),
    stream: chat({ stream: true }, '', more),
    long: chat({}, passage.repeat(Math.ceil(100_000 / passage.length)), more),
  }
}
