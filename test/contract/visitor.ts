/** A browser as the accounts' routes see it: on the page's origin, from an address of its own, with a cookie. */
import { randomInt } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sessionSchema } from '../../core/contracts/accounts.ts';
import type { Reply } from './requests.ts';
import type { HostedTarget } from './target.ts';

/** What speaks to the user pool, by the names the template's author gave. */
export const ACCOUNT_FUNCTIONS = ['GuestsApi', 'SessionsApi', 'AccountApi', 'ErasePeople'] as const;

export const PASSWORD = 'Correct-Horse-9';
let people = 0;
/** An address that nobody has had in this process. */
export const newAddress = () => `person-${++people}@people.test`;

export class Visitor {
  readonly #target: HostedTarget;
  readonly address: string;
  /** `name=value`, or none. */
  cookie: string | null = null;
  /** The attributes of the cookie that was set last. */
  attributes: string[] = [];

  constructor(target: HostedTarget, address = `198.51.${randomInt(256)}.${randomInt(256)}`) {
    this.#target = target;
    this.address = address;
  }

  async post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Reply> {
    const { apiUrl, webUrl } = this.#target.addresses;
    const reply = await fetch(`${apiUrl}${path}`, {
      method: 'POST',
      headers: {
        origin: webUrl,
        'content-type': 'application/json',
        'x-forwarded-for': this.address,
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...headers,
      },
      body: JSON.stringify(body),
    });
    for (const set of reply.headers.getSetCookie()) {
      const [pair = '', ...attributes] = set.split('; ');
      this.cookie = pair.endsWith('=') ? null : pair;
      this.attributes = attributes;
    }
    const text = await reply.text();
    return { status: reply.status, headers: reply.headers, body: (text ? JSON.parse(text) : undefined) as never };
  }

  /** Becomes a guest; gives the access token. */
  async becomeGuest(): Promise<string> {
    return sessionSchema.parse((await this.post('/guests')).body).accessToken;
  }

  /** Becomes a guest and then a member of this address; gives the access token. */
  async becomeMember(email: string): Promise<string> {
    if (!this.cookie) await this.becomeGuest();
    await this.post('/auth/sign-up', { email, password: PASSWORD });
    const reply = await this.post('/auth/confirm', { code: this.codeFor(email) });
    return sessionSchema.parse(reply.body).accessToken;
  }

  /** The last code that was sent to an address. */
  codeFor(email: string): string {
    const mails = globSync('mail/*', { cwd: this.#target.dataDir })
      .sort((a, b) => Number(/\d+/.exec(a)?.[0]) - Number(/\d+/.exec(b)?.[0]))
      .map((file) => readFileSync(join(this.#target.dataDir, file), 'utf8'));
    const mail = mails.findLast((text) => text.startsWith(`To: ${email}\n`));
    const code = /\d{6}/.exec(mail?.split('\n\n')[1] ?? '')?.[0];
    if (!code) throw new Error(`No code was sent to ${email}.`);
    return code;
  }
}
