/**
 * What a schema cannot say: names in the configuration that must point at something, and keys of the right length.
 * @module
 */
import type { Path } from './jsonc.ts'
import { readMasterKey } from './master-key.ts'
import { nearest } from './nearest.ts'
import type { Problem } from './problems.ts'
import type { Configuration } from './schema.ts'

/** @param catalogue - ids of the built-in providers */
export function checkReferences(
  configuration: Configuration,
  catalogue: readonly string[],
): Problem[] {
  const problems: Problem[] = []
  const add = (path: Path, message: string) => problems.push({ path, at: 'value', message })

  const known = (path: Path, what: string, name: string | undefined, names: readonly string[]) => {
    if (name === undefined || names.includes(name)) return
    const meant = nearest(name, names)
    const list = names.length === 0 ? 'none is configured' : `known: ${names.join(', ')}`
    add(path, `there is no ${what} "${name}"; ${meant ? `did you mean "${meant}"?` : list}`)
  }
  const unique = (
    path: Path,
    field: string,
    list: readonly Readonly<Record<string, unknown>>[],
  ) => {
    const seen = new Set<unknown>()
    for (const [index, entry] of list.entries()) {
      if (seen.has(entry[field]))
        add([...path, index, field], `${JSON.stringify(entry[field])} is used twice`)
      seen.add(entry[field])
    }
  }

  unique(['routes'], 'name', configuration.routes)
  const routes = ['default', ...configuration.routes.map((route) => route.name)]
  for (const [index, { scope }] of configuration.budgets.entries()) {
    known(['budgets', index, 'scope', 'route'], 'route', scope.route, routes)
    const names = Object.keys(scope)
    if (names.length > 1)
      add(['budgets', index, 'scope'], `expected one of ${names.join(', ')}, not several at once`)
  }

  const providers = [...new Set([...catalogue, ...Object.keys(configuration.providers)])]
  const aliases = Object.keys(configuration.models)
  for (const [index, { substitutes }] of configuration.routes.entries())
    for (const [place, model] of substitutes.entries()) {
      const path = ['routes', index, 'substitutes', place]
      const slash = model.indexOf('/')
      if (slash > 0) known(path, 'provider', model.slice(0, slash), providers)
      else if (!aliases.includes(model)) {
        const meant = nearest(model, aliases)
        const hint = meant ? `did you mean "${meant}"?` : 'write for example "openai/gpt-5-mini"'
        add(path, `"${model}" is neither \`provider/model\` nor a name of \`models\`; ${hint}`)
      }
    }
  const proofs = [
    { path: ['proof'] as Path, proof: configuration.proof },
    ...configuration.routes.map(({ proof }, index) => ({
      path: ['routes', index, 'proof'],
      proof,
    })),
  ]
  for (const { path, proof } of proofs) {
    const judge = proof?.judge ?? ''
    // A bare model is resolved by the price list, as below.
    const slash = judge.indexOf('/')
    if (slash > 0) known([...path, 'judge'], 'provider', judge.slice(0, slash), providers)
    const verifier = proof?.verifier
    if (verifier && verifier.command === undefined && verifier.url === undefined)
      add([...path, 'verifier'], 'needs `command` or `url`; without it nothing would be checked')
  }
  for (const [index, key] of configuration.layers.cache.semantic.masterKeys.entries())
    if (readMasterKey(key) === undefined)
      add(
        ['layers', 'cache', 'semantic', 'masterKeys', index],
        'is no key of 32 bytes in base64 or hex; `openssl rand -base64 32` makes one',
      )
  for (const [id, provider] of Object.entries(configuration.providers)) {
    const path = ['providers', id]
    if (!catalogue.includes(id) && provider.base === undefined)
      add(
        path,
        `"${id}" is not a built-in provider, so it needs \`base\`. Built in: ${catalogue.join(', ')}`,
      )
    if (provider.base?.endsWith('/v1'))
      add([...path, 'base'], 'leave out the `/v1` at the end; it is part of the paths of calls')
    unique([...path, 'credentials'], 'id', provider.credentials)
    const credentials = provider.credentials.map((credential) => credential.id)
    for (const [index, endpoint] of provider.endpoints.entries())
      known(
        [...path, 'endpoints', index, 'credential'],
        `credential of ${id}`,
        endpoint.credential,
        credentials,
      )
    known([...path, 'priceAs'], 'provider', provider.priceAs, providers)
  }
  for (const id of Object.keys(configuration.prices.discounts))
    known(['prices', 'discounts'], 'provider', id, providers)
  for (const [alias, target] of Object.entries(configuration.models)) {
    // A bare model is resolved by the price list; only `provider/model` can be checked here.
    const slash = target.indexOf('/')
    if (slash > 0) known(['models', alias], 'provider', target.slice(0, slash), providers)
  }
  return problems
}
