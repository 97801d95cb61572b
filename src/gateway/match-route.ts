/**
 * Which route of the configuration a call falls under. Compiled once a configuration.
 * @module
 */
import type { Route } from '../call.ts'
import type { Configuration, RouteSettings } from '../config/schema.ts'

/** What a route may look at. */
export interface Matched {
  readonly path: string
  readonly model: string
  readonly key: string | undefined
  readonly tags: readonly string[]
}

export type MatchRoute = (call: Matched) => Route

type Test = (text: string) => boolean

/** Compiles the routes. The first whose conditions all hold applies, else `default`. */
export function compileRoutes(configuration: Configuration): MatchRoute {
  const compiled = configuration.routes.map((settings) => ({
    test: compileMatch(settings.match),
    route: toRoute(settings, configuration),
  }))
  const fallback: Route = {
    name: 'default',
    mode: configuration.mode,
    substitutes: [],
    storeText: false,
    layers: configuration.layers,
  }
  return (call) => {
    for (const entry of compiled) if (entry.test(call)) return entry.route
    return fallback
  }
}

function toRoute(settings: RouteSettings, configuration: Configuration): Route {
  const layers: Record<string, unknown> = { ...configuration.layers }
  for (const [name, own] of Object.entries(settings.layers)) {
    layers[name] = { ...(layers[name] as object | undefined), ...own }
  }
  return {
    name: settings.name,
    mode: settings.mode ?? configuration.mode,
    substitutes: settings.substitutes,
    storeText: settings.storeText,
    layers,
  }
}

function compileMatch(match: RouteSettings['match']): (call: Matched) => boolean {
  const path = match.path === undefined ? undefined : compileGlob(match.path)
  const model = match.model === undefined ? undefined : compileGlob(match.model)
  const key = match.key === undefined ? undefined : compileGlob(match.key)
  const tag = match.tag === undefined ? undefined : compileGlob(match.tag)
  return (call) =>
    (path === undefined || path(call.path)) &&
    (model === undefined || model(call.model)) &&
    (key === undefined || (call.key !== undefined && key(call.key))) &&
    (tag === undefined || call.tags.some(tag))
}

/**
 * Compiles a pattern in which `*` stands for any text. Linear in pattern and text: parts are searched from left
 * to right, so that no text can make it slow, as it could a regular expression.
 */
export function compileGlob(pattern: string): Test {
  const parts = pattern.split('*')
  if (parts.length === 1) return (text) => text === pattern
  const first = parts[0]!
  const last = parts.at(-1)!
  const middle = parts.slice(1, -1).filter((part) => part !== '')
  return (text) => {
    if (text.length < first.length + last.length) return false
    if (!text.startsWith(first) || !text.endsWith(last)) return false
    const end = text.length - last.length
    let at = first.length
    for (const part of middle) {
      const found = text.indexOf(part, at)
      if (found < 0 || found + part.length > end) return false
      at = found + part.length
    }
    return true
  }
}
