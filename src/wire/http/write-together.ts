/**
 * Writes a head and what follows it.
 * @module
 */
import type { Socket } from 'node:net'

/** Below this all goes out in one piece: copying so much takes less than a second piece does. */
const mostJoined = 16_384

/** `head` is latin1; '' where it is out. Answers as `socket.write`: false where the other side reads too slowly. */
export function writeTogether(
  socket: Socket,
  head: string,
  pieces: readonly Uint8Array[],
): boolean {
  if (pieces.length === 0) return socket.write(head, 'latin1')
  let size = head.length
  for (const { length } of pieces) size += length
  if (size <= mostJoined) {
    const joined = Buffer.allocUnsafe(size)
    let at = joined.write(head, 0, 'latin1')
    for (const piece of pieces) {
      joined.set(piece, at)
      at += piece.length
    }
    return socket.write(joined)
  }
  socket.cork()
  if (head !== '') socket.write(head, 'latin1')
  let open = true
  for (const piece of pieces) open = socket.write(piece)
  socket.uncork()
  return open
}
