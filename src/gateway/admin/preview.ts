/**
 * `POST preview`: what the compress layer would make of a request body or a text. Stores nothing, sends nothing.
 * @module
 */
import type { Configuration } from '../../config/schema.ts'
import { FarthingError } from '../../errors.ts'
import { preview } from '../../layers/compress/preview.ts'
import type { PriceList } from '../../pricing/price-list.ts'
import type { Identify } from '../identify.ts'
import { bodyOf } from '../read-body.ts'
import type { AdminRequest } from '../routes.ts'
import { readParameters } from './parameters.ts'
import { json } from './respond.ts'

export interface PreviewSource {
  readonly configuration: () => Configuration
  readonly prices: () => PriceList
  readonly identify: Identify
}

const bodyLimit = 4 * 1024 * 1024

/**
 * The body is the request itself, as a client would send it, or any text. `?floor=0.97` shows what a certificate of
 * that floor would allow, `?model=` names the price for a text.
 */
export async function showPreview(source: PreviewSource, request: AdminRequest): Promise<void> {
  if (request.request.method !== 'POST') {
    throw new FarthingError('method_unsupported', {
      path: request.pathname.slice(0, 200),
      method: request.request.method ?? '',
    })
  }
  // Any caller of the gateway may ask; where keys are needed, with one.
  source.identify(request.head)
  const given = readParameters(request, ['floor', 'model'])
  const model = given.word('model')
  const { compress } = source.configuration().layers
  const shown = await preview(await bodyOf(request.request, bodyLimit), {
    settings: compress,
    floor: given.share('floor', 0.5, 1) ?? 1,
    prices: source.prices(),
    ...(model ? { model: model } : {}),
  })
  json(request.response, shown)
}
