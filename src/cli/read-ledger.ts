/**
 * The ledger as commands read it: without owning it, so that a gateway may run meanwhile.
 * @module
 */
import { existsSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { openForReading } from '../ledger/database.ts'
import { load } from './commands/config.ts'
import { CommandFailure } from './exit.ts'
import type { Common } from './options.ts'

/** @throws CommandFailure where there is no ledger yet */
export async function readLedger(options: Common): Promise<DatabaseSync> {
  const { configuration } = await load(options)
  const { file } = configuration.ledger
  if (!existsSync(file))
    throw new CommandFailure(
      `there is no ledger at ${file} yet. Start \`farthing\` and send a call, or name its folder by --data.`,
    )
  return openForReading(file)
}
