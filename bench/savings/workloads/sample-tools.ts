/**
 * Policy and tools of the sample's agent, made up.
 * @module
 */
import type { Tool } from '../rig/prompt.ts'
import { helpDesk } from './help-desk.ts'

export const ordersPolicy = `You look orders up for customers of a shop. Answer from what the tools say, never from memory. Ids are quoted as they are.\n\n${helpDesk}`

export const orderTools: readonly Tool[] = [
  {
    name: 'list_orders',
    description: 'Lists the orders of a customer, newest first.',
    schema: {
      type: 'object',
      properties: { customer_id: { type: 'string', description: 'Id that begins with C-' } },
      required: ['customer_id'],
    },
  },
  {
    name: 'get_order',
    description: 'Gives one order with its lines.',
    schema: {
      type: 'object',
      properties: { order_id: { type: 'string', description: 'Id that begins with O-' } },
      required: ['order_id'],
    },
  },
]
