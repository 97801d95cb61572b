/**
 * What the layer makes of a body or a text, for people to look at. Nothing is kept of it.
 * @module
 */
import type { Call, Dialect, Money } from '../../call.ts'
import { createView } from '../../dialects/view.ts'
import { fromAtto } from '../../pricing/money.ts'
import type { PriceList } from '../../pricing/price-list.ts'
import { tokenScale } from '../../pricing/tokens.ts'
import { defaultHost } from '../../providers/catalogue.ts'
import { splice } from '../../wire/splice.ts'
import { editOf, readBlocks, type BlockKind } from './blocks.ts'
import { countByLength, loadCounter } from './counter.ts'
import { createMemory } from './memory.ts'
import { project } from './project.ts'
import type { CompressSettings } from './settings.ts'
import { lossyTransforms } from './transforms.ts'

export interface PreviewOptions {
  readonly settings: CompressSettings
  /** 1: only what decodes back. */
  readonly floor: number
  readonly prices: Pick<PriceList, 'rates' | 'providersOf'>
  /** Whose price is taken where the body names no model. */
  readonly model?: string
}

export interface PreviewedText {
  readonly kind: BlockKind
  readonly toolName?: string | undefined
  /** Number of the tool result among the body's. */
  readonly resultNumber?: number | undefined
  readonly before: string
  readonly after: string
  /** As the model counts them: exact for OpenAI's, estimated for others. */
  readonly tokensBefore: number
  readonly tokensAfter: number
}

export interface Preview {
  /** undefined: a text, read as a tool's result. */
  readonly dialect: Dialect | undefined
  readonly model: string
  readonly floor: number
  /** Of all texts of the body; those that stay are estimated by their length. Tools and pictures do not count. */
  readonly tokensBefore: number
  readonly tokensAfter: number
  /** US dollars of the difference for one call; undefined: the model has no price. */
  readonly saved?: {
    /** Where the texts are new. */
    readonly fresh: Money
    /** Where they lie in the provider's cache. */
    readonly cached: Money
  }
  readonly texts: readonly PreviewedText[]
  /** How many texts were looked at. */
  readonly looked: number
  /** The body, or the text, as it would be sent. */
  readonly sent: string
}

const usualModel = 'gpt-5'

/** Never throws on what it is given; a body that is no request is taken as a text. */
export async function preview(bytes: Uint8Array, options: PreviewOptions): Promise<Preview> {
  const dialect = dialectOf(createView(bytes, 'openai-chat').json)
  const body = dialect ? bytes : asToolResult(bytes)
  const client = dialect ?? 'openai-chat'
  const view = createView(body, client)
  const call = { client, bytes: body, view, edits: [] } as unknown as Call
  const model = view.model || options.model || usualModel
  const scale = tokenScale(model)
  const count = await loadCounter()
  const changes = await project(call, {
    count,
    memory: createMemory(),
    settings: options.settings,
    floor: options.floor,
    since: 0,
    lossy: lossyTransforms,
  })
  const texts = changes.map(({ block, text, saved }): PreviewedText => {
    const after = count(text)
    return {
      kind: block.kind,
      ...(block.toolName === undefined ? {} : { toolName: block.toolName }),
      ...(dialect && block.resultNumber ? { resultNumber: block.resultNumber } : {}),
      before: block.text,
      after: text,
      tokensBefore: Math.round((after + saved) * scale),
      tokensAfter: Math.round(after * scale),
    }
  })
  const blocks = readBlocks(call)
  const changed = new Set(changes.map(({ block }) => block.index))
  const rest = blocks.reduce(
    (sum, { index, text }) => (changed.has(index) ? sum : sum + countByLength(text)),
    0,
  )
  const others = Math.round(rest * scale)
  const tokensBefore = texts.reduce((sum, text) => sum + text.tokensBefore, others)
  const tokensAfter = texts.reduce((sum, text) => sum + text.tokensAfter, others)
  const rates = ratesOf(options.prices, client, model)
  const edits = changes.flatMap(({ block, text }) => editOf(call, block, text) ?? [])
  return {
    dialect,
    model,
    floor: options.floor,
    tokensBefore,
    tokensAfter,
    ...(rates && {
      saved: {
        fresh: fromAtto(BigInt(tokensBefore - tokensAfter) * rates.input),
        cached: fromAtto(BigInt(tokensBefore - tokensAfter) * rates.cacheRead),
      },
    }),
    texts,
    looked: blocks.length,
    sent: dialect
      ? Buffer.from(splice(body, edits)).toString()
      : (texts[0]?.after ?? Buffer.from(bytes).toString()),
  }
}

/** The dialect's maker, or whoever sells the model. */
function ratesOf(prices: PreviewOptions['prices'], client: Dialect, model: string) {
  const own = prices.rates(defaultHost[client], model)
  const [seller] = own ? [] : prices.providersOf(model)
  return own ?? (seller === undefined ? undefined : prices.rates(seller, model))
}

/** By the names that only one dialect has. */
function dialectOf(json: Readonly<Record<string, unknown>> | undefined): Dialect | undefined {
  if (json === undefined) return undefined
  if (Array.isArray(json['contents'])) return 'gemini'
  if (Array.isArray(json['messages']))
    return isAnthropic(json) ? 'anthropic-messages' : 'openai-chat'
  const { input } = json
  const asks = typeof input === 'string' || Array.isArray(input)
  return asks && typeof json['model'] === 'string' ? 'openai-responses' : undefined
}

function isAnthropic(json: Readonly<Record<string, unknown>>): boolean {
  if (json['system'] !== undefined || json['anthropic_version'] !== undefined) return true
  if (String(json['model']).includes('claude')) return true
  const parts = new Set(['tool_result', 'tool_use', 'thinking', 'document', 'search_result'])
  return (json['messages'] as readonly unknown[]).some((message) => {
    const content = (message as { content?: unknown } | null)?.content
    return (
      Array.isArray(content) &&
      content.some((part) => parts.has((part as { type?: string } | null)?.type ?? ''))
    )
  })
}

function asToolResult(bytes: Uint8Array): Uint8Array {
  const content = Buffer.from(bytes).toString()
  return Buffer.from(
    JSON.stringify({ messages: [{ role: 'tool', tool_call_id: 'text', content }] }),
  )
}
