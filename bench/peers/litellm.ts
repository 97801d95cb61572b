/**
 * LiteLLM's proxy, from PyPI, in an environment of its own.
 * @module
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run, type Peer } from './peer.ts'

const version = '1.106.2'

export const litellm: Peer = {
  name: 'LiteLLM',
  did: 'passes on and prices each call; without a database it keeps no record of them; one worker, cache off, no key asked for',
  install(folder) {
    run(folder, 'python3', '-m', 'venv', 'python')
    const pip = join(folder, 'python/bin/pip')
    run(folder, pip, 'install', '-q', '--disable-pip-version-check', `litellm[proxy]==${version}`)
    const shown = run(folder, pip, 'show', 'litellm')
    return /^Version: (\S+)/m.exec(shown)?.[1] ?? 'unknown'
  },
  command(folder, port, upstream) {
    const settings = join(folder, `litellm-${port}.yaml`)
    writeFileSync(
      settings,
      `model_list:
  - model_name: gpt-4o-mini
    litellm_params:
      model: openai/gpt-4o-mini
      api_base: http://127.0.0.1:${upstream}/v1
      api_key: sk-mock
`,
    )
    return {
      command: [
        join(folder, 'python/bin/litellm'),
        '--config',
        settings,
        '--host',
        '127.0.0.1',
        '--port',
        `${port}`,
        '--num_workers',
        '1',
      ],
      environment: {
        HOME: folder,
        LITELLM_LOG: 'ERROR',
        // Else it fetches its price list at each start, and refuses to start without a key of its own.
        LITELLM_LOCAL_MODEL_COST_MAP: 'True',
        LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY: 'true',
      },
    }
  },
}
