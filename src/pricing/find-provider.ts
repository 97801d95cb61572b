/**
 * Names of providers: ours, the price list's, and what people call them.
 * @module
 */
import { matches } from './match.ts'
import type { PriceFile, ProviderEntry } from './price-file.ts'

/** Where our name, or a usual one, differs from the list's and its rules would not find it. */
const aliases: Readonly<Record<string, string>> = {
  gemini: 'google',
  vertex: 'google',
  'vertex-ai': 'google',
  xai: 'x-ai',
  grok: 'x-ai',
  'azure-openai': 'azure',
  bedrock: 'aws',
  'together-ai': 'together',
  'fireworks-ai': 'fireworks',
  moonshot: 'moonshotai',
  kimi: 'moonshotai',
  voyage: 'voyageai',
}

/** The list's entry for a provider id: exact, by alias, then by the list's own rules. */
export function findProvider(file: PriceFile, id: string): ProviderEntry | undefined {
  const name = id.toLowerCase().trim()
  const listed = aliases[name] ?? name
  return (
    file.providers.find((entry) => entry.id === listed) ??
    file.providers.find((entry) => entry.match !== undefined && matches(entry.match, name))
  )
}
