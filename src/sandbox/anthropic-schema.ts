/**
 * What Anthropic's Messages endpoint accepts, as a schema. anthropic-schema.test.ts compares names and unions with
 * the types of `@anthropic-ai/sdk`, so that a new version which adds some shows here.
 * @module
 */
import { z } from 'zod'

/** Types of content blocks in requests. */
export const blockTypes = [
  'text',
  'image',
  'document',
  'search_result',
  'thinking',
  'redacted_thinking',
  'tool_use',
  'tool_result',
  'server_tool_use',
  'web_search_tool_result',
  'web_fetch_tool_result',
  'code_execution_tool_result',
  'bash_code_execution_tool_result',
  'text_editor_code_execution_tool_result',
  'tool_search_tool_result',
  'container_upload',
] as const

/** Of beta features: accepted as blocks without a look inside. */
const betaBlockTypes = [
  'compaction',
  'mcp_tool_use',
  'mcp_tool_result',
  'tool_reference',
  'advisor_tool_result',
]

const cacheControl = z
  .strictObject({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).optional() })
  .nullish()

const textBlock = z.strictObject({
  type: z.literal('text'),
  text: z.string(),
  cache_control: cacheControl,
  citations: z.array(z.unknown()).nullish(),
})

const marked = { cache_control: cacheControl }
const strictBlocks: Readonly<Record<string, z.ZodType>> = {
  text: textBlock,
  image: z.looseObject({ ...marked, source: z.looseObject({ type: z.string() }) }),
  document: z.looseObject({ ...marked, source: z.looseObject({ type: z.string() }) }),
  thinking: z.looseObject({ thinking: z.string(), signature: z.string() }),
  redacted_thinking: z.looseObject({ data: z.string() }),
  tool_use: z.looseObject({
    ...marked,
    id: z.string(),
    name: z.string(),
    input: z.record(z.string(), z.unknown()),
  }),
  tool_result: z.looseObject({
    ...marked,
    tool_use_id: z.string(),
    content: z.union([z.string(), z.array(z.looseObject({ type: z.string() }))]).optional(),
    is_error: z.boolean().optional(),
  }),
}

const contentBlock = z.looseObject({ type: z.string() }).superRefine((block, context) => {
  const strict = strictBlocks[block.type]
  if (strict === undefined) {
    if (
      (blockTypes as readonly string[]).includes(block.type) ||
      betaBlockTypes.includes(block.type)
    )
      return
    context.addIssue({
      code: 'custom',
      message: `Input tag '${block.type}' is not one of the expected tags`,
    })
    return
  }
  const issue = strict.safeParse(block).error?.issues[0]
  if (issue !== undefined)
    context.addIssue({ code: 'custom', path: pathOf(issue), message: sentence(issue) })
})

const message = z.strictObject({
  role: z.enum(['user', 'assistant', 'system']),
  content: z.union([z.string(), z.array(contentBlock)]),
  output_config: z.unknown().optional(),
})

const tool = z.looseObject({
  name: z.string().min(1).max(200).optional(),
  cache_control: cacheControl,
})

/** The members that the released SDK knows. */
export const messagesShape = {
  model: z.string().min(1),
  messages: z.array(message),
  max_tokens: z.int().min(0),
  cache_control: cacheControl,
  container: z.unknown().optional(),
  diagnostics: z.unknown().optional(),
  inference_geo: z.string().nullish(),
  metadata: z.strictObject({ user_id: z.string().nullish() }).optional(),
  output_config: z
    .looseObject({ effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).nullish() })
    .optional(),
  service_tier: z.enum(['auto', 'standard_only']).optional(),
  speed: z.enum(['standard', 'fast']).nullish(),
  stop_sequences: z.array(z.string()).optional(),
  stream: z.boolean().optional(),
  system: z.union([z.string(), z.array(textBlock)]).optional(),
  thinking: z
    .looseObject({ type: z.enum(['enabled', 'disabled', 'adaptive', 'between_tools']) })
    .optional(),
  tool_choice: z
    .looseObject({ type: z.enum(['auto', 'any', 'tool', 'none']), name: z.string().optional() })
    .optional(),
  tools: z.array(tool).optional(),
  user_profile_id: z.string().optional(),
  workspace_id: z.string().optional(),
} as const

/** Members of betas and of older models, which the endpoint takes all the same. */
const older = {
  temperature: z.number().min(0).max(1).optional(),
  top_p: z.number().min(0).max(1).optional(),
  top_k: z.int().min(0).optional(),
  billing_policy: z.unknown().optional(),
  compaction: z.unknown().optional(),
  context_management: z.unknown().optional(),
  fallback_credit_token: z.unknown().optional(),
  fallbacks: z.unknown().optional(),
  mcp_servers: z.array(z.unknown()).optional(),
  output_format: z.unknown().optional(),
  thread: z.unknown().optional(),
}

const whole = z.strictObject({ ...messagesShape, ...older })
const withoutCap = whole.omit({ max_tokens: true })

/** What Anthropic would say is wrong with a body, in its words' form (`messages.0.role: ...`). */
export function checkMessages(body: unknown, withCap: boolean): string | undefined {
  const issue = (withCap ? whole : withoutCap).safeParse(body).error?.issues[0]
  if (issue === undefined) return undefined
  return `${[...pathOf(issue)].join('.')}: ${sentence(issue)}`
}

type Issue = z.core.$ZodIssue

/** Through failed unions to the alternative that got furthest. */
function deepestOf(issue: Issue): { issue: Issue; path: PropertyKey[] } {
  let path = [...issue.path]
  let current = issue
  while (current.code === 'invalid_union') {
    const inner: Issue | undefined = current.errors
      .flatMap((errors) => errors.slice(0, 1))
      .toSorted((left, right) => right.path.length - left.path.length)[0]
    if (inner === undefined) break
    path = [...path, ...inner.path]
    current = inner
  }
  return { issue: current, path }
}

function pathOf(issue: Issue): PropertyKey[] {
  const deepest = deepestOf(issue)
  const { path } = deepest
  return deepest.issue.code === 'unrecognized_keys' ? [...path, deepest.issue.keys[0]!] : path
}

function sentence(issue: Issue): string {
  const { issue: inner } = deepestOf(issue)
  if (inner.code === 'unrecognized_keys') return 'Extra inputs are not permitted'
  if (inner.code === 'invalid_type' && inner.message.endsWith('undefined')) return 'Field required'
  if (inner.code === 'invalid_type') return `Input should be a valid ${inner.expected}`
  return inner.message
}
