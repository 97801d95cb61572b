/**
 * Makes the price list that ships, `src/pricing/data/prices.json`, out of the two snapshots that
 * `src/pricing/data/LICENSES.md` names. Run after new snapshots came, and write their days and sums there:
 *
 *     node training/vendor-prices.ts FOLDER 2026-08-21 2026-11-21
 *
 * FOLDER holds `data_slim.json` and `litellm.json`; the days are theirs, in this order.
 * @module
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatPriceFile, vendorPrices } from '../src/pricing/vendor.ts'

const [folder, slimDay, litellmDay] = process.argv.slice(2)
if (folder === undefined || slimDay === undefined || litellmDay === undefined) {
  throw new Error('usage: node training/vendor-prices.ts FOLDER DAY-OF-SLIM DAY-OF-LITELLM')
}
const list = vendorPrices({
  slim: readFileSync(join(folder, 'data_slim.json'), 'utf8'),
  litellm: readFileSync(join(folder, 'litellm.json'), 'utf8'),
  dates: { slim: slimDay, litellm: litellmDay },
})
const target = new URL('../src/pricing/data/prices.json', import.meta.url)
writeFileSync(target, formatPriceFile(list))
console.log(
  `${list.providers.length} providers, ${list.providers.reduce((sum, { models }) => sum + models.length, 0)} models`,
)
