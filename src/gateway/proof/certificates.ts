/**
 * Which certificates a configuration needs: each layer that may change an answer, on each route whose mode lets it.
 * @module
 */
import type { LayerName, Mode } from '../../call.ts'
import type { Configuration } from '../../config/schema.ts'
import type { Layer } from '../../layers/layer.ts'
import type { PriceList } from '../../pricing/price-list.ts'
import { defaultClusters } from '../../proof/clusters.ts'
import { fingerprint } from '../../proof/fingerprint.ts'
import { labelsOf, type Judges } from '../../proof/labels/compare.ts'
import { judgeVersion } from '../../proof/labels/judge.ts'
import type { Protected } from '../../proof/registry.ts'
import type { JudgeSettings } from './judges.ts'
import { restShare } from './segments.ts'

type RouteSettings = Configuration['routes'][number]

/** A certificate of labels, or of feedback beside it. */
export interface Wanted extends Protected {
  readonly kind: 'shadow' | 'feedback'
}

const rank: Readonly<Record<Mode, number>> = { observe: 0, safe: 1, balanced: 2, max: 3 }
const fallback = { name: 'default', substitutes: [] } satisfies Partial<RouteSettings>

/** Names of the layers that need a certificate where they act. */
export function certified(layers: readonly Layer[]): readonly LayerName[] {
  return [...new Set(layers.filter(({ needs }) => rank[needs] > 1).map(({ name }) => name))]
}

export function judgeSettings(configuration: Configuration, route: string): JudgeSettings {
  const { judge, verifier } = configuration.proof
  const own = configuration.routes.find(({ name }) => name === route)?.proof
  return {
    ...(judge === undefined ? {} : { judge }),
    ...(verifier === undefined ? {} : { verifier }),
    ...(own?.judge === undefined ? {} : { judge: own.judge }),
    ...(own?.verifier === undefined ? {} : { verifier: own.verifier }),
    ...(own?.labels === undefined ? {} : { labels: own.labels }),
  }
}

/** All certificates, by layer, then route. `moved`: what is known of prices by having seen calls (price-watch.ts). */
export function certificatesOf(
  configuration: Configuration,
  layers: readonly Layer[],
  prices: Pick<PriceList, 'rates'>,
  moved: (route: string) => string = () => '',
): readonly Wanted[] {
  const routes = [...configuration.routes, fallback as unknown as RouteSettings]
  return certified(layers).flatMap((name) => {
    const layer = layers.find((one) => one.name === name && rank[one.needs] > 1)!
    return routes
      .filter((route) => rank[route.mode ?? configuration.mode] >= rank[layer.needs])
      .flatMap((route) => wantedOf(configuration, layer, route, prices, moved(route.name)))
  })
}

function wantedOf(
  configuration: Configuration,
  layer: Layer,
  route: RouteSettings,
  prices: Pick<PriceList, 'rates'>,
  moved: string,
): readonly Wanted[] {
  const { proof } = configuration
  const who = judgeSettings(configuration, route.name)
  // What matters here is who judges, not how.
  const judges = {
    ...(who.judge === undefined ? {} : { judge: () => Promise.reject(new Error()) }),
    ...(who.verifier === undefined ? {} : { verifier: () => Promise.resolve(undefined) }),
  } satisfies Judges
  const kind = labelsOf(judges)
  const allowed = route.proof?.harm ?? proof.harm ?? kind.target
  const target = Math.min(0.5, allowed * ((route.mode ?? configuration.mode) === 'max' ? 2 : 1))
  const accepted =
    route.proof?.accept?.[layer.name as 'compress'] ??
    (servesAtOnce(configuration, layer, route) ? target : undefined)
  const key = `${layer.name}/${route.name}`
  const shared = {
    layer: layer.name,
    route: route.name,
    target,
    alpha: 1 - proof.confidence,
    fingerprint: learntOn(configuration, layer, route, prices, moved, who.judge),
    clusters: { ...defaultClusters, idleMs: proof.idleMs },
  }
  return [
    {
      ...shared,
      kind: 'shadow',
      key,
      alpha: shared.alpha * (route.proof?.segments === undefined ? 1 : restShare),
      settings: layer.dial ?? [1],
      labels: kind.labels,
      rates: {
        shadow: route.proof?.shadow ?? proof.shadow,
        young: route.proof?.young ?? proof.young,
        control: kind.control,
      },
      ...(accepted === undefined ? {} : { accepted: { harm: accepted } }),
    },
    // Watches what is live: it never allows anything, so it stands on trust until it is breached.
    {
      ...shared,
      kind: 'feedback',
      key: `${key}/feedback`,
      settings: [1],
      labels: 'excess',
      accepted: { harm: target },
    },
  ]
}

/** The cache's own word for `accept`: answers are reused across wordings from the first call. */
function servesAtOnce({ layers }: Configuration, { name }: Layer, route: RouteSettings): boolean {
  const own = route.layers?.cache?.semantic?.serve
  return name === 'cache' && (own ?? layers.cache.semantic.serve) === 'at-once'
}

/** The route's own models and their prices, and whether a price moved of those that it was seen to serve. */
function learntOn(
  configuration: Configuration,
  layer: Layer,
  route: RouteSettings,
  prices: Pick<PriceList, 'rates'>,
  moved: string,
  judge: string | undefined,
): string {
  const named = [route.match?.model, route.baseline, ...route.substitutes]
  const models = named
    .filter((model) => model !== undefined && !model.includes('*'))
    .map((model) => configuration.models[model!] ?? model!)
  const rates = models.map((model) => {
    const slash = model.indexOf('/')
    return slash < 0 ? undefined : prices.rates(model.slice(0, slash), model.slice(slash + 1))
  })
  const own = {
    ...(configuration.layers as Readonly<Record<string, object>>)[layer.name],
    ...(route.layers as Readonly<Record<string, object>> | undefined)?.[layer.name],
  }
  return fingerprint({
    models,
    prices:
      JSON.stringify(rates, (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      ) + moved,
    template: '',
    layer: JSON.stringify([layer.name, layer.version ?? '', own]),
    judge: judge === undefined ? '' : `${judge} ${judgeVersion}`,
  })
}
