/**
 * `api/keys`: list, add, change and revoke gateway keys.
 * @module
 */
import { FarthingError } from '../../errors.ts'
import type { Key, Keys } from '../../ledger/keys.ts'
import type { AdminRequest } from '../routes.ts'
import { readKeyChanges, readKeySettings } from './key-settings.ts'
import { readParameters } from './parameters.ts'
import { readJson } from './read-json.ts'
import { json } from './respond.ts'

export interface KeysParts {
  readonly keys: Keys
  /** Told after each change: budgets of keys are compiled again. */
  readonly changed: () => void
}

/**
 * GET lists, POST adds (the answer is the one place where the secret is seen), PATCH `api/keys/:id` changes settings,
 * DELETE revokes. A change holds from the next call on; what was spent in a window stays spent.
 */
export function createKeysApi({ keys, changed }: KeysParts) {
  return async (request: AdminRequest, id: string): Promise<void> => {
    const { method } = request.request
    readParameters(request, [])
    if (method === 'GET' && id === '') {
      json(request.response, { keys: keys.list().map(shownKey) })
    } else if (method === 'POST' && id === '') {
      const settings = readKeySettings(await readJson(request, 'api/keys'))
      const { key, secret } = keys.add(settings)
      changed()
      json(request.response, { key: shownKey(key), secret }, 201)
    } else if (method === 'PATCH' && id !== '') {
      const changes = readKeyChanges(await readJson(request, 'api/keys'))
      if (keys.get(id)?.revoked !== undefined) throw unknown(id)
      const key = keys.update(id, changes)
      if (key === undefined) throw unknown(id)
      changed()
      json(request.response, { key: shownKey(key) })
    } else if (method === 'DELETE' && id !== '') {
      if (!keys.revoke(id)) throw unknown(id)
      changed()
      json(request.response, { key: shownKey(keys.get(id)!) })
    } else {
      throw new FarthingError('method_unsupported', {
        path: request.pathname.slice(0, 200),
        method: method ?? '',
      })
    }
  }
}

function unknown(id: string): FarthingError {
  return new FarthingError('record_unknown', {
    what: 'valid key',
    id: JSON.stringify(id.slice(0, 100)),
    hint: '`GET /farthing/api/keys` lists them.',
  })
}

/** All of a key: its secret is not in it. */
function shownKey(key: Key): Key {
  return key
}
