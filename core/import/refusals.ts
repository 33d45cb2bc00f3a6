/** Counts of why rows were refused, with one example each. */
export interface Refused {
  readonly reason: string;
  readonly count: number;
  /** The first such row, as it stands in the file, cut to a line's length. */
  readonly example: string;
}

const EXAMPLE_LENGTH = 160;

export class Refusals {
  readonly #byReason = new Map<string, { count: number; example: string }>();

  add(reason: string, row: number, cells: readonly string[]): void {
    const known = this.#byReason.get(reason);
    if (known) known.count++;
    else this.#byReason.set(reason, { count: 1, example: `row ${row}: ${cells.join(',').slice(0, EXAMPLE_LENGTH)}` });
  }

  /** The most frequent first. */
  list(): Refused[] {
    return [...this.#byReason]
      .map(([reason, { count, example }]) => ({ reason, count, example }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
  }
}
