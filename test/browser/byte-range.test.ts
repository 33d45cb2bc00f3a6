import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byteRange } from '../../frontend/workers/byte-range.ts';

describe('byteRange', () => {
  test('reads a part, the rest, and the end', () => {
    expect(byteRange('bytes=0-99', 1000)).toEqual({ first: 0, last: 99 });
    expect(byteRange('bytes=100-', 1000)).toEqual({ first: 100, last: 999 });
    expect(byteRange('bytes=-50', 1000)).toEqual({ first: 950, last: 999 });
    expect(byteRange('bytes=-5000', 1000)).toEqual({ first: 0, last: 999 });
    expect(byteRange('bytes=900-5000', 1000)).toEqual({ first: 900, last: 999 });
  });

  test('refuses what is outside, backwards, or no range', () => {
    for (const header of ['bytes=1000-', 'bytes=9-3', 'bytes=-', 'bytes=0-1,5-6', 'lines=0-9', '', 'bytes=-0']) {
      expect(byteRange(header, 1000), header).toBeNull();
    }
    expect(byteRange('bytes=0-', 0)).toBeNull();
  });

  test('never leaves the file', () => {
    const edge = fc.option(fc.nat(2000), { nil: '' });
    fc.assert(
      fc.property(edge, edge, fc.nat(1000), (from, to, size) => {
        const part = byteRange(`bytes=${from}-${to}`, size);
        if (part) expect(0 <= part.first && part.first <= part.last && part.last < size).toBe(true);
      }),
    );
  });
});
