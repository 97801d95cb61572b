/**
 * Questions about documents: the same few long texts go along with each question, in the order that a search gives.
 * @module
 */
import { pick, zipf, type DemoCall, type Random } from './call.ts'

const subjects = ['bridge', 'driver', 'ring', 'base', 'dimmer', 'shade', 'sensor', 'hinge'] as const
const faults = [
  'overheats',
  'hums',
  'flickers',
  'loses its address',
  'will not pair',
  'draws too much',
] as const
const causes = [
  'a loose ground',
  'an old firmware',
  'a wet contact',
  'a wrong fuse',
  'dust in the vent',
] as const
const steps = [
  'switch the circuit off',
  'open the four screws',
  'measure across the terminals',
  'replace the part',
  'close and test for ten minutes',
  'note the serial number',
] as const

/** A service manual of about `paragraphs` × 60 words, always the same for the same seed. */
export function manual(random: Random, number: number, paragraphs: number): string {
  const lines = Array.from({ length: paragraphs }, (_, index) => {
    const subject = pick(random, subjects)
    const order = [pick(random, steps), pick(random, steps), pick(random, steps)]
    return `${number}.${index + 1} The ${subject}. If the ${subject} ${pick(random, faults)}, the cause is in most cases ${pick(random, causes)}, less often ${pick(random, causes)}. To be sure, ${order.join(', then ')}. Do not go on while the ${subject} reads above ${20 + Math.floor(random() * 60)} degrees. Parts: LH-${1000 + Math.floor(random() * 9000)}, two of LH-${1000 + Math.floor(random() * 9000)}. Time: ${5 + Math.floor(random() * 50)} minutes.`
  })
  return `Service manual ${number}\n\n${lines.join('\n\n')}`
}

const asks = [
  'Which parts do I need for the',
  'How long does the repair take for the',
  'What is the most likely cause with the',
  'In which order do I take apart the',
] as const

/** `count` single questions to an Anthropic model, each with three of six manuals. */
export function documents(random: Random, count: number): DemoCall[] {
  const manuals = Array.from({ length: 6 }, (_, index) => manual(random, index + 1, 14))
  return Array.from({ length: count }, (_, index): DemoCall => {
    const first = zipf(random, manuals)
    const others = manuals.filter((text) => text !== first).slice(0, 2)
    const subject = pick(random, subjects)
    return {
      route: 'documents',
      conversation: `documents-${index}`,
      client: 'anthropic',
      path: '/v1/messages',
      body: {
        model: 'claude-sonnet-4-5',
        max_tokens: 400,
        stream: index % 4 === 0,
        system:
          'You help technicians in the field. Answer from the manuals only, in one or two sentences, and name the section.',
        messages: [
          {
            role: 'user',
            content: [
              ...[first, ...others].map((text) => ({
                type: 'text',
                text: `<manual>\n${text}\n</manual>`,
              })),
              { type: 'text', text: `${pick(random, asks)} ${subject}? Ticket ${4000 + index}.` },
            ],
          },
        ],
      },
      answer: {
        text: `See section ${1 + (index % 6)}.${1 + (index % 14)}: it is about the ${subject}, and takes under an hour.`,
      },
    }
  })
}
