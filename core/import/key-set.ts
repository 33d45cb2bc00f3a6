/** A set of strings that keeps 64 bits of each: a catalogue of millions of songs has three keys a song. */

const FIRST_CAPACITY = 1 << 12;
/** Above this share of taken places finding a free one takes long. */
const MOST_FILLED = 0.6;

/**
 * Strings can be added and asked for. Of n different ones two are taken for the same with a likelihood of about
 * n^2 / 2^65: for ten million less than one in a hundred thousand.
 */
export class KeySet {
  /** Pairs of 32-bit halves; a pair of zeros is a free place. */
  #places = new Uint32Array(2 * FIRST_CAPACITY);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(key: string): boolean {
    const [low, high] = hashOf(key);
    return this.#places[this.#placeOf(low, high)] !== 0;
  }

  add(key: string): void {
    const [low, high] = hashOf(key);
    const place = this.#placeOf(low, high);
    if (this.#places[place] !== 0) return;
    this.#places[place] = low;
    this.#places[place + 1] = high;
    this.#size += 1;
    if (this.#size > (this.#places.length / 2) * MOST_FILLED) this.#grow();
  }

  /** Where the pair is, or where it belongs. */
  #placeOf(low: number, high: number): number {
    const places = this.#places;
    const mask = places.length - 1;
    let place = (high * 2) & mask;
    while (places[place] !== 0 && (places[place] !== low || places[place + 1] !== high)) place = (place + 2) & mask;
    return place;
  }

  #grow(): void {
    const before = this.#places;
    this.#places = new Uint32Array(2 * before.length);
    for (let at = 0; at < before.length; at += 2) {
      if (before[at] === 0) continue;
      const place = this.#placeOf(before[at]!, before[at + 1]!);
      this.#places[place] = before[at]!;
      this.#places[place + 1] = before[at + 1]!;
    }
  }
}

/** Two 32-bit hashes after cyrb53 (bryc, public domain); the first is never 0. */
function hashOf(key: string): [low: number, high: number] {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < key.length; at++) {
    const unit = key.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return [a >>> 0 || 1, b >>> 0];
}
