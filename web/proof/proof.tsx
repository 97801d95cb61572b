/**
 * Proof: how good are the answers?
 * @module
 */
import type { ProofReport } from '../api.ts'
import { percent } from '../money.ts'
import { Amount } from '../parts/amount.tsx'
import { Empty, Failure, Skeleton } from '../parts/states.tsx'
import { fullTime } from '../time.ts'
import { useData } from '../use-data.ts'
import { Awaited, isAwaited } from './awaited.tsx'
import { CertificateCard } from './certificate-card.tsx'

export function Proof() {
  const { value, error, again } = useData<ProofReport>('api/proof', true)
  return (
    <>
      <header class="head">
        <h1>How good the answers stayed</h1>
      </header>
      {value !== undefined ? (
        <Report {...value} />
      ) : error === undefined ? (
        <Skeleton rows={8} label="Certificates are being read" />
      ) : (
        <Failure error={error} again={again} />
      )}
    </>
  )
}

function Report({ certificates, savings, events, rates }: ProofReport) {
  const awaited = certificates.filter(isAwaited)
  return (
    <>
      {certificates.length === 0 ? (
        <NoCertificates />
      ) : (
        <div class="columns">
          {certificates
            .filter((certificate) => !isAwaited(certificate))
            .map((certificate) => (
              <CertificateCard key={certificate.key} certificate={certificate} />
            ))}
        </div>
      )}
      {awaited.length > 0 && <Awaited certificates={awaited} />}
      <section class="card proof-rest">
        <h2>Savings, measured</h2>
        <Measured savings={savings} holdout={rates.holdout} />
        <p class="quiet small">
          {percent(rates.holdout, 1)} of conversations are held out
          {certificates.length > 0 &&
            `, ${percent(rates.shadow, 1)} of the calls are answered twice`}
          {rates.judge === null ? ', no judge is asked' : `, ${rates.judge} judges`}.
        </p>
      </section>
      {events.length > 0 && (
        <section class="card">
          <h2>What changed</h2>
          <ul class="findings">
            {events.map(({ id, from, to, reason, at }) => (
              <li key={`${id} ${at} ${to}`}>
                <p class="title">
                  <span>
                    {id}: {from} → <b class={to === 'breached' ? 'bad' : ''}>{to}</b>
                  </span>
                  <span class="quiet small">{fullTime(at)}</span>
                </p>
                <p class="quiet">{reason}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function NoCertificates() {
  return (
    <Empty title="No layer needs a certificate">
      <p>
        In mode <code>safe</code> the model reads what you sent and its own answer is served. Set a
        route to <code>balanced</code>, and each layer that may change an answer gets a card here:
        how many answers got worse, at most, and how sure that is.
      </p>
    </Empty>
  )
}

function Measured({ savings, holdout }: Pick<ProofReport, 'savings'> & { holdout: number }) {
  const { measured, holdouts, needed, claimed, confidence, gap } = savings
  if (measured === null && holdout === 0) {
    return (
      <p>
        Not at all: <code>proof.holdout</code> is 0. The ledger’s figures are computed.
      </p>
    )
  }
  if (measured === null) {
    return (
      <p>
        Not yet: {holdouts.toLocaleString('en-US')} of {needed.toLocaleString('en-US')} held-out
        conversations. Until then the ledger’s figures are computed, not measured.
      </p>
    )
  }
  const over = gap !== null && Number(gap.low) > 0
  return (
    <p>
      <Amount of={measured.mean} /> a conversation (<Amount of={measured.low} /> to{' '}
      <Amount of={measured.high} /> at {percent(confidence, 1)}), where the ledger claims{' '}
      <Amount of={claimed} />. {over && <span class="bad">The ledger claims too much.</span>}
    </p>
  )
}
