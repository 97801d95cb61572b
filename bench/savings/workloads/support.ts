/**
 * Support questions at temperature 0, with 0, 10 and 30 % repeats.
 *
 * Quality: an answer may serve another question only of the same class: the same group (Quora), or the same intent
 * with equal slots (BANKING77). Where no answer was reused, quality is the model's own.
 * @module
 */
import { seededRandom, shortHash } from '../../../src/sandbox/hash.ts'
import { wilson } from '../quality.ts'
import { requestOf, type Seller } from '../rig/prompt.ts'
import { helpDesk } from './help-desk.ts'
import type { WorkloadCall } from '../rig/run.ts'
import type { Judge, Loaded, Workload } from '../workload.ts'
import { questionGroups, streamOf, type Asked } from './support-questions.ts'

/** As long as the answers of a help desk: stated, not recorded. */
const outputTokens = 120

export function support(share: number): Workload {
  const words = `${Math.round(share * 100)} %`
  return {
    name: `support-${Math.round(share * 100)}`,
    title: `support questions, ${words} repeats`,
    what: `Quora-1000 groups (terms of Quora; no shipped weight saw them) and BANKING77's test questions (PolyAI, CC BY 4.0). Of the repeats a third are word for word, the rest reworded. Instructions of 1,200 tokens (ours). One tenant, a question every 20 s on average, temperature 0, ${outputTokens} tokens of answer (stated).`,
    rule: 'An answer is reused only for the same group, or the same intent with the same numbers, currencies, products and polarity.',
    bars:
      share === 0
        ? [
            {
              name: 'wrong answers reused',
              bar: 0,
              good: 'at most',
              unit: 'answers',
              value: (row) => row.quality('certified')?.also?.['wrong'],
            },
          ]
        : share >= 0.3
          ? [
              {
                name: 'saved on the bill',
                bar: 30,
                good: 'at least',
                unit: '%',
                value(row) {
                  const saved = row.saved('certified')?.bill
                  return saved === undefined ? undefined : 100 * saved
                },
              },
            ]
          : [],
    load({ data, quick }) {
      const groups = questionGroups(data)
      if (groups === undefined) return undefined
      const half = (at: number) =>
        groups.filter(
          (group) => Number.parseInt(shortHash(group[0]!.class).slice(0, 2), 16) % 2 === at,
        )
      return loadedWith(
        streamOf(half(0), quick ? 100 : 600, share, words),
        streamOf(half(1), quick ? 100 : 1000, 0.3, 'before'),
      )
    },
  }
}

export function loadedWith(asked: readonly Asked[], before: readonly Asked[] = []): Loaded {
  const classOf = new Map([...before, ...asked].map((one) => [one.text, one.class]))
  return {
    calls: (seller) => callsOf(asked, seller),
    ...(before.length === 0 ? {} : { before: (seller) => callsOf(before, seller) }),
    sameAnswer(one, other) {
      const [a, b] = [classOf.get(one), classOf.get(other)]
      return a === undefined || b === undefined ? undefined : a === b
    },
    judge: () => judgeOf(asked, before),
    notes: ['Rules and starting values of the cache were made with BANKING77 in view.'],
  }
}

function callsOf(asked: readonly Asked[], seller: Seller): WorkloadCall[] {
  const random = seededRandom(shortHash('support times'))
  let at = 0
  const times = asked.map(() => (at += Math.round(-Math.log(1 - random()) * 20_000)))
  return asked.map(({ text }, index): WorkloadCall => ({
    at: times[index]!,
    tenant: 'help',
    conversation: `${index}`,
    outputTokens,
    request: () =>
      requestOf({ system: helpDesk, turns: [{ role: 'user', text }], temperature: 0 }, seller),
  }))
}

/** Called with every reuse across wordings, for those who want to read them. */
export const reuses: { asked: string; kept: string; same: boolean; source: string }[] = []

function judgeOf(asked: readonly Asked[], before: readonly Asked[]): Judge {
  const count = { good: 0, n: 0, exact: 0, semantic: 0, wrong: 0 }
  const able = asked.filter(({ kind }) => kind === 'reworded').length
  return {
    see({ index, answeredBy, from }) {
      const question = asked[index]!
      const kept = answeredBy < -1 ? before[-2 - answeredBy] : asked[answeredBy]
      count.n++
      const same = from !== 'cache' || kept?.class === question.class
      if (same) count.good++
      else count.wrong++
      if (from !== 'cache' || kept === undefined) return
      if (kept.text === question.text) count.exact++
      else {
        count.semantic++
        reuses.push({ asked: question.text, kept: kept.text, same, source: question.source })
      }
    },
    result: () => ({
      kept: wilson(count.good, count.n),
      also: {
        'exact hits': count.exact,
        'semantic hits': count.semantic,
        'reworded repeats': able,
        wrong: count.wrong,
      },
    }),
  }
}
