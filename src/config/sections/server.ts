/**
 * Where the gateway listens, what it accepts, what it writes to the log.
 * @module
 */
import * as z from 'zod'

export const server = z
  .strictObject({
    host: z
      .string()
      .min(1)
      .default('127.0.0.1')
      .describe('Address to listen on. Anything beyond loopback needs at least one gateway key.'),
    port: z
      .int()
      .min(0)
      .max(65_535)
      .default(4114)
      .describe('Port to listen on; 0 takes a free one and prints it.'),
    hosts: z
      .array(z.string().min(1))
      .max(100)
      .default([])
      .describe(
        'Further names that clients may call the gateway by (the `Host` header). Its own address and localhost always work; others are refused, which stops DNS rebinding.',
      ),
    origins: z
      .array(z.string().min(1))
      .max(100)
      .default([])
      .describe(
        'Web pages that may call the gateway from a browser, for example `https://tool.example.com`. The own page always may.',
      ),
    dataDirectory: z
      .string()
      .min(1)
      .default('~/.farthing')
      .describe(
        'Folder of the ledger and the caches. `~` is the home folder; a relative path starts at the configuration file.',
      ),
    drainMs: z
      .int()
      .min(0)
      .max(3_600_000)
      .default(30_000)
      .describe('How long a stop waits for open calls to finish, in milliseconds.'),
    turnAwayMs: z
      .int()
      .min(0)
      .max(3_600_000)
      .default(15_000)
      .describe(
        'How long a stop that has calls open still takes connections, in milliseconds, so that a load balancer hears 503 at `/ready` and new calls hear `shutting_down`. Once no call is open the port is closed at once.',
      ),
  })
  .describe('Where the gateway listens and keeps its data.')

export const limits = z
  .strictObject({
    bodyBytes: z
      .int()
      .min(1024)
      .max(2 ** 31)
      .default(64 * 1024 * 1024)
      .describe('Largest request body, after decompression, in bytes.'),
    headerBytes: z
      .int()
      .min(1024)
      .max(1024 * 1024)
      .default(32 * 1024)
      .describe('Largest set of request headers, in bytes.'),
    headerMs: z
      .int()
      .min(100)
      .max(600_000)
      .default(20_000)
      .describe('Time in which the request headers must have arrived, in milliseconds.'),
    unreadMs: z
      .int()
      .min(1000)
      .max(86_400_000)
      .default(120_000)
      .describe(
        'How long a client may leave what it is sent unread before its connection is closed and the call is ended, in milliseconds.',
      ),
    openCalls: z
      .int()
      .min(1)
      .max(1_000_000)
      .default(2048)
      .describe('Calls that may be open at the same time; the next one is answered 503.'),
  })
  .describe('Bounds on what one client may take up.')

export const log = z
  .strictObject({
    level: z
      .enum(['silent', 'error', 'warn', 'info', 'debug'])
      .default('warn')
      .describe('Least important line that is written. `info` is one line a call.'),
    format: z
      .enum(['auto', 'text', 'json'])
      .default('auto')
      .describe('`auto` is text on a terminal and JSON, one object a line, elsewhere.'),
    file: z
      .string()
      .min(1)
      .exactOptional()
      .describe('File to append to instead of standard error. Relative to the data directory.'),
  })
  .describe('The log of the running gateway. Prompts, replies and keys are never in it.')
