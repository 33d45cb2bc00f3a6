/** The local mail box: what a service would send by e-mail stays on this machine, for whoever sits at it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CodeMessage } from './services/user-pool.ts';

/** What the page may show: the last codes, so that nobody has to look for a mail that was never sent. */
export type ShownCode = { to: string; code: string; at: string };

const SHOWN = 10;

export class MailBox {
  readonly #folder: string;
  readonly #report: (sentence: string) => void;
  readonly #codes: ShownCode[] = [];

  /** `report` tells whoever started the cloud. Each message becomes a file in `folder`, readable by its owner alone. */
  constructor(folder: string, report: (sentence: string) => void) {
    this.#folder = folder;
    this.#report = report;
  }

  /** The last codes, the newest first. */
  get codes(): readonly ShownCode[] {
    return this.#codes;
  }

  put({ destination, code, kind }: CodeMessage): void {
    mkdirSync(this.#folder, { recursive: true });
    const name = `${Date.now()}-${kind}.txt`;
    writeFileSync(join(this.#folder, name), `To: ${destination}\n\nYour code is ${code}.\n`, { mode: 0o600 });
    this.#codes.unshift({ to: destination, code, at: new Date().toISOString() });
    this.#codes.splice(SHOWN);
    this.#report(`The code for ${destination} is ${code}.`);
  }
}
