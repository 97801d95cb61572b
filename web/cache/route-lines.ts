/**
 * What routes make of a question, in as few lines as say it: routes with one reason share a line.
 * @module
 */
import type { QuestionPreview } from '../api.ts'

type Standing = QuestionPreview['routes'][number]
type Outlook = QuestionPreview['candidates'][number]['on'][number]

export interface RouteLine {
  readonly served: boolean
  /** `on faq (balanced, at once)`. */
  readonly where: string
  readonly why: string
}

/** Lines for a candidate, in the order of the routes; what is served comes first. */
export function routeLines(
  on: readonly Pick<Outlook, 'route' | 'served' | 'why'>[],
  routes: readonly Standing[],
): readonly RouteLine[] {
  const groups = Map.groupBy(on, ({ served, why }) => `${served} ${why}`)
  const lines = [...groups.values()].map((group) => {
    const { served, why } = group[0]!
    const all = group.length === routes.length && group.length > 1
    const names = group.map(({ route }) => named(routes.find((one) => one.route === route)!))
    const where = all ? (served ? 'on every route' : 'on any route') : `on ${names.join(', ')}`
    return { served, where, why }
  })
  return lines.sort((a, b) => Number(b.served) - Number(a.served))
}

/** Why nothing is served, for the routes on which that is so whatever lies near. */
export function stopLines({
  routes,
  missing,
}: Pick<QuestionPreview, 'routes' | 'missing'>): readonly RouteLine[] {
  const stopped = routes.flatMap(({ route, stopped }) => {
    if (stopped === undefined) return []
    // Which ones is said below, with what to do.
    const why = missing.includes(stopped) ? 'models are missing' : stopped
    return [{ route, served: false, why }]
  })
  return routeLines(stopped, routes)
}

/** Where nothing is served the reason says what its mode and certificate have to do with it. */
const named = ({ route, mode, serve, stopped }: Standing): string =>
  stopped === undefined
    ? `${route} (${mode}, ${serve === 'at-once' ? 'at once' : 'once certified'})`
    : route

/** The lowest and the highest of the routes, 0 to 1; undefined where a veto forbids it on all. */
export function likelihood(on: readonly Outlook[]): readonly [number, number] | undefined {
  const known = on.flatMap(({ probability }) => (probability === undefined ? [] : [probability]))
  return known.length === 0 ? undefined : [Math.min(...known), Math.max(...known)]
}
