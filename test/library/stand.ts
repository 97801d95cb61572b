/**
 * A library with the sandbox as its provider, for tests.
 * @module
 */
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts'
import { createFetch, type FarthingFetch } from '../../src/library/create-fetch.ts'
import type { FarthingOptions } from '../../src/library/options.ts'

export interface Stand {
  readonly fetch: FarthingFetch
  readonly sandbox: Sandbox
  /** Address of the sandbox. */
  readonly upstream: string
  readonly options: FarthingOptions
  close(): Promise<void>
}

export const providerKey = 'sk-environment-0123456789abcdef'

export async function standUp(
  options: FarthingOptions = {},
  sandboxOptions: SandboxOptions = {},
): Promise<Stand> {
  const sandbox = createSandbox({ tokens: 'bytes', ...sandboxOptions })
  const upstream = await sandbox.listen()
  const { configuration } = options
  const providers = {
    openai: { base: upstream.url, includeUsage: true },
    anthropic: { base: upstream.url },
    groq: { base: upstream.url },
  }
  const whole: FarthingOptions = {
    environment: {
      OPENAI_API_KEY: providerKey,
      ANTHROPIC_API_KEY: 'sk-ant-environment-0123456789',
    },
    ...options,
    configuration: {
      // One conversation in fifty would be held out of the layers that a test looks at.
      proof: { holdout: 0 },
      ...(typeof configuration === 'object' ? configuration : {}),
      providers,
    },
  }
  const fetch = await createFetch(whole)
  return {
    fetch,
    sandbox,
    upstream: upstream.url,
    options: whole,
    async close() {
      await fetch.close({ graceMs: 0 })
      await upstream.close()
      sandbox.close()
    },
  }
}
