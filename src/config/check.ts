/**
 * Text of a configuration file → configuration, or every problem in it. The only importer of zod at run time.
 * @module
 */
import { hostIds } from '../providers/catalogue.ts'
import { jsonSchema, nodeAt } from './json-schema.ts'
import { JsoncError, position, readJsonc, type Path } from './jsonc.ts'
import { ConfigurationError, dotted, problemsOf, valueOf, type Problem } from './problems.ts'
import { checkReferences } from './references.ts'
import { configurationSchema, type Configuration } from './schema.ts'
import { fillVariables, type Environment } from './variables.ts'

/**
 * @param file - name in the messages
 * @throws ConfigurationError with all problems, placed by line and column
 */
export function checkConfiguration(
  text: string,
  file: string,
  environment: Environment,
): Configuration {
  const document = read(text, file)
  const filled = fillVariables(document.value, environment)
  const fail = (problems: readonly Problem[]): never => {
    throw new ConfigurationError(
      problems
        .map((problem) => ({ problem, offset: offsetOf(problem) }))
        .sort((first, second) => first.offset - second.offset)
        .map(({ problem, offset }) => ({
          file,
          ...position(text, offset),
          path: dotted(problem.path),
          message: problem.message,
        })),
    )
  }
  const offsetOf = ({ path, at }: Problem) =>
    at === 'key' ? document.keyAt(path) : document.valueAt(path)

  const fromEnvironment = new Set(filled.paths.map((path) => JSON.stringify(path)))
  const value = convert(filled.value, filled.paths, (path) => nodeAt(jsonSchema(), path)?.type)
  const unfilled = [
    ...filled.missing.map(({ path, variable }): Problem => ({
      path,
      at: 'value',
      message: `the environment variable ${variable} is not set. Set it where farthing runs, or write $$ for a dollar sign.`,
    })),
    ...filled.unclosed.map((path): Problem => ({
      path,
      at: 'value',
      message:
        '`${` begins an environment variable here that does not end as one; expected ${NAME}, a name of letters, digits and _. For the two characters themselves write $${.',
    })),
  ]
  const unset = new Set(unfilled.map(({ path }) => JSON.stringify(path)))

  const result = configurationSchema.safeParse(value)
  if (!result.success) {
    const secret = (path: Path) => fromEnvironment.has(JSON.stringify(path)) || mayHoldSecret(path)
    const problems = problemsOf(result.error.issues, value, jsonSchema(), secret)
    return fail([...unfilled, ...problems.filter(({ path }) => !unset.has(JSON.stringify(path)))])
  }
  const problems = [...unfilled, ...checkReferences(result.data, hostIds)]
  return problems.length > 0 ? fail(problems) : result.data
}

/** Whether a secret may stand here, also in place of what should: `"openai": "sk-…"`, `"credentials": ["sk-…"]`. */
function mayHoldSecret(path: Path): boolean {
  const [first, , third, , inner] = path
  if (first === 'providers')
    return (
      path.length === 2 ||
      third === 'headers' ||
      (third === 'credentials' && inner !== 'id' && inner !== 'weight')
    )
  // Whoever knows the address of a webhook may post to it.
  return path.includes('masterKeys') || path.at(-1) === 'webhook' || path.at(-1) === 'url'
}

function read(text: string, file: string) {
  try {
    return readJsonc(text)
  } catch (error) {
    if (!(error instanceof JsoncError)) throw error
    const message = `${error.message}.`
    throw new ConfigurationError([{ file, ...position(text, error.offset), path: '', message }])
  }
}

/** A variable is always text; where the schema wants a number or a boolean, its text is read as one. */
function convert(
  value: unknown,
  paths: readonly Path[],
  typeAt: (path: Path) => string | undefined,
): unknown {
  for (const path of paths) {
    const parent = valueOf(value, path.slice(0, -1)) as Record<string | number, unknown>
    const last = path.at(-1)
    const text = valueOf(value, path)
    if (last === undefined || typeof text !== 'string') continue
    const type = typeAt(path)
    const numeric = type === 'integer' || type === 'number'
    if (numeric && /^-?\d+(\.\d+)?$/.test(text)) parent[last] = Number(text)
    if (type === 'boolean' && /^(true|false)$/.test(text)) parent[last] = text === 'true'
  }
  return value
}
