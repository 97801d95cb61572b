/**
 * Counters of the running gateway, in the text format of Prometheus (exposition format 0.0.4).
 * Names and labels are listed in docs/metrics.md.
 * @module
 */
import type { LayerName, Money, Origin, Usage } from '../call.ts'

/** Upper bounds in seconds: from a cache hit to a reasoning model. */
const buckets = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300,
  600,
]

/** Sets of labels that are told apart; a client can invent model names without end. */
const mostSets = 500

/** One call that is over. Times in milliseconds. */
export interface Measured {
  readonly route: string
  readonly provider: string
  readonly model: string
  readonly dialect: string
  readonly status: number
  readonly from: string
  readonly ended: string
  readonly usage: Usage | undefined
  readonly cost: Money | undefined
  readonly costOrigin: Origin
  readonly totalMs: number
  /** Until the provider's reply began; undefined where it never did. */
  readonly firstMs: number | undefined
}

/** What is read only when someone looks. */
export interface Gauges {
  readonly openCalls: number
  readonly openConnections?: number
  readonly ledgerQueue?: number
  readonly jobs?: number
  readonly ready: boolean
  readonly version: string
}

export interface Metrics {
  /** Counts a call. Allocates nothing once its labels are known. */
  call(measured: Measured): void
  /** A request that never became a call. */
  refused(code: string): void
  saved(layer: LayerName, money: Money): void
  /** Milliseconds that a call spent in the gateway itself. */
  own(ms: number): void
  skipped(layer: string, why: string): void
  text(gauges: Gauges): string
}

class Histogram {
  readonly counts = new Float64Array(buckets.length + 1)
  sum = 0
  total = 0

  observe(seconds: number): void {
    let at = 0
    while (at < buckets.length && seconds > buckets[at]!) at++
    this.counts[at]! += 1
    this.sum += seconds
    this.total += 1
  }
}

class Series {
  calls = 0
  input = 0
  cacheRead = 0
  cacheWrite = 0
  output = 0
  reasoning = 0
  cost: Money = 0n
  unpriced = 0
}

/** Starts at zero. */
export function createMetrics(): Metrics {
  const calls = new Map<string, Map<string, Series>>()
  let latest: { readonly measured: Measured; readonly series: Series } | undefined
  const money = new Map<string, Money>()
  const refusals = new Map<string, number>()
  const savings = new Map<string, Money>()
  const skips = new Map<string, number>()
  const total = new Histogram()
  const first = new Histogram()
  const own = new Histogram()
  let sets = 0

  function seriesOf(measured: Measured): Series {
    // Two levels, so that the usual case needs no joined string.
    let byStatus = calls.get(measured.model)
    if (byStatus === undefined) {
      if (sets >= mostSets && measured.model !== 'other') {
        return seriesOf({ ...measured, model: 'other', provider: 'other' })
      }
      byStatus = new Map()
      calls.set(measured.model, byStatus)
      sets += 1
    }
    const label = labels(measured)
    let series = byStatus.get(label)
    if (series === undefined) {
      series = new Series()
      byStatus.set(label, series)
    }
    return series
  }

  return {
    call(measured) {
      // Most calls bear the labels of the one before: comparing them costs a tenth of joining them.
      if (latest === undefined || !sameLabels(latest.measured, measured)) {
        latest = { measured, series: seriesOf(measured) }
      }
      const { series } = latest
      series.calls += 1
      const { usage, cost } = measured
      if (usage !== undefined) {
        series.input += usage.input
        series.cacheRead += usage.cacheRead
        series.cacheWrite += usage.cacheWrite + usage.cacheWrite1h
        series.output += usage.output
        series.reasoning += usage.reasoning
      }
      if (cost === undefined) series.unpriced += 1
      else {
        series.cost += cost
        money.set(measured.costOrigin, (money.get(measured.costOrigin) ?? 0n) + cost)
      }
      total.observe(measured.totalMs / 1000)
      if (measured.firstMs !== undefined) first.observe(measured.firstMs / 1000)
    },
    refused: (code) => void refusals.set(code, (refusals.get(code) ?? 0) + 1),
    own: (ms) => own.observe(ms / 1000),
    saved: (layer, amount) => void savings.set(layer, (savings.get(layer) ?? 0n) + amount),
    skipped: (layer, why) => {
      const label = `layer="${escape(layer)}",why="${escape(why)}"`
      skips.set(label, (skips.get(label) ?? 0) + 1)
    },
    text(gauges) {
      const out: string[] = []
      const family = (name: string, type: string, help: string): void => {
        out.push(`# HELP farthing_${name} ${help}`, `# TYPE farthing_${name} ${type}`)
      }
      const each = (name: string, value: (series: Series) => string | number): void => {
        for (const byStatus of calls.values()) {
          for (const [label, series] of byStatus)
            out.push(`farthing_${name}{${label}} ${value(series)}`)
        }
      }
      family('calls_total', 'counter', 'Calls that are over.')
      each('calls_total', (series) => series.calls)
      family('calls_unpriced_total', 'counter', 'Calls whose cost is not known.')
      each('calls_unpriced_total', (series) => series.unpriced)
      family('tokens_total', 'counter', 'Tokens by class; the classes do not overlap.')
      for (const kind of tokenClasses) {
        for (const byStatus of calls.values()) {
          for (const [label, series] of byStatus) {
            if (series[kind] > 0)
              out.push(`farthing_tokens_total{${label},class="${kind}"} ${series[kind]}`)
          }
        }
      }
      family('model_cost_dollars_total', 'counter', 'Paid for calls, in US dollars.')
      each('model_cost_dollars_total', (series) => toNumber(series.cost))
      family(
        'cost_dollars_total',
        'counter',
        'Paid, by where the figure comes from, in US dollars.',
      )
      for (const [origin, sum] of money) {
        out.push(`farthing_cost_dollars_total{origin="${origin}"} ${toNumber(sum)}`)
      }
      // A layer can also lose; a counter may not fall.
      family('saved_dollars', 'gauge', 'Saved by layer since the start, in US dollars.')
      for (const [layer, sum] of savings) {
        out.push(`farthing_saved_dollars{layer="${layer}"} ${toNumber(sum)}`)
      }
      family('layer_skipped_total', 'counter', 'Layers that threw or overran their time.')
      for (const [label, count] of skips)
        out.push(`farthing_layer_skipped_total{${label}} ${count}`)
      family('refused_total', 'counter', 'Requests that never became a call, by error code.')
      for (const [code, count] of refusals) {
        out.push(`farthing_refused_total{code="${escape(code)}"} ${count}`)
      }
      histogram(out, 'call_seconds', 'Whole time of a call.', total)
      histogram(out, 'first_byte_seconds', 'Time until the reply began.', first)
      histogram(out, 'own_seconds', 'Time spent in the gateway itself.', own)
      family('open_calls', 'gauge', 'Calls that are open now.')
      out.push(`farthing_open_calls ${gauges.openCalls}`)
      if (gauges.ledgerQueue !== undefined) {
        family('ledger_queue', 'gauge', 'Rows that wait to be written.')
        out.push(`farthing_ledger_queue ${gauges.ledgerQueue}`)
      }
      if (gauges.jobs !== undefined) {
        family('jobs', 'gauge', 'Jobs that run after their reply.')
        out.push(`farthing_jobs ${gauges.jobs}`)
      }
      family('ready', 'gauge', '1 while new calls are taken.')
      out.push(`farthing_ready ${gauges.ready ? 1 : 0}`)
      family('process_resident_bytes', 'gauge', 'Memory of the process.')
      out.push(`farthing_process_resident_bytes ${process.memoryUsage.rss()}`)
      family('build_info', 'gauge', 'Always 1; the labels say what runs.')
      out.push(
        `farthing_build_info{version="${escape(gauges.version)}",node="${process.versions.node}"} 1`,
      )
      return `${out.join('\n')}\n`
    },
  }
}

const tokenClasses = ['input', 'cacheRead', 'cacheWrite', 'output', 'reasoning'] as const

function sameLabels(left: Measured, right: Measured): boolean {
  return (
    left.model === right.model &&
    left.status === right.status &&
    left.from === right.from &&
    left.ended === right.ended &&
    left.route === right.route &&
    left.provider === right.provider &&
    left.dialect === right.dialect
  )
}

function labels(measured: Measured): string {
  return (
    `route="${escape(measured.route)}",provider="${escape(measured.provider)}",` +
    `model="${escape(measured.model)}",dialect="${measured.dialect}",status="${measured.status}",` +
    `from="${measured.from}",ended="${measured.ended}"`
  )
}

function histogram(out: string[], name: string, help: string, from: Histogram): void {
  out.push(`# HELP farthing_${name} ${help}`, `# TYPE farthing_${name} histogram`)
  let sum = 0
  for (let at = 0; at < buckets.length; at++) {
    sum += from.counts[at]!
    out.push(`farthing_${name}_bucket{le="${buckets[at]}"} ${sum}`)
  }
  out.push(
    `farthing_${name}_bucket{le="+Inf"} ${from.total}`,
    `farthing_${name}_sum ${from.sum}`,
    `farthing_${name}_count ${from.total}`,
  )
}

/** Prometheus counts in doubles: 15 digits are enough for a graph, the ledger has them all. */
function toNumber(money: Money): number {
  return Number(money) / 1e12
}

function escape(text: string): string {
  return /^[\w./:@-]*$/.test(text)
    ? text
    : text.slice(0, 200).replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')
}
