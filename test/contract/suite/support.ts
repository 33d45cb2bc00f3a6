/** What the parts of the suite share. */
import { beforeAll, type TestFunction, test } from 'vitest';
import type { RecapPage, RecapView } from '../../../core/contracts/recaps.ts';
import { plainPhoto, samplePhoto } from '../photos.ts';
import { recapOf, request } from '../requests.ts';
import { CAPABILITIES, type Capability, forgetPerson, newPerson, type Target } from '../target.ts';

/** The people of a suite: one that most tests share, and strangers. All of them and their recaps go at the end. */
export type People = {
  /** The shared person's token; there from the first test on. */
  readonly token: string;
  /** The shared person's finished recap. */
  readonly ready: RecapView;
  stranger: () => Promise<string>;
  forgetAll: () => Promise<void>;
};

export function people(target: Target): People {
  const tokens: string[] = [];
  let ready: RecapView | undefined;
  const stranger = async () => {
    const token = await newPerson(target);
    tokens.push(token);
    return token;
  };
  beforeAll(async () => {
    ready = await recapOf(target, await stranger(), await aPhoto(target));
  });
  return {
    get token() {
      return tokens[0]!;
    },
    get ready() {
      return ready!;
    },
    stranger,
    async forgetAll() {
      for (const token of tokens) {
        await forgetRecaps(target, token);
        await forgetPerson(target, token);
      }
    },
  };
}

async function forgetRecaps(target: Target, token: string): Promise<void> {
  for (;;) {
    const page = (await request(target, 'GET', '/recaps?limit=50', { token })).body as RecapPage;
    for (const { recapId } of page.recaps) await request(target, 'DELETE', `/recaps/${recapId}`, { token });
    if (page.next === null) return;
  }
}

/** A photo that works: one with people in it where somebody looks, a small plain one where nobody does. */
export const aPhoto = async (target: Target): Promise<Uint8Array> =>
  target.capabilities.includes('sight') ? samplePhoto() : plainPhoto();

/** A test that runs where the target has what it needs, and says what it needs where it has not. */
export function testWith(target: Target, ...needed: Capability[]) {
  const missing = needed.filter((one) => !target.capabilities.includes(one));
  const reason = missing.length > 0 ? ` (needs ${missing.map((one) => CAPABILITIES[one]).join(' and ')})` : '';
  return (name: string, run: TestFunction) => test.skipIf(missing.length > 0)(`${name}${reason}`, run);
}
