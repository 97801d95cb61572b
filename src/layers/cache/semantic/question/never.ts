/**
 * Why a call is never answered across wordings, whatever a verifier thinks. The exact cache still may.
 * @module
 */
import type { Question } from './question.ts'
import { certifiedLanguages } from './tables/languages.ts'
import { functionWords } from './tables/function-words.ts'
import { injected } from './never-injected.ts'
import { carriesPayload } from './never-payload.ts'
import { aboutTheUser, timeBound } from './never-personal.ts'
import { asksAgain, ordersAction } from './never-matter.ts'
import { restyles, toldByWords } from './never-words.ts'

/** What the layer knows of the call beside its last text. */
export interface NeverContext {
  /** All text of the system or developer messages; searched for data about the user up to 8,000 characters. */
  readonly system?: string
  /** Text of the messages before the last, if any; searched likewise. */
  readonly history?: string
  /** The call offers tools, or a tool was called in its history. */
  readonly tools?: boolean
  /** Images, files or audio beside the text. */
  readonly attachments?: boolean
  /** The last answer in this conversation, or to this very text, was rated bad. */
  readonly disliked?: boolean
  /** Languages that the weights in use are certified for; default: English. */
  readonly languages?: readonly string[]
}

/**
 * The reason why this question must not share an answer with another wording, for the preview and the log;
 * undefined where it may. Both the asking and the keeping of an answer go through this.
 */
export function neverAcross(question: Question, context: NeverContext = {}): string | undefined {
  if (question.unfit) return question.unfit
  if (context.tools) return 'offers tools'
  if (context.attachments) return 'carries an attachment'
  if (context.disliked) return 'asked again after a bad answer'
  const { language, text } = question
  const foreign = !(context.languages ?? certifiedLanguages).includes(language)
  return (
    injected(text) ??
    carriesPayload(question) ??
    asksAgain(question) ??
    tooLittle(question) ??
    (foreign ? `language not certified: ${language}` : undefined) ??
    toldByWords(question) ??
    ordersAction(question) ??
    restyles(question) ??
    timeBound(question) ??
    aboutTheUser(context)
  )
}

/** Words of grammar alone ("what is it") ask about something that stands elsewhere. */
function tooLittle({ tokens }: Question): string | undefined {
  const said = tokens.some(({ kind, lower }) => kind !== 'word' || !functionWords.has(lower))
  return said ? undefined : 'says too little'
}
