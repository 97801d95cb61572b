/**
 * The query of a question to the admin API. What means nothing is refused: an answer to another question than the one
 * that was meant would look like the right one.
 * @module
 */
import { nearest } from '../../config/nearest.ts'
import { FarthingError } from '../../errors.ts'
import type { AdminRequest } from '../routes.ts'

export interface Parameters {
  /** Text; undefined where it is absent or empty. */
  word(name: string): string | undefined
  /** One of the allowed values. */
  one<T extends string>(name: string, allowed: readonly T[]): T | undefined
  /** Text of a form; `expected` says of which. */
  like(name: string, form: RegExp, expected: string): string | undefined
  /** A whole number. */
  count(name: string, least: number, most?: number): number | undefined
  /** A number between two others, both allowed. */
  share(name: string, least: number, most: number): number | undefined
}

/** No name, id or model is longer. */
const mostLetters = 512

/** Reads a query. Throws `parameter_invalid` for a name that is not known, and where a value is read that is wrong. */
export function readParameters(
  { pathname, query }: Pick<AdminRequest, 'pathname' | 'query'>,
  known: readonly string[],
): Parameters {
  const path = pathname.slice(0, 200)
  const search = new URLSearchParams(query)
  for (const name of search.keys()) {
    if (known.includes(name)) continue
    const meant = nearest(name, known)
    const hint = meant === undefined ? listOf(known) : `Did you mean \`${meant}\`?`
    throw invalid(path, `there is no parameter ${shown(name)}. ${hint}`)
  }
  const text = (name: string): string | undefined => search.get(name) || undefined
  const wrong = (name: string, expected: string): FarthingError =>
    invalid(path, `\`${name}\` must be ${expected}, not ${shown(text(name) ?? '')}.`)
  const number = (name: string, expected: string, fits: (value: number) => boolean) => {
    const given = text(name)
    if (given === undefined) return undefined
    const value = /^-?\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN
    if (!fits(value)) throw wrong(name, expected)
    return value
  }
  return {
    word(name) {
      const given = text(name)
      if (given !== undefined && given.length > mostLetters)
        throw wrong(name, `${mostLetters} characters at most`)
      return given
    },
    one(name, allowed) {
      const given = text(name)
      if (given === undefined) return undefined
      const found = allowed.find((value) => value === given)
      if (found === undefined) throw wrong(name, `one of ${allowed.join(', ')}`)
      return found
    },
    like(name, form, expected) {
      const given = text(name)
      if (given !== undefined && !form.test(given)) throw wrong(name, expected)
      return given
    },
    count(name, least, most = Number.MAX_SAFE_INTEGER) {
      const span = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `${least} to ${most}`
      return number(
        name,
        `a whole number, ${span}`,
        (value) => Number.isSafeInteger(value) && value >= least && value <= most,
      )
    },
    share: (name, least, most) =>
      number(name, `a number from ${least} to ${most}`, (value) => value >= least && value <= most),
  }
}

function listOf(known: readonly string[]): string {
  return known.length === 0 ? 'It takes none.' : `There are ${known.join(', ')}.`
}

function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}

function invalid(path: string, detail: string): FarthingError {
  return new FarthingError('parameter_invalid', { path, detail })
}
