/**
 * What proof and the trunk of a configuration give each other.
 * @module
 */
import type { Aside, Layer } from '../../layers/layer.ts'
import type { PipelineParts } from '../../pipeline.ts'
import type { Estimator } from '../../pricing/estimate.ts'
import type { PriceList } from '../../pricing/price-list.ts'
import type { Provider } from '../../providers/provider.ts'
import type { Closed } from '../close-call.ts'
import type { JudgeParts } from './judges.ts'

/** What a configuration's trunk brings. */
export interface Engaged extends JudgeParts {
  readonly layers: readonly Layer[]
  readonly prices: PriceList
  readonly estimator: Estimator
  readonly providers: ReadonlyMap<string, Provider>
}

/** What its pipeline takes from proof. */
export interface Engagement extends Required<Pick<PipelineParts, 'may' | 'permit' | 'trial'>> {
  readonly closed: Closed
  /** Absent: nobody can tell. */
  readonly compare?: Aside['compare']
}
