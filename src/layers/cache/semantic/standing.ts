/**
 * How a route stands to answers across wordings: what it may serve now, or why nothing.
 * @module
 */
import type { Mode } from '../../../call.ts'
import type { Configuration } from '../../../config/schema.ts'
import type { CertificateState } from '../../../proof/certificate-types.ts'
import type { Standing } from './preview.ts'
import { mostWrong } from './settings.ts'

/** Of the cache's certificate of a route. */
export interface CertificateStanding {
  readonly route: string
  readonly state: CertificateState
  /** Value of the dial that clients get; undefined: none. */
  readonly setting: number | undefined
  readonly labels: number
  /** Upper bound of the share of worse answers, and what was promised. */
  readonly bound: number
  readonly target: number
}

const acting: readonly Mode[] = ['balanced', 'max']
const percent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`

/**
 * All routes, `default` last: what no route matches.
 * @param missing - a sentence where weights are not there without which nothing is served
 */
export function standingsOf(
  { mode: usual, routes, layers }: Pick<Configuration, 'mode' | 'routes' | 'layers'>,
  certificates: readonly CertificateStanding[],
  missing?: string,
): readonly Standing[] {
  const { semantic } = layers.cache
  return [...routes, { name: 'default', mode: undefined, layers: {} }].map((route) => {
    const own = (route.layers as { cache?: { semantic?: Partial<typeof semantic> } }).cache
    const { enabled, serve, wrongAnswers } = { ...semantic, ...own?.semantic }
    const mode = route.mode ?? usual
    const standing = { route: route.name, mode, serve, limit: wrongAnswers }
    const stop = (stopped: string): Standing => ({ ...standing, stopped })
    if (!acting.includes(mode))
      return stop(`in mode ${mode} nothing is reused across wordings, only in balanced and max`)
    if (!enabled) return stop('`layers.cache.semantic.enabled` is off')
    if (missing !== undefined) return stop(missing)
    const certificate = certificates.find((one) => one.route === route.name)
    const setting = certificate?.setting ?? (certificate ? undefined : atOnce(serve))
    return setting === undefined
      ? stop(whyNotCertified(certificate))
      : { ...standing, threshold: 1 - setting }
  })
}

/** Where no call has come yet, the certificate begins with the first one. */
const atOnce = (serve: string): number | undefined =>
  serve === 'at-once' ? mostWrong[0] : undefined

function whyNotCertified(certificate: CertificateStanding | undefined): string {
  if (!certificate) return 'no certificate yet: it begins with the first call'
  const { state, labels, bound, target } = certificate
  const so = `${labels} ${labels === 1 ? 'label' : 'labels'} so far`
  if (state === 'breached')
    return `the certificate was withdrawn: more than ${percent(target)} of the answers were worse; \`farthing proof\` says more`
  const known = labels === 0 ? '' : `, which bound the worse answers by ${percent(bound)}`
  return `no certificate yet: ${so}${known}; ${percent(target)} is promised`
}
