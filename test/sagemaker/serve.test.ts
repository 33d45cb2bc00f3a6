import type { ChildProcess } from 'node:child_process';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildIndex, buildModelArtefact, clusterModelOf } from '../../core/catalogue/index-builder.ts';
import { parseStarterParts } from '../../core/catalogue/starter-assets.ts';
import { DEFAULT_WEIGHTS } from '../../core/features.ts';
import { clusterQuery, nearestInModel } from '../../core/kmeans/cluster-model.ts';
import { variedTsv } from '../core/catalogue/starter-text.ts';
import { FEATURES_IN_THE_MIDDLE } from '../core/ranking/examples.ts';
import { Container, ended, listening, REPOSITORY } from './container.ts';

const SERVE = [join(REPOSITORY, 'sagemaker/serve.ts')];
const index = buildIndex(parseStarterParts([variedTsv(120)]).tracks, { version: 6, seed: 1 });
const modelFiles = Object.fromEntries([...buildModelArtefact(index)].map(([name, bytes]) => [`model/${name}`, bytes]));
const target = { features: FEATURES_IN_THE_MIDDLE, weights: { ...DEFAULT_WEIGHTS, tempo: 3, valence: 0 } };
const features = new Array(9).fill(0.5);

let container: Container;
let child: ChildProcess;
let address: string;
beforeAll(async () => {
  container = await Container.create(modelFiles);
  child = container.start(process.execPath, SERVE);
  address = await listening(child);
});
afterAll(async () => {
  child.kill('SIGKILL');
  await container.remove();
});

const invoke = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(`${address}/invocations`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

/** The parts of an answer that a test looks at. */
type Answer = { predictions: { nearest: unknown[] }[]; error: { message: string } };
const answerOf = async (response: Response) => (await response.json()) as Answer;

describe('serve', () => {
  test('answers /ping', async () => {
    expect((await fetch(`${address}/ping`)).status).toBe(200);
  });

  test('answers what the same clusters answer without an endpoint', async () => {
    const query = clusterQuery(target);
    const response = await invoke(JSON.stringify({ instances: [query, { features }], nearest: 4 }), {
      accept: 'application/json',
    });
    expect(response.status).toBe(200);
    const [first, second] = [query, { features }].map((instance) => nearestInModel(clusterModelOf(index), instance, 4));
    expect(await response.json()).toEqual({
      version: 6,
      predictions: [first!, second!].map((nearest) => ({
        closest_cluster: nearest[0]!.cluster,
        distance_to_cluster: nearest[0]!.distance,
        nearest,
      })),
    });
  });

  test('never names more clusters than there are', async () => {
    const answer = await answerOf(await invoke(JSON.stringify({ instances: [{ features }], nearest: 1000 })));
    expect(answer.predictions[0]!.nearest).toHaveLength(index.k);
  });

  test('takes rows of CSV', async () => {
    const rows = `${features.join(',')}\r\n${'0,'.repeat(8)}1\n`;
    const response = await invoke(rows, { 'content-type': 'text/csv; charset=utf-8', accept: 'text/csv, */*;q=0.1' });
    const answer = await answerOf(response);
    expect(answer.predictions).toHaveLength(2);
    const [nearest] = nearestInModel(clusterModelOf(index), { features }, 1);
    expect(answer.predictions[0]).toEqual({
      closest_cluster: nearest!.cluster,
      distance_to_cluster: nearest!.distance,
      nearest: [nearest],
    });
  });

  const json = (change: object) => JSON.stringify({ instances: [{ features }], ...change });
  test.each([
    ['broken JSON', '{', /not valid JSON/],
    ['NaN', `{"instances":[{"features":[${'NaN,'.repeat(8)}1]}]}`, /not valid JSON/],
    [
      'null for a figure',
      json({ instances: [{ features: [...features.slice(1), null] }] }),
      /instances\.0\.features\.8/,
    ],
    ['too few figures', json({ instances: [{ features: [0.5] }] }), /9 figures/],
    ['eleven figures', json({ instances: [{ features: [...features, 1, 1] }] }), /9 figures/],
    ['a figure above 1', json({ instances: [{ features: features.map(() => 120) }] }), /at most 1/],
    [
      'a negative weight',
      json({ instances: [{ features, weights: features.map(() => -1) }] }),
      /weights\.0: has to be at least 0/,
    ],
    ['an unknown field', json({ k: 3 }), /k/],
    ['an unknown field of an instance', json({ instances: [{ features, mode: 1 }] }), /mode/],
    ['no instance', json({ instances: [] }), /at least one/],
    ['nearest 0', json({ nearest: 0 }), /at least 1/],
    ['nearest in words', json({ nearest: 'all' }), /whole number/],
    ['no object', '[]', /object/],
  ])('refuses %s with a sentence', async (_, body, reason) => {
    const response = await invoke(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: { code: 'InvalidQuery', message: expect.stringMatching(reason) } });
  });

  test.each([
    ['a short row', '1,0', /Row 1: A row has 9 figures/],
    ['NaN', `${features.join(',')}\n${'NaN,'.repeat(8)}1`, /Row 2: "NaN" is not a figure/],
    ['an empty cell', `,${'1,'.repeat(7)}1`, /Row 1: ""/],
    ['no row', '\n', /from 1 to 1000 rows/],
    ['bytes that are no text', Uint8Array.of(0xff, 0xfe), /not UTF-8/],
  ])('refuses CSV with %s', async (_, body, reason) => {
    const response = await invoke(body, { 'content-type': 'text/csv' });
    expect(response.status).toBe(400);
    expect((await answerOf(response)).error.message).toMatch(reason);
  });

  test('refuses other forms, addresses and methods', async () => {
    const status = async (response: Promise<Response>) => (await response).status;
    expect(await status(invoke('x', { 'content-type': 'application/x-npy' }))).toBe(415);
    expect(await status(invoke(json({}), { accept: 'text/csv' }))).toBe(406);
    expect(await status(invoke(json({}), { accept: 'application/json;q=0' }))).toBe(406);
    expect(await status(fetch(`${address}/metrics`))).toBe(404);
    const wrong = await fetch(`${address}/invocations`);
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await status(fetch(`${address}/ping`, { method: 'POST' }))).toBe(405);
  });

  test('refuses a body above 6 MB before it is complete', async () => {
    const status = await new Promise((resolve, reject) => {
      const call = request(`${address}/invocations`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': 100_000_000 },
      });
      call.once('response', (response) => {
        resolve(response.statusCode);
        call.destroy();
      });
      call.once('error', reject);
      call.write(Buffer.alloc(6 * 1024 * 1024 + 1, 'x'));
    });
    expect(status).toBe(413);
    expect((await fetch(`${address}/ping`)).status).toBe(200);
  });

  test('outlives a caller that goes away in the middle', async () => {
    await new Promise((resolve) => {
      const call = request(`${address}/invocations`, { method: 'POST', headers: { 'content-length': 1000 } });
      call.once('error', resolve);
      call.write('{', () => call.destroy(new Error('gone')));
    });
    expect((await fetch(`${address}/ping`)).status).toBe(200);
  });

  test('ends cleanly on SIGTERM', async () => {
    const other = container.start(process.execPath, SERVE);
    const end = ended(other);
    expect((await fetch(`${await listening(other)}/ping`)).status).toBe(200);
    other.kill('SIGTERM');
    expect(await end).toMatchObject({ code: 0, signal: null });
  });

  test('does not start without a whole model', async () => {
    const broken = await Container.create({ ...modelFiles, 'model/centroids.bin': Uint8Array.of(1, 2, 3) });
    const { code, output } = await ended(broken.start(process.execPath, SERVE));
    expect(code).toBe(1);
    expect(output).toContain('InvalidModel');
    await broken.remove();
  });
});
