/**
 * Both soaks, one after the other: `npm run test:soak`. `FARTHING_SOAK=1000000` sends so many unique calls.
 */
import { abandonStreams } from './aborted-streams.ts'
import { sendUnique } from './unique-calls.ts'

process.stdout.write(`${await abandonStreams(10_000)}\n`)
process.stdout.write(`${await sendUnique(Number(process.env['FARTHING_SOAK'] ?? 100_000))}\n`)
