/** Addresses of the storage in the API's answers, moved to where the phone reaches it. */

/** Every text of a JSON value that is an address below `from` begins with `to` instead. */
export function moveAddresses(value: unknown, from: string, to: string): unknown {
  if (typeof value === 'string') return value.startsWith(`${from}/`) ? to + value.slice(from.length) : value;
  if (Array.isArray(value)) return value.map((one) => moveAddresses(one, from, to));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, moveAddresses(one, from, to)]));
}
