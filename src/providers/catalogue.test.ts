import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { hosts } from './catalogue.ts'

const page = readFileSync(new URL('../../docs/providers.md', import.meta.url), 'utf8')

test('every host stands in docs/providers.md, with what it was tested against', () => {
  for (const { id, name, tested, variables, documentation } of hosts) {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${id}\` |`))
    assert.ok(row, `${id} has no row`)
    assert.ok(row.includes(name) && row.includes(tested) && row.includes(documentation), row)
    for (const variable of variables) assert.ok(row.includes(variable), `${id}: ${variable}`)
  }
})

test('ids are unique, addresses are addresses', () => {
  assert.equal(new Set(hosts.map(({ id }) => id)).size, hosts.length)
  for (const { base, dialects, wayOut } of hosts) {
    if (base !== '') assert.equal(base, new URL(base).href.replace(/\/$/, ''))
    for (const path of Object.values(dialects)) assert.ok(path === '' || path.startsWith('/'))
    if (Object.keys(dialects).length === 0) assert.ok(wayOut)
  }
})
