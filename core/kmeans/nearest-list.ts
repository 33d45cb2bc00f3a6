/**
 * Keeps the `limit` nearest of many offered things without sorting them all: a binary heap with the worst kept on top.
 * Equal distances are ordered by id, so that a result never depends on the order of the offers.
 */
export class NearestList {
  readonly #limit: number;
  readonly #ids: number[] = [];
  readonly #distances: number[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Offers one thing; it stays where it is among the nearest so far. */
  offer(id: number, distance: number): void {
    if (this.#ids.length < this.#limit) {
      this.#ids.push(id);
      this.#distances.push(distance);
      this.#rise(this.#ids.length - 1);
    } else if (this.#limit > 0 && this.#isNearerThan(id, distance, 0)) {
      this.#ids[0] = id;
      this.#distances[0] = distance;
      this.#sink();
    }
  }

  /** The distance a further thing has to be within to be kept; infinite while there is room. */
  get worst(): number {
    return this.#ids.length < this.#limit ? Number.POSITIVE_INFINITY : (this.#distances[0] ?? Number.NEGATIVE_INFINITY);
  }

  /** What was kept, nearest first. */
  sorted(): { id: number; distance: number }[] {
    return this.#ids
      .map((id, at) => ({ id, distance: this.#distances[at]! }))
      .sort((a, b) => a.distance - b.distance || a.id - b.id);
  }

  #isNearerThan(id: number, distance: number, at: number): boolean {
    const other = this.#distances[at]!;
    return distance < other || (distance === other && id < this.#ids[at]!);
  }

  #swap(a: number, b: number): void {
    [this.#ids[a], this.#ids[b]] = [this.#ids[b]!, this.#ids[a]!];
    [this.#distances[a], this.#distances[b]] = [this.#distances[b]!, this.#distances[a]!];
  }

  #rise(start: number): void {
    for (let at = start; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#isNearerThan(this.#ids[parent]!, this.#distances[parent]!, at)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(): void {
    const count = this.#ids.length;
    for (let at = 0; ; ) {
      let worst = at;
      for (let child = 2 * at + 1; child <= 2 * at + 2 && child < count; child++) {
        if (this.#isNearerThan(this.#ids[worst]!, this.#distances[worst]!, child)) worst = child;
      }
      if (worst === at) return;
      this.#swap(at, worst);
      at = worst;
    }
  }
}
