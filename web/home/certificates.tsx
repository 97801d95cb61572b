/**
 * The strip of certificates: what may change answers, and the bound under which it does.
 * @module
 */
import { Empty } from '../parts/states.tsx'

export function Certificates() {
  return (
    <Empty title="No certificate is needed">
      <p>
        In mode <code>safe</code> the model reads what you sent and its own answer is served. Mode{' '}
        <code>balanced</code> lets layers change more, each only under a certificate: a bound on how
        many answers got worse, measured on your own traffic.
      </p>
    </Empty>
  )
}
