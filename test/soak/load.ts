/**
 * Load over raw connections, light enough that the client does not drown what it measures: one request a write, a reply
 * read to its end, or the connection dropped in its midst.
 * @module
 */
import { connect, type Socket } from 'node:net'

export interface Load {
  readonly port: number
  readonly connections: number
  readonly calls: number
  /** The body of call `number`; each another one, so that nothing is answered from memory. */
  readonly body: (number: number) => string
  readonly headers?: string
  /** Told after every call; what it returns is waited for. */
  readonly after?: (done: number) => void | Promise<void>
}

/** Sends whole calls over kept connections. Rejects at the first status that is not 200. */
export async function sendAll(load: Load): Promise<void> {
  let next = 0
  let done = 0
  const run = async (): Promise<void> => {
    const socket = await open(load.port)
    try {
      for (let number = next++; number < load.calls; number = next++) {
        const reply = readReply(socket)
        socket.write(requestOf(load, number))
        const { status, text } = await reply
        if (status !== 200) throw new Error(`call ${number}: status ${status}: ${text}`)
        await load.after?.(++done)
      }
    } finally {
      socket.destroy()
    }
  }
  await Promise.all(Array.from({ length: load.connections }, run))
}

/** Sends calls and drops each connection: at once, when the head has come, or some bytes into the body. */
export async function abandonAll(load: Load): Promise<void> {
  let next = 0
  const run = async (): Promise<void> => {
    for (let number = next++; number < load.calls; number = next++) {
      const socket = await open(load.port)
      const stage = number % 4
      const gone = new Promise<void>((resolve) => socket.on('close', () => resolve()))
      let bytes = 0
      let refused = ''
      socket.on('data', (chunk: Buffer) => {
        if (bytes === 0 && !chunk.toString('latin1').startsWith('HTTP/1.1 200')) {
          refused = chunk.toString('latin1')
          socket.destroy()
        }
        bytes += chunk.length
        if (stage < 2 || bytes > stage * 700) socket.destroy()
      })
      socket.write(requestOf(load, number))
      if (stage === 0) setTimeout(() => socket.destroy(), number % 9)
      await gone
      if (refused !== '') throw new Error(`refused: ${refused}`)
      await load.after?.(number)
    }
  }
  await Promise.all(Array.from({ length: load.connections }, run))
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    socket.once('connect', () => {
      socket.off('error', reject)
      socket.on('error', () => {})
      resolve(socket)
    })
    socket.once('error', reject)
  })
}

function requestOf({ body, headers = '' }: Load, number: number): string {
  const text = body(number)
  return (
    'POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n' +
    `authorization: Bearer sk-proj-soak-0123456789abcdefghij\r\n${headers}` +
    `content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
  )
}

const blank = Buffer.from('\r\n\r\n')

interface Reply {
  readonly status: number
  readonly text: string
}

/** Waits for one whole reply with a `content-length`. */
function readReply(socket: Socket): Promise<Reply> {
  return new Promise((resolve, reject) => {
    let waiting: Buffer = Buffer.alloc(0)
    const finish = (): void => {
      socket.off('data', read)
      socket.off('close', lost)
    }
    const lost = (): void => {
      finish()
      reject(new Error(`closed after ${waiting.toString('latin1', 0, 200)}`))
    }
    const read = (chunk: Buffer): void => {
      waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk])
      const end = waiting.indexOf(blank)
      if (end < 0) return
      const head = waiting.toString('latin1', 0, end)
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1])
      if (waiting.length < end + 4 + length) return
      finish()
      resolve({ status: Number(head.slice(9, 12)), text: waiting.toString('utf8', end + 4) })
    }
    socket.on('data', read)
    socket.on('close', lost)
  })
}
