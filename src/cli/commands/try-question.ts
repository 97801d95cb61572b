/**
 * `farthing cache try "question"`: what the semantic cache would make of it, and why.
 * @module
 */
import { openModels } from '../../layers/cache/semantic/models.ts'
import { openSemantic } from '../../layers/cache/semantic/open-semantic.ts'
import { previewQuestion, type Preview } from '../../layers/cache/semantic/preview.ts'
import { CommandFailure } from '../exit.ts'
import type { TryFlags } from '../options.ts'
import { askAdmin, findRunning } from '../running.ts'
import { plain } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { load } from './config.ts'

const nothing: Preview = { candidates: [], judgedBy: 'words' }

export async function tryQuestion(
  question: string,
  options: TryFlags,
  terminal: Terminal,
): Promise<void> {
  const { tenant, model, route = 'default' } = options
  const what = {
    ...(tenant === undefined ? {} : { tenant }),
    ...(model === undefined ? {} : { model }),
  }
  const { configuration } = await load(options)
  const url = await findRunning(configuration.server.dataDirectory)
  const preview =
    url === undefined
      ? await alone(question, route, what, configuration)
      : ((await askAdmin(url, 'POST', 'cache', { question, route, ...what })) as Preview)
  if (options.json) return terminal.json(preview)
  for (const line of linesOf(preview)) terminal.line(line)
}

type Configuration = Awaited<ReturnType<typeof load>>['configuration']

/** No gateway runs: on the files that it left. */
async function alone(
  text: string,
  route: string,
  what: { readonly tenant?: string; readonly model?: string },
  { layers, server }: Configuration,
): Promise<Preview> {
  const { semantic } = layers.cache
  const models = openModels()
  if (!models) return nothing
  const opened = openSemantic({
    ...semantic,
    models,
    secret: new Uint8Array(32),
    folder: server.dataDirectory,
    failed: (error) => {
      throw new CommandFailure(String(error))
    },
  })
  try {
    await Promise.all([opened.store.loaded, models.load()])
    const asked = { text, route, limit: semantic.wrongAnswers }
    return await previewQuestion(opened, asked, what, Date.now())
  } finally {
    opened.close()
  }
}

function linesOf({ never, candidates, judgedBy }: Preview): string[] {
  const first =
    never === undefined
      ? 'It may be answered across wordings.'
      : `It is not answered across wordings: ${never}.`
  if (candidates.length === 0) return [first, 'Nothing near is kept.']
  const judge = judgedBy === 'words' ? 'Judged by words; onnxruntime-node judges better.' : ''
  return [
    first,
    ...candidates.flatMap(
      ({ question, similarity, vetoes, probability, tenant, model, context }) => [
        '',
        `  ${plain(question.replaceAll(/\s+/g, ' ').slice(0, 200))}`,
        `    ${
          probability === undefined
            ? `never: ${vetoes.map(({ kind, words }) => `${kind} (${plain(words)})`).join(', ')}`
            : `the same with a probability of ${(probability * 100).toFixed(1)} %`
        }; cosine ${similarity.toFixed(2)}; ${plain(`${model}, ${tenant}`)}, context ${context}`,
      ],
    ),
    ...(judge === '' ? [] : ['', judge]),
  ]
}
