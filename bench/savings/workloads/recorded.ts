/**
 * The workloads of the table, in its order.
 * @module
 */
import type { Workload } from '../workload.ts'
import { ciLogs } from './ci-logs.ts'
import { codingAgent } from './coding-agent.ts'
import { longChat } from './long-chat.ts'
import { rag } from './rag.ts'
import { scenarios } from './scenarios.ts'
import { support } from './support.ts'
import { toolAgent } from './tool-agent.ts'
import { toolChoice } from './tool-choice.ts'

export const recorded: readonly Workload[] = [
  scenarios,
  codingAgent,
  toolAgent,
  support(0),
  support(0.1),
  support(0.3),
  rag,
  longChat,
  ciLogs,
  toolChoice,
]
