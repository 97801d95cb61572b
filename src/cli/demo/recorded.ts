/**
 * More traffic from recorded data, where a folder with it is given: one long agent session, and customers' questions.
 * @module
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CommandFailure } from '../exit.ts'
import type { DemoCall } from './call.ts'

/** Turns of the session that are replayed; each sends all that was said before, so the bytes grow by the square. */
const mostTurns = 60
const mostQuestions = 120

/**
 * @param folder - holds `agent-sessions/large-session.jsonl` or `banking77/test.csv`, or both
 * @throws CommandFailure where it holds neither
 */
export function recordedTraffic(folder: string): DemoCall[][] {
  const session = join(folder, 'agent-sessions', 'large-session.jsonl')
  const questions = join(folder, 'banking77', 'test.csv')
  if (!existsSync(session) && !existsSync(questions))
    throw new CommandFailure(`${folder} holds neither ${session} nor ${questions}.`)
  return [
    existsSync(session) ? sessionCalls(readFileSync(session, 'utf8')) : [],
    existsSync(questions) ? questionCalls(readFileSync(questions, 'utf8')) : [],
  ]
}

interface Said {
  readonly role: string
  readonly content: readonly { readonly type: string; readonly text?: string }[]
}

/** One call for each answer of the recorded assistant, with the texts before it. */
export function sessionCalls(lines: string): DemoCall[] {
  const messages: { role: 'user' | 'assistant'; content: string }[] = []
  const calls: DemoCall[] = []
  for (const line of lines.split('\n')) {
    if (line === '' || calls.length === mostTurns) continue
    const { type, message } = JSON.parse(line) as { type: string; message?: Said }
    if (type !== 'message' || message === undefined || !Array.isArray(message.content)) continue
    const text = message.content.map((part) => part.text ?? '').join('')
    if (text === '') continue
    const role = message.role === 'assistant' ? 'assistant' : 'user'
    if (role === 'assistant' && messages.length > 0)
      calls.push({
        route: 'session',
        conversation: 'session',
        client: 'anthropic',
        path: '/v1/messages',
        body: {
          model: 'claude-sonnet-4-5',
          max_tokens: 4000,
          stream: true,
          system: 'You are an engineer who works on the repository of the user.',
          messages: [...messages],
        },
        answer: { text: text.slice(0, 4000) },
      })
    messages.push({ role, content: text })
  }
  return calls
}

/** Questions to a bank, to be labelled; of a CSV with the columns text and category. */
export function questionCalls(csv: string): DemoCall[] {
  const rows = [...csv.matchAll(/^(?:"((?:[^"]|"")*)"|([^,\n]*)),(\w+)$/gm)].slice(1)
  const stride = Math.max(1, Math.floor(rows.length / mostQuestions))
  return rows
    .filter((_, index) => index % stride === 0)
    .slice(0, mostQuestions)
    .map(([, quoted, bare, label = ''], index) => ({
      route: 'questions',
      conversation: `questions-${index}`,
      client: 'openai',
      path: '/v1/chat/completions',
      body: {
        model: 'gpt-4.1-nano',
        temperature: 0,
        max_tokens: 12,
        messages: [
          { role: 'system', content: 'Label what the customer of the bank asks, in snake_case.' },
          { role: 'user', content: (quoted ?? bare ?? '').replaceAll('""', '"') },
        ],
      },
      answer: { text: label },
    }))
}
