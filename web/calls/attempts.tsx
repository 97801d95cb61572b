/**
 * What was sent for a call: retries, other providers, shadows and judges, each with its own price.
 * @module
 */
import type { Listed, Story } from '../api.ts'
import { Amount } from '../parts/amount.tsx'
import { originWord } from '../parts/origin.ts'
import { shortDuration } from '../time.ts'

const kinds = { serve: 'answer', retry: 'retry', shadow: 'shadow', judge: 'judge' } as const

export function Attempts({
  attempts,
  from,
}: {
  attempts: Story['attempts']
  from: Listed['from']
}) {
  if (attempts.length === 0) {
    return (
      <p class="quiet">
        Nothing was sent to a provider
        {from === 'cache'
          ? ': the answer was known.'
          : from === 'gateway'
            ? ': refused here.'
            : '.'}
      </p>
    )
  }
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Attempts">
      <table class="attempts">
        <thead>
          <tr>
            <th scope="col">For</th>
            <th scope="col">Provider and model</th>
            <th scope="col">Status</th>
            <th scope="col">Took</th>
            <th scope="col">Paid</th>
          </tr>
        </thead>
        <tbody>
          {attempts.map((attempt) => (
            <tr key={attempt.id}>
              <td>{kinds[attempt.kind]}</td>
              <td>
                {attempt.provider} <span class="quiet">{attempt.model}</span>
                {attempt.error !== undefined && <div class="bad small">{attempt.error}</div>}
              </td>
              <td class={attempt.status >= 400 || attempt.status === 0 ? 'bad' : ''}>
                {attempt.state === 'open' ? 'on its way' : attempt.status || 'failed'}
              </td>
              <td>
                {attempt.settledAt === undefined
                  ? '…'
                  : shortDuration(Math.max(0, attempt.settledAt - attempt.at))}
              </td>
              <td>
                <Amount of={attempt.cost} />{' '}
                {attempt.cost !== undefined && (
                  <span class="origin">{originWord[attempt.costOrigin]}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
