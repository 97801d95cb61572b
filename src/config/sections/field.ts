/**
 * Field types that several sections of the configuration share.
 * @module
 */
import * as z from 'zod'

/** Section, key and route names: what fits into a URL, a metric label and a shell without quoting. */
export const name = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'letters, digits, dot, dash and underscore, at most 64',
  )

export const mode = z.enum(['observe', 'safe', 'balanced', 'max'])

export const milliseconds = z.int().min(1).max(86_400_000)

/** Exponents are excluded: money is read as a decimal, digit by digit, never as a float. */
const decimal = /^\d{1,12}(\.\d{1,12})?$/

/** US dollars, exact: a decimal in text, or a JSON number that has no exponent. Becomes text. */
export const dollars = z
  .union([z.string().regex(decimal, 'a decimal such as "12.50"'), z.number().min(0).max(1e12)])
  .transform((amount) => (typeof amount === 'string' ? amount : plainDecimal(amount)))

/** 5e-7 → '0.0000005': `String` of a small number has an exponent. */
function plainDecimal(amount: number): string {
  const text = String(amount)
  return decimal.test(text) ? text : amount.toFixed(12).replace(/\.?0+$/, '')
}

/** An address without a path's last slash, so that paths are appended as they are. */
export const base = z
  .url({ protocol: /^https?$/, error: 'an address that begins with http:// or https://' })
  .transform((address) => address.replace(/\/+$/, ''))

type Fields = Record<string, z.ZodType>

/**
 * The same object with every key optional and no default, for places that override a section.
 * Zod fills the default of an optional key too, which would undo the section that is being overridden.
 */
export function overridesOf<Shape extends Fields>(
  section: z.ZodObject<Shape>,
): z.ZodType<Partial<z.output<z.ZodObject<Shape>>>, Partial<z.input<z.ZodObject<Shape>>>> {
  const fields: Fields = {}
  for (const [key, field] of Object.entries(section.shape)) {
    const bare = field instanceof z.ZodDefault ? (field.unwrap() as z.ZodType) : field
    const described = field.description === undefined ? bare : bare.describe(field.description)
    fields[key] = described.exactOptional().describe(field.description ?? '')
  }
  return z.strictObject(fields) as never
}
