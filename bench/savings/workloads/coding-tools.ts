/**
 * Tools like those of the recorded coding agent, in words of our own: the recording has their calls, not their schemas.
 * @module
 */
import { spell } from '../../../src/sandbox/words.ts'
import { seededRandom, shortHash } from '../../../src/sandbox/hash.ts'
import type { Tool } from '../rig/prompt.ts'

const path = {
  type: 'string',
  description: 'Path of the file, absolute or below the working directory',
}

export const codingTools: readonly Tool[] = [
  {
    name: 'read',
    description:
      'Reads a text file and gives its content. Long files come in parts: give offset and limit to read on.',
    schema: {
      type: 'object',
      properties: {
        path,
        offset: { type: 'number', description: 'First line, counted from 1' },
        limit: { type: 'number', description: 'Most lines to give' },
      },
      required: ['path'],
    },
  },
  {
    name: 'bash',
    description:
      'Runs a shell command in the working directory and gives what it printed, both streams.',
    schema: {
      type: 'object',
      properties: {
        command: { type: 'string', description: 'The command line' },
        timeout: { type: 'number', description: 'Seconds after which it is ended' },
      },
      required: ['command'],
    },
  },
  {
    name: 'edit',
    description:
      'Replaces a text of a file by another. The old text must stand there exactly once.',
    schema: {
      type: 'object',
      properties: {
        path,
        oldText: { type: 'string', description: 'Text to find, with its white space' },
        newText: { type: 'string', description: 'Text to put there' },
      },
      required: ['path', 'oldText', 'newText'],
    },
  },
  {
    name: 'write',
    description: 'Writes a file, and the folders above it where they are missing.',
    schema: {
      type: 'object',
      properties: { path, content: { type: 'string', description: 'All of the new content' } },
      required: ['path', 'content'],
    },
  },
]

/** The recording has no system prompt; its first call was billed 1,687 tokens with tools and a short question. */
export const codingSystem = spell(1050, seededRandom(shortHash('coding system'))).join('')
