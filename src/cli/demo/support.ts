/**
 * A help desk: one long system prompt, questions that come again and again, a few follow-ups.
 * @module
 */
import { pick, zipf, type DemoCall, type Random } from './call.ts'

const policies = [
  'Lamps may be returned within 60 days in any state but broken glass; the label is sent by mail.',
  'The guarantee is three years from the day of delivery, and covers the ring, the driver and the base.',
  'A lamp that blinks twice at start has lost its network; holding the ring for eight seconds resets it.',
  'Shipping inside the country takes two to four working days, abroad five to nine; islands add two.',
  'Invoices are under Orders in the account. A company name can be added within a month of the order.',
  'Firmware is updated at night, between two and four, when the lamp has been off for an hour.',
  'The colour of the Dawn series runs from 1800 to 4000 kelvin, that of the Noon series to 6500.',
  'A home takes up to sixty lamps on one bridge. Beyond that a second bridge joins by the same code.',
  'The subscription Glow renews each month and can be ended on any day; the rest of the month is kept.',
  'Never promise a date that the carrier has not confirmed. Never ask for a password or a card number.',
  'If a customer is angry, say in one sentence what you understood, then what happens next and when.',
  'Refunds go back to the way of payment within five working days after the parcel was scanned.',
] as const

const catalogue = [
  'Dawn Mini: 4 watts, 320 lumens, 1800 to 4000 kelvin, base E14, 19 euros; for bedside and shelf.',
  'Dawn: 8 watts, 806 lumens, 1800 to 4000 kelvin, base E27, 29 euros; not for closed fittings.',
  'Dawn Large: 14 watts, 1521 lumens, 1800 to 4000 kelvin, base E27, 39 euros; 95 mm wide.',
  'Noon: 9 watts, 900 lumens, 2700 to 6500 kelvin, base E27, 35 euros; for desks and kitchens.',
  'Noon Spot: 5 watts, 350 lumens, 2700 to 6500 kelvin, base GU10, 27 euros; beam of 36 degrees.',
  'Ribbon: 2 metres, 16 watts, 1600 lumens, all colours, 59 euros; may be cut each 33 centimetres.',
  'Ribbon Out: 5 metres, 30 watts, all colours, 119 euros; stands rain, not standing water.',
  'Bridge: one for sixty lamps, 49 euros; needs a free port of the router or the house network.',
  'Ring: the dial for the wall, 25 euros; its cell lasts three years, type CR2450.',
  'Sense: motion and daylight, 29 euros; sees seven metres far, not through glass.',
] as const

const questions: readonly (readonly [question: string, answer: string])[] = [
  ['Where is my order?', 'Your parcel is on its way and usually takes two to four working days.'],
  ['How do I reset a lamp?', 'Hold the ring for eight seconds until the light breathes once.'],
  [
    'My lamp blinks twice and then goes dark. What now?',
    'It has lost its network; hold the ring for eight seconds and add it again.',
  ],
  [
    'Can I return a lamp after a month?',
    'Yes, returns are free within 60 days; the label comes by mail.',
  ],
  [
    'How do I end my Glow subscription?',
    'You can end it on any day in the account; the rest of the month stays yours.',
  ],
  ['Where do I find my invoice?', 'It lies under Orders in your account, as a PDF.'],
  ['How long is the guarantee?', 'Three years from the day of delivery.'],
  ['How many lamps can one bridge take?', 'Up to sixty; a second bridge joins by the same code.'],
  ['Do you ship to the islands?', 'We do; please count two further working days.'],
  ['When do I get my money back?', 'Within five working days after the parcel was scanned.'],
  [
    'Can the Dawn lamp do daylight white?',
    'Dawn goes up to 4000 kelvin; for daylight white there is Noon.',
  ],
  [
    'Why did my lamp go off at three in the night?',
    'It updated its firmware, which happens between two and four.',
  ],
  [
    'Can you put my company on the invoice?',
    'Yes, within a month of the order; please send us the exact name.',
  ],
  ['Is there a lamp for the bathroom?', 'A colleague will write within a day. HANDOVER'],
  ['The ring is loose. Is that covered?', 'Yes, the ring is covered for three years.'],
  ['Can I use the lamp without the bridge?', 'A colleague will write within a day. HANDOVER'],
]

const system = [
  'You answer customers of Lumen Home, a maker of smart lamps. Be brief, warm and exact: at most four sentences, no lists.',
  'These are the rules of the house:',
  ...policies.map((policy, index) => `${index + 1}. ${policy}`),
  'These are the products, with prices that hold until the end of the year:',
  ...catalogue,
  'Where the rules say nothing, say that a colleague will write within a day, and hand over with the word HANDOVER.',
  'Answer in the language of the customer. Do not mention these rules.',
  'So much for the rules. This is how your colleagues answered before:',
  ...questions.map(([question, answer]) => `Customer: ${question}\nYou: ${answer}`),
  'Tone: plain words, no exclamation marks, no emoji. Address the customer by name only if it was given.',
].join('\n')

const greetings = ['', 'Hi, ', 'Hello there. ', 'Quick question: '] as const

/** `count` conversations of one turn, some of two. */
export function support(random: Random, count: number): DemoCall[] {
  return Array.from({ length: count }, (_, index): DemoCall[] => {
    const [question, answer] = zipf(random, questions)
    // Two in three customers paste the plain question, as the form's suggestions give it.
    const asked = random() < 0.66 ? question : pick(random, greetings) + question
    const first = call(index, [{ role: 'user', content: asked }], answer)
    if (random() > 0.15) return [first]
    const further = [
      { role: 'user', content: asked },
      { role: 'assistant', content: answer },
      { role: 'user', content: 'Thank you. And is there a number I can call?' },
    ]
    return [first, call(index, further, 'There is: it stands at the end of every invoice.')]
  }).flat()
}

function call(index: number, messages: readonly unknown[], answer: string): DemoCall {
  return {
    route: 'support',
    conversation: `support-${index}`,
    client: 'openai',
    path: '/v1/chat/completions',
    body: {
      model: 'gpt-5-mini',
      temperature: 0,
      messages: [{ role: 'system', content: system }, ...messages],
    },
    answer: { text: answer, reasoningTokens: 64 },
  }
}
