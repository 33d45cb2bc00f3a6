import type { WriteStream } from 'node:tty';
import type { RecapView } from '../../core/contracts/recaps.ts';

/** One line for each finished step of a recap, with its time; only on a terminal, where somebody is watching. */
export class StageLines {
  readonly #shown = new Set<string>();
  readonly #stream: WriteStream;

  constructor(stream: WriteStream) {
    this.#stream = stream;
  }

  show(recap: RecapView): void {
    if (!this.#stream.isTTY) return;
    for (const { name, ms } of recap.stages) {
      if (this.#shown.has(name)) continue;
      this.#shown.add(name);
      this.#stream.write(`${name.padEnd(18)}${String(Math.round(ms)).padStart(6)} ms\n`);
    }
  }
}
