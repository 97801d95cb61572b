/**
 * Tries a question: what lies near it, what forbids that, and how sure the rest is.
 * @module
 */
import { useState } from 'preact/hooks'
import { ask, type QuestionPreview } from '../api.ts'
import { percent } from '../money.ts'

export function TryQuestion() {
  const [shown, setShown] = useState<QuestionPreview | undefined>()
  const [failed, setFailed] = useState('')
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const question = String(
      new FormData(event.currentTarget as HTMLFormElement).get('question') ?? '',
    )
    if (question.trim() === '') return setFailed('Write a question.')
    try {
      setShown(
        await ask<QuestionPreview>('api/cache', {
          method: 'POST',
          body: JSON.stringify({ question }),
        }),
      )
      setFailed('')
    } catch (error) {
      setFailed((error as Error).message)
    }
  }
  return (
    <form class="flush" onSubmit={submit}>
      <label>
        Question
        <input name="question" autocomplete="off" maxLength={2000} />
      </label>
      <button type="submit">Try</button>
      <div role="status">
        {failed !== '' && <p class="bad small">{failed}</p>}
        {failed === '' && shown !== undefined && <Shown preview={shown} />}
      </div>
    </form>
  )
}

function Shown({ preview: { never, candidates } }: { preview: QuestionPreview }) {
  return (
    <>
      <p class="small">
        {never === undefined
          ? 'It may be answered across wordings.'
          : `It is not answered across wordings: ${never}.`}{' '}
        {candidates.length === 0 && 'Nothing near is kept.'}
      </p>
      {candidates.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">Kept question</th>
              <th scope="col">The same</th>
              <th scope="col">Cosine</th>
            </tr>
          </thead>
          <tbody>
            {candidates.map(({ question, probability, vetoes, similarity, tenant, model }, at) => (
              <tr key={at}>
                <th scope="row">
                  {question}
                  <small class="quiet">
                    {' '}
                    {model}, {tenant}
                  </small>
                </th>
                <td>
                  {probability === undefined
                    ? `never: ${vetoes.map(({ kind }) => kind).join(', ')}`
                    : percent(probability, 1)}
                </td>
                <td>{similarity.toFixed(2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
