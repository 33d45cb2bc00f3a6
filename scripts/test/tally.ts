export type Outcome = 'passed' | 'failed' | 'skipped';

/** Counts outcomes and remembers the names that a reader needs: what failed, and what was skipped and why. */
export class Tally {
  readonly #names: Record<Outcome, string[]> = { passed: [], failed: [], skipped: [] };

  count(name: string, outcome: Outcome): void {
    this.#names[outcome].push(name);
  }

  get failed(): number {
    return this.#names.failed.length;
  }

  /** A line for each skipped and failed test; the last line is the sum of all. */
  lines(): string[] {
    const { passed, failed, skipped } = this.#names;
    return [
      ...skipped.map((name) => `skipped: ${name}`),
      ...failed.map((name) => `failed: ${name}`),
      `${passed.length} passed, ${failed.length} failed, ${skipped.length} skipped`,
    ];
  }
}
