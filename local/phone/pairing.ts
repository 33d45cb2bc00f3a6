/** Who may come in from the network: whoever showed a code that the terminal showed, and has a cookie since. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** `__Host-` makes browsers insist on Secure, on this host alone and on the whole of it. */
export const PAIRING_COOKIE = '__Host-sightsong-phone';
/** 128 bits for a code, 256 for what a cookie holds: neither can be guessed, so attempts need no counting. */
const CODE_BYTES = 16;
const COOKIE_BYTES = 32;

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Codes and cookies of one run; both are forgotten with the process. */
export class Pairing {
  #code: Buffer | null = null;
  readonly #paired: Buffer[] = [];

  /** A new code; the one before it is void. */
  invite(): string {
    const code = randomBytes(CODE_BYTES).toString('base64url');
    this.#code = digest(code);
    return code;
  }

  /** Spends a code: the Set-Cookie header for who showed the right one, null for anyone else. Each works once. */
  pair(code: string): string | null {
    if (!this.#code || !timingSafeEqual(this.#code, digest(code))) return null;
    this.#code = null;
    const secret = randomBytes(COOKIE_BYTES).toString('base64url');
    this.#paired.push(digest(secret));
    // Lax, not Strict: the code is scanned in another app, and so may the page be opened again from one.
    return `${PAIRING_COOKIE}=${secret}; Path=/; Secure; HttpOnly; SameSite=Lax`;
  }

  /** Whether a Cookie header is of somebody who paired. */
  knows(cookies = ''): boolean {
    const sent = parts(cookies)
      .filter(isOurs)
      .map((part) => digest(part.slice(PAIRING_COOKIE.length + 1)));
    return sent.some((hash) => this.#paired.some((known) => timingSafeEqual(known, hash)));
  }
}

/** The Cookie header for the services behind: ours is none of their business. Undefined where nothing is left. */
export function withoutPairing(cookies = ''): string | undefined {
  return (
    parts(cookies)
      .filter((part) => !isOurs(part))
      .join('; ') || undefined
  );
}

const parts = (cookies: string) => cookies.split(/;\s*/).filter(Boolean);
const isOurs = (part: string) => part.startsWith(`${PAIRING_COOKIE}=`);
