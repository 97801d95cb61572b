/**
 * The library's one entry.
 * @module
 */
export { createFetch } from './library/create-fetch.ts'
export { createGateway, startGateway } from './library/gateway.ts'
export { FarthingError } from './errors.ts'
export type { FarthingFetch, Report } from './library/create-fetch.ts'
export type { Gateway, GatewayListener, GatewayOptions } from './library/gateway.ts'
export type { FarthingOptions } from './library/options.ts'
