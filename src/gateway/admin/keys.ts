/**
 * `api/keys`: list, add and revoke gateway keys.
 * @module
 */
import type { IncomingMessage } from 'node:http'
import { FarthingError } from '../../errors.ts'
import type { Key, Keys, KeySettings } from '../../ledger/keys.ts'
import { readBody } from '../read-body.ts'
import type { AdminRequest } from '../routes.ts'
import { readKeySettings } from './key-settings.ts'
import { json } from './respond.ts'

/** A key's settings are a few lines. */
const bodyLimit = 65_536

export interface KeysParts {
  readonly keys: Keys
  /** Told after each change: budgets of keys are compiled again. */
  readonly changed: () => void
}

/** GET lists, POST adds (the answer is the one place where the secret is seen), DELETE `api/keys/:id` revokes. */
export function createKeysApi({ keys, changed }: KeysParts) {
  return async (request: AdminRequest, id: string): Promise<void> => {
    const { method } = request.request
    if (method === 'GET' && id === '') {
      json(request.response, { keys: keys.list().map(shownKey) })
    } else if (method === 'POST' && id === '') {
      const settings = await readSettings(request.request)
      const { key, secret } = keys.add(settings)
      changed()
      json(request.response, { key: shownKey(key), secret }, 201)
    } else if (method === 'DELETE' && id !== '') {
      if (!keys.revoke(id)) {
        throw new FarthingError('endpoint_unknown', {
          path: JSON.stringify(request.pathname.slice(0, 200)),
        })
      }
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

/** All of a key: its secret is not in it. */
function shownKey(key: Key): Key {
  return key
}

async function readSettings(request: IncomingMessage): Promise<KeySettings> {
  // A form of another site can send text/plain without asking first; JSON it cannot.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new FarthingError('body_not_json', {
      path: 'api/keys',
      detail: 'Send it with content-type application/json.',
    })
  }
  const bytes = await new Promise<Uint8Array>((resolve, reject) => {
    readBody(request, bodyLimit, (body, error) =>
      body === undefined ? reject(error) : resolve(body),
    )
  })
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw new FarthingError('body_not_json', { path: 'api/keys', detail: '' })
  }
  return readKeySettings(value)
}
