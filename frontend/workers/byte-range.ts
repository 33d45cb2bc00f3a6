/** First and last byte of a part, both included. */
export type ByteRange = { first: number; last: number };

/**
 * Reads a Range header with one range: `bytes=0-99`, `bytes=100-`, `bytes=-50`.
 * @returns null for what is no such header, and for a part outside `size` bytes
 */
export function byteRange(header: string, size: number): ByteRange | null {
  const [, from = '', to = ''] = /^\s*bytes=(\d*)-(\d*)\s*$/.exec(header) ?? [];
  if (from === '' && to === '') return null;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(size - 1, Number(to));
  return first <= last && first < size ? { first, last } : null;
}
