import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ROUTES } from '../../../core/contracts/api.ts';
import { sendTo } from '../requests.ts';
import { isHosted, type Target } from '../target.ts';
import type { People } from './support.ts';

const REQUESTS = 2_000;
/** Sent side by side, so that waiting for the stage's throttle costs little. */
const LANES = 8;
const THROTTLED_MS = 100;
/** Written by Node and by Lambda where a function broke instead of answering. */
const BROKEN =
  /unhandled ?rejection|uncaught ?exception|Runtime\.(ExitError|UnhandledPromiseRejection)|Task timed out/i;

const FIELDS = [
  ...['caption', 'contentType', 'imageUrl'],
  ...[
    'explicit',
    'languages',
    'decades',
    'genres',
    'features',
    'weights',
    'popularity',
    'again',
    'banArtists',
    'gentle',
  ],
  ...['__proto__', 'constructor', ''],
];
const PLACES = ['https://127.0.0.1/', 'https://localhost:1/', 'http://[::1]/', 'https://', 'x', 'data:,'];

const value = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.double(),
  fc.constantFrom(...PLACES, 'clean', 'only', 'image/png', ['en'], { from: 1960 }, { tempo: { min: 90 } }),
);
const fields = fc.uniqueArray(fc.tuple(fc.constantFrom(...FIELDS), value), {
  selector: ([name]) => name,
  maxLength: 5,
});
const body = fc.oneof(
  { weight: 4, arbitrary: fields.map((entries) => JSON.stringify(Object.fromEntries(entries))) },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
);
const id = fc.oneof(
  fc.constantFrom('01ARZ3NDEKTSV4RRFFQ69G5FAV', 's1', 's1zz', 'S1', '..', '%00', '%ff', '%', '🙂', 'x'.repeat(2_000)),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }).map(encode),
);
const query = fc.dictionary(
  fc.constantFrom('limit', 'cursor', 'query', 'page', '__proto__'),
  fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.constantFrom('0', '-1', '1e9', '50', '', 'calm sea 1970s')),
  { maxKeys: 3 },
);
const known = fc.constantFrom(...Object.keys(ROUTES).map((key) => key.split(' ') as [string, string]));
const method = fc.constantFrom('GET', 'POST', 'DELETE', 'PUT', 'PATCH', 'OPTIONS');
const oddRequest = fc.record({
  // Mostly what a route takes, so that the handlers get to see it.
  route: fc.oneof(
    { weight: 5, arbitrary: known },
    {
      weight: 1,
      arbitrary: fc.tuple(
        method,
        fc.array(id, { maxLength: 4 }).map((parts) => `/${parts.join('/')}`),
      ),
    },
  ),
  id,
  query: fc.option(query, { freq: 3 }),
  body: fc.option(body, { freq: 5 }),
  type: fc.constantFrom('application/json', 'text/plain', 'application/octet-stream', 'image/jpeg', ''),
  signedIn: fc.integer({ min: 0, max: 9 }).map((dice) => dice > 0),
});
type OddRequest = typeof oddRequest extends fc.Arbitrary<infer Made> ? Made : never;

/** Lone halves of surrogate pairs have no UTF-8 form; they are left out. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** Requests of every kind that no client should send. */
export function describeOddRequests(target: Target, people: People): void {
  test(`${REQUESTS} odd requests get no 5xx, and break nothing`, async () => {
    let rejections = 0;
    const count = () => {
      rejections += 1;
    };
    process.on('unhandledRejection', count);
    const statuses = new Map<number, number>();
    await Promise.all(
      Array.from({ length: LANES }, (_, lane) =>
        fc.assert(
          fc.asyncProperty(oddRequest, async (one) => {
            const status = await answerTo(one);
            statuses.set(status, (statuses.get(status) ?? 0) + 1);
            expect(status, JSON.stringify(one)).toBeLessThan(500);
          }),
          { numRuns: REQUESTS / LANES, seed: 20_261 + lane },
        ),
      ),
    );
    process.off('unhandledRejection', count);
    expect(rejections).toBe(0);
    if (isHosted(target)) expect(brokenLines(target.dataDir)).toEqual([]);
    // They got to the handlers, which took some and refused others.
    for (const seen of [200, 400, 404]) expect(statuses.get(seen) ?? 0, `status ${seen}`).toBeGreaterThan(20);
    expect([...statuses.values()].reduce((sum, times) => sum + times, 0)).toBeGreaterThanOrEqual(REQUESTS);
  });

  async function answerTo({ route, id: name, query: asked, body: sent, type, signedIn }: OddRequest): Promise<number> {
    const [verb, path] = route;
    const search = asked ? `?${new URLSearchParams(asked)}` : '';
    const request = {
      method: verb,
      path: `${path.replace('{id}', name)}${search}`,
      headers: {
        ...(type ? { 'content-type': type } : {}),
        ...(signedIn ? { authorization: `Bearer ${people.token}` } : {}),
      },
      ...(verb === 'GET' || sent === null ? {} : { body: sent }),
    };
    for (;;) {
      const reply = await sendTo(target, request);
      const said = await reply.text();
      // A handler's own limit does not pass by waiting.
      if (reply.status !== 429 || said.includes('TooManyAttempts')) return reply.status;
      // The stage's own limit: what it turned away has met no handler yet.
      await new Promise((resolve) => setTimeout(resolve, THROTTLED_MS));
    }
  }
}

const brokenLines = (dataDir: string): string[] =>
  globSync('logs/*', { cwd: dataDir }).flatMap((file) =>
    readFileSync(join(dataDir, file), 'utf8')
      .split('\n')
      .filter((line) => BROKEN.test(line))
      .map((line) => `${file}: ${line.slice(0, 300)}`),
  );
