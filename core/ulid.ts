/** Time-ordered identifiers: 48 bits of milliseconds, 80 random bits, in Crockford's base 32 (the ULID format). */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * @param timeMs milliseconds since the epoch
 * @param random ten random bytes
 * @returns 26 characters that sort as their times do
 */
export function ulid(timeMs: number, random: Uint8Array): string {
  let time = '';
  for (let rest = timeMs, place = 0; place < 10; place++, rest = Math.floor(rest / 32)) {
    time = ALPHABET.charAt(rest % 32) + time;
  }
  let bits = random.subarray(0, 10).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let tail = '';
  for (let place = 0; place < 16; place++, bits >>= 5n) tail = ALPHABET.charAt(Number(bits & 31n)) + tail;
  return time + tail;
}
