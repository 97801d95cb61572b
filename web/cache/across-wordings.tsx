/**
 * Answers reused across wordings: how many are kept and were served, what is promised of them, and on which routes;
 * or why none is.
 * @module
 */
import { useEffect, useState } from 'preact/hooks'
import { pathTo } from '../address.ts'
import { ask, type KeptAcross, type ProofReport, type QuestionPreview } from '../api.ts'
import { parseMoney, percent, shortNumber } from '../money.ts'
import { Amount } from '../parts/amount.tsx'
import { Empty } from '../parts/states.tsx'
import { stateWords } from '../proof/certificate-card.tsx'
import { stopLines } from './route-lines.ts'
import { Missing, RouteLines } from './stops.tsx'

interface AcrossProps {
  readonly kept: KeptAcross | null
  readonly proof: ProofReport | undefined
}

export function AcrossWordings({ kept, proof }: AcrossProps) {
  if (kept === null) return <Nothing />
  return (
    <>
      <dl class="facts-list">
        <dt>Reused</dt>
        <dd>
          {kept.reused.toLocaleString('en-US')}, <Amount of={parseMoney(kept.avoided)} as="saved" />
          <small class="origin"> since the start, estimated</small>
        </dd>
        <dt>Kept</dt>
        <dd>
          {kept.answers.toLocaleString('en-US')}, {shortNumber(kept.bytes)} bytes,{' '}
          {kept.aliases.toLocaleString('en-US')} approved wordings
        </dd>
        <dt>Judged by</dt>
        <dd>
          {kept.judgedBy === 'words'
            ? 'words; with onnxruntime-node more is reused'
            : 'small transformers'}
        </dd>
      </dl>
      <Promises proof={proof} />
    </>
  )
}

/** Says what stands in the way, which only the trial of a question tells: none is kept that it could meet. */
function Nothing() {
  const [why, setWhy] = useState<QuestionPreview | undefined>()
  useEffect(() => {
    const body = JSON.stringify({ question: 'Is any answer reused?' })
    // Where it fails, the screen says so by its other questions.
    void ask<QuestionPreview>('api/cache', { method: 'POST', body }).then(setWhy, () => {})
  }, [])
  return (
    <Empty title="No answer is reused across wordings">
      <p>
        Another wording of a question gets the answer of the first on routes in{' '}
        <code>balanced</code> and <code>max</code>, once shadowed calls have shown that it serves.
      </p>
      {why !== undefined && (
        <>
          <RouteLines lines={stopLines(why)} />
          <Missing missing={why.missing} />
        </>
      )}
    </Empty>
  )
}

function Promises({ proof }: { proof: ProofReport | undefined }) {
  const own = proof?.certificates.filter(
    ({ layer, kind }) => layer === 'cache' && kind === 'shadow',
  )
  if (own === undefined || own.length === 0) return null
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Route</th>
            <th scope="col">State</th>
            <th scope="col">Worse, at most</th>
            <th scope="col">Target</th>
          </tr>
        </thead>
        <tbody>
          {own.map(({ key, route, segment, state, bound, units, target, acting }) => (
            <tr key={key}>
              <th scope="row">
                <a href={pathTo('proof')}>{segment === null ? route : `${route}, ${segment}`}</a>
              </th>
              <td class={state === 'breached' ? 'bad' : ''}>
                {stateWords[state]}
                {acting ? ', acting' : ''}
              </td>
              <td>{units === 0 ? 'unknown' : percent(bound, 1)}</td>
              <td>{percent(target, 1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
