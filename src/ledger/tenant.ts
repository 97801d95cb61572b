/**
 * Names of tenants: `tenant/user` is an end user of `tenant`, named by a header that the tenant sends.
 * @module
 */

/** The tenant itself, whichever of its end users is named. */
export function withoutUser(tenant: string): string {
  const end = tenant.indexOf('/')
  return end < 0 ? tenant : tenant.slice(0, end)
}
