/** Log files, one a function and one for the cloud itself, started anew when they grow large. */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const MAX_BYTES = 10 * 1024 * 1024;

/** Appends lines to `<folder>/<name>.log`; one older file is kept as `<name>.1.log`. */
export class LogFolder {
  readonly #folder: string;
  readonly #sizes = new Map<string, number>();

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
  }

  write(name: string, line: string): void {
    const file = join(this.#folder, `${name}.log`);
    const bytes = Buffer.byteLength(line) + 1;
    try {
      this.#append(name, file, line, bytes);
    } catch {
      // A log that cannot be written, on a full disk say, must not end what it tells about.
    }
  }

  #append(name: string, file: string, line: string, bytes: number): void {
    let size = this.#sizes.get(name) ?? sizeOf(file);
    if (size + bytes > MAX_BYTES) {
      renameSync(file, join(this.#folder, `${name}.1.log`));
      size = 0;
    }
    appendFileSync(file, `${line}\n`);
    this.#sizes.set(name, size + bytes);
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
