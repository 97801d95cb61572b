/**
 * Which conversation is measured.
 * @module
 */
import { bodiesOf, type Bodies } from './bodies.ts'

/**
 * Bodies of a conversation that the layers act on. One conversation in fifty is held out, drawn by this instance's secret:
 * measured on such a one, a hit is a call, and a call costs less than it should.
 */
export async function actedOn(port: number): Promise<Bodies> {
  for (let desk = 0; desk < 20; desk++) {
    const bodies = bodiesOf(desk)
    const ask = () =>
      fetch(`http://127.0.0.1:${port}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer sk-mock' },
        body: bodies.same,
      })
    await (await ask()).arrayBuffer()
    const second = await ask()
    await second.arrayBuffer()
    if (second.headers.get('x-farthing-cost') === '0') return bodies
  }
  throw new Error('no call was answered from the cache: 20 conversations were asked twice')
}
