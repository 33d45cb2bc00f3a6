import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recapIdSchema } from '../../core/contracts/recaps.ts';
import { ulid } from '../../core/ulid.ts';

const LAST_MS = 2 ** 48 - 1;
const time = fc.integer({ min: 0, max: LAST_MS });
const random = fc.uint8Array({ minLength: 10, maxLength: 10 });

describe('ulid', () => {
  it('has 26 characters of the alphabet, whatever time and chance', () => {
    fc.assert(
      fc.property(time, random, (timeMs, bytes) => {
        const id = ulid(timeMs, bytes);
        expect(id).toHaveLength(26);
        expect(recapIdSchema.safeParse(id).success).toBe(true);
      }),
    );
  });

  it('sorts as the times do', () => {
    fc.assert(
      fc.property(time, time, random, random, (a, b, randomA, randomB) => {
        fc.pre(a !== b);
        expect(ulid(a, randomA) < ulid(b, randomB)).toBe(a < b);
      }),
    );
  });

  it('sorts as the random bytes do within a millisecond', () => {
    fc.assert(
      fc.property(time, random, random, (timeMs, a, b) => {
        expect(Math.sign(Buffer.compare(a, b))).toBe(
          Math.sign(Buffer.compare(Buffer.from(ulid(timeMs, a)), Buffer.from(ulid(timeMs, b)))),
        );
      }),
    );
  });

  it('writes the ends of both parts as the format has them', () => {
    expect(ulid(0, new Uint8Array(10))).toBe('0'.repeat(26));
    expect(ulid(LAST_MS, new Uint8Array(10).fill(255))).toBe(`7${'Z'.repeat(25)}`);
    // The timestamp of the format's own specification.
    expect(ulid(1469918176385, new Uint8Array(10)).slice(0, 10)).toBe('01ARYZ6S41');
  });

  it('takes ten random bytes and no more', () => {
    expect(ulid(5, new Uint8Array(16).fill(7))).toBe(ulid(5, new Uint8Array(10).fill(7)));
  });
});
