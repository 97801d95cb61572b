/**
 * Topics of half D, in the form of `topics-a.ts`: written blind, without a look at the vetoes or at what they are made
 * of. `@timely` marks the topics whose answer changes from day to day: only there does a moment make a trap.
 * @module
 */
import { topicsDKnowledge } from './topics-d-knowledge.ts'
import { topicsDMachines } from './topics-d-machines.ts'
import { topicsDMoney } from './topics-d-money.ts'
import { topicsDTravel } from './topics-d-travel.ts'

export const topicsD = [topicsDMachines, topicsDMoney, topicsDTravel, topicsDKnowledge]
  .map((part) => part.trim())
  .join('\n\n')
