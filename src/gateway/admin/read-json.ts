/**
 * The JSON body of a request to the admin API.
 * @module
 */
import { FarthingError } from '../../errors.ts'
import { bodyOf } from '../read-body.ts'
import type { AdminRequest } from '../routes.ts'

const bodyLimit = 65_536

/** @throws FarthingError where it is none, is too long, or does not say that it is JSON */
export async function readJson(
  { request, head }: Pick<AdminRequest, 'request' | 'head'>,
  path: string,
): Promise<unknown> {
  // A form of another site can send text/plain without asking first; JSON it cannot.
  if (!/^application\/json\b/i.test(String(head.headers['content-type']))) {
    throw new FarthingError('body_not_json', {
      path,
      detail: 'Send it with content-type application/json.',
    })
  }
  const bytes = await bodyOf(request, bodyLimit)
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw new FarthingError('body_not_json', { path, detail: '' })
  }
}
