/**
 * `farthing cache try "question"`: what the semantic cache would make of it, on which routes, and why.
 * @module
 */
import { existsSync } from 'node:fs'
import { missingModels, wordsOfMissing } from '../../learned/missing-models.ts'
import { openForReading } from '../../ledger/database.ts'
import { openModels } from '../../layers/cache/semantic/models.ts'
import { openSemantic } from '../../layers/cache/semantic/open-semantic.ts'
import {
  previewQuestion,
  type Preview,
  type PreviewedCandidate,
  type Standing,
} from '../../layers/cache/semantic/preview.ts'
import { standingsOf, type CertificateStanding } from '../../layers/cache/semantic/standing.ts'
import { hasProof, readCertificates } from '../../proof/read-certificates.ts'
import { CommandFailure, exitCodes } from '../exit.ts'
import type { TryFlags } from '../options.ts'
import { askAdmin, findRunning } from '../running.ts'
import { plain } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { load } from './config.ts'

export async function tryQuestion(
  question: string,
  options: TryFlags,
  terminal: Terminal,
): Promise<void> {
  if (question.trim() === '')
    throw new CommandFailure(
      '<question> is empty. For example: `farthing cache try "How do I reset my password?"`.',
      exitCodes.usage,
    )
  const { tenant, model, route } = options
  const what = {
    ...(tenant === undefined ? {} : { tenant }),
    ...(model === undefined ? {} : { model }),
  }
  const { configuration } = await load(options)
  const url = await findRunning(configuration.server.dataDirectory)
  const asked = { question, ...(route === undefined ? {} : { route }), ...what }
  const preview =
    url === undefined
      ? await alone(question, route, what, configuration)
      : ((await askAdmin(url, 'POST', 'cache', asked)) as Preview)
  if (options.json) return terminal.json(preview)
  for (const line of linesOf(preview)) terminal.line(line)
}

type Configuration = Awaited<ReturnType<typeof load>>['configuration']

/** No gateway runs: on the files that it left. */
async function alone(
  text: string,
  route: string | undefined,
  what: { readonly tenant?: string; readonly model?: string },
  configuration: Configuration,
): Promise<Preview> {
  const { layers, server, ledger } = configuration
  const names = [...configuration.routes.map(({ name }) => name), 'default']
  if (route !== undefined && !names.includes(route)) {
    throw new CommandFailure(
      `there is no route \`${route}\`, only ${names.join(', ')}.`,
      exitCodes.usage,
    )
  }
  const missing = wordsOfMissing(missingModels())
  const models = openModels()
  const routes = standingsOf(
    configuration,
    certificatesOf(ledger.file),
    models ? undefined : missing[0],
  ).filter((one) => route === undefined || one.route === route)
  if (!models) return { routes, candidates: [], judgedBy: 'words', missing }
  const opened = openSemantic({
    ...layers.cache.semantic,
    models,
    secret: new Uint8Array(32),
    folder: server.dataDirectory,
    failed: (error) => {
      throw new CommandFailure(String(error))
    },
  })
  try {
    await Promise.all([opened.store.loaded, models.load()])
    return await previewQuestion(opened, { text, routes, missing }, what, Date.now())
  } finally {
    opened.close()
  }
}

/** Those of the cache, one a route. */
function certificatesOf(file: string): readonly CertificateStanding[] {
  if (!existsSync(file)) return []
  const database = openForReading(file)
  try {
    if (!hasProof(database)) return []
    return readCertificates(database).flatMap((certificate) => {
      const { key, state, setting, n, bound, target } = certificate.view()
      const [layer, route = '', ...rest] = key.split('/')
      if (layer !== 'cache' || rest.length > 0) return []
      return [{ route, state, setting, labels: n, bound, target }]
    })
  } finally {
    database.close()
  }
}

function linesOf({ never, candidates, judgedBy, routes, missing }: Preview): string[] {
  const first =
    never === undefined
      ? 'It may be answered across wordings.'
      : `It is not answered across wordings: ${never}.`
  const judge = judgedBy === 'words' && missing.length === 0 ? ['Judged by words.'] : []
  const beside = [...missing.map((sentence) => `${sentence}.`), ...judge]
  const end = beside.length === 0 ? [] : ['', ...beside]
  if (candidates.length === 0) {
    const stopped = routes.flatMap((one) =>
      one.stopped === undefined ? [] : [`  ${named(one)}: nothing is served, ${one.stopped}`],
    )
    return [first, 'Nothing near is kept.', ...stopped, ...end]
  }
  return [first, ...candidates.flatMap((one) => ['', ...linesOfOne(one, routes)]), ...end]
}

function linesOfOne(
  { question, similarity, vetoes, probability, tenant, model, context, on }: PreviewedCandidate,
  routes: readonly Standing[],
): string[] {
  const how =
    probability === undefined
      ? `never: ${vetoes.map(({ kind, words }) => `${kind} (${plain(words)})`).join(', ')}`
      : `the same with a probability of ${(probability * 100).toFixed(1)} %`
  return [
    `  ${plain(question.replaceAll(/\s+/g, ' ').slice(0, 200))}`,
    `    ${how}; cosine ${similarity.toFixed(2)}; ${plain(`${model}, ${tenant}`)}, context ${context}`,
    // What a veto forbids is forbidden on every route.
    ...(probability === undefined
      ? []
      : routes.map(
          (standing, at) =>
            `    ${named(standing)}: ${on[at]!.served ? 'served' : 'not served'}: ${on[at]!.why}`,
        )),
  ]
}

const named = ({ route, mode, serve }: Standing): string =>
  `${plain(route)} (${mode}, ${serve === 'at-once' ? 'at once' : 'once certified'})`
