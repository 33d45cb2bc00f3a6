/**
 * Repeatable pseudo-random numbers: whoever needs chance takes a generator as an argument, so that the same seed gives
 * the same index, the same list and the same test on every machine. Not for secrets.
 */

/**
 * A generator of numbers in [0, 1) from a 32-bit seed; other seeds are taken modulo 2^32.
 * Algorithm: mulberry32 by Tommy Ettinger (2017, public domain); period 2^32.
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * `count` different whole numbers below `total`, ascending; all of them where `count` is not smaller.
 * Algorithm: selection sampling, Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S.
 */
export function sampleIndices(total: number, count: number, random: () => number): Uint32Array {
  const wanted = Math.min(total, count);
  const sample = new Uint32Array(wanted);
  let taken = 0;
  for (let index = 0; taken < wanted; index++) {
    if ((total - index) * random() < wanted - taken) sample[taken++] = index;
  }
  return sample;
}
