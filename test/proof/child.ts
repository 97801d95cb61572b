/**
 * A gateway to be killed: `node child.ts <folder> <upstream>` prints its address.
 * @module
 */
import { shortener, startStand } from './stand.ts'

const [folder = '', upstream = ''] = process.argv.slice(2)
const layers = [shortener({ harmful: () => false, live: 0 })]
const stand = await startStand({ layers, folder, upstream })
process.stdout.write(`${stand.gateway.url}\n`)
