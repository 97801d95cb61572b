/**
 * What the layer may do, as configured.
 * @module
 */

export interface CompressSettings {
  readonly enabled: boolean
  /** Data in a shorter notation, folded logs, paths once. */
  readonly encodings: boolean
  /** A text that comes again refers to the older copy. */
  readonly references: boolean
  /** Logs and tool results cut down to what matters. */
  readonly logs: boolean
  /** Results of tools from many turns ago are left out of long conversations. */
  readonly masking?: boolean | undefined
  /** Documents cut down to what the question asks for. */
  readonly selection: boolean
  /** The lowest floor that the dial may reach. */
  readonly floor: number
}
