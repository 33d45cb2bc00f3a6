import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fetchInBackground } from '../../../local/models/background.ts';
import { fetchModels } from '../../../local/models/fetch.ts';
import { mayBeReady, modelState, modelsFolder, readModel } from '../../../local/models/files.ts';
import { MODELS, type Model, modelsOf } from '../../../local/models/table.ts';

const BYTES = Buffer.from('the bytes of a very small model');
let server: Server;
let origin: string;
let folder: string;
let answer: RequestListener;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'models-'));
  answer = (_, reply) => reply.end(BYTES);
  server = createServer((request, reply) => answer(request, reply)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const model = (more: Partial<Model> = {}): Model => ({
  name: 'small.tflite',
  set: 'small',
  url: `${origin}/small`,
  bytes: BYTES.length,
  sha256: createHash('sha256').update(BYTES).digest('hex'),
  licence: 'Apache-2.0',
  gives: 'labels',
  ...more,
});
const loopbackHttp = true;

describe('the table of models', () => {
  test('every model is pinned to https, a size and a hash, under a name of its own', () => {
    expect(new Set(MODELS.map(({ name }) => name)).size).toBe(MODELS.length);
    for (const { url, bytes, sha256, licence, gives } of MODELS) {
      expect(url).toMatch(/^https:\/\/.*([?&]generation=\d+|\/resolve\/[0-9a-f]{40}\/)/);
      expect(bytes).toBeGreaterThan(0);
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(licence).not.toBe('');
      expect(gives).not.toBe('');
    }
    expect(modelsOf('small')).toHaveLength(2);
    expect(modelsOf('small').reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(8e6);
  });
});

describe('a file in the folder', () => {
  test('is used only with the pinned bytes', () => {
    expect(modelState(folder, model())).toBe('absent');
    expect(mayBeReady(folder, model())).toBe(false);
    writeFileSync(join(folder, 'small.tflite'), BYTES);
    expect(modelState(folder, model())).toBe('ready');
    expect(Buffer.from(readModel(folder, model())!)).toEqual(BYTES);
    const tampered = Buffer.from(BYTES);
    tampered[3]! ^= 1;
    writeFileSync(join(folder, 'small.tflite'), tampered);
    expect(mayBeReady(folder, model())).toBe(true);
    expect(modelState(folder, model())).toBe('wrong');
    expect(readModel(folder, model())).toBeNull();
    writeFileSync(join(folder, 'small.tflite'), BYTES.subarray(1));
    expect(modelState(folder, model())).toBe('wrong');
  });

  test('lies in the data folder, or where SIGHTSONG_MODELS says', () => {
    expect(modelsFolder('/data', {})).toEqual({ path: join('/data', 'models', 'vision'), given: false });
    expect(modelsFolder('/data', { SIGHTSONG_MODELS: '/mine' })).toEqual({ path: '/mine', given: true });
  });
});

describe('fetching', () => {
  test('fetches what is missing, once, and leaves nothing else behind', async () => {
    const began: string[] = [];
    const onFetch = ({ name }: Model) => began.push(name);
    expect(await fetchModels([model()], folder, { loopbackHttp, onFetch })).toHaveLength(1);
    expect(await fetchModels([model()], folder, { loopbackHttp, onFetch })).toEqual([]);
    expect(began).toEqual(['small.tflite']);
    expect(readdirSync(folder)).toEqual(['small.tflite']);
    expect(readFileSync(join(folder, 'small.tflite'))).toEqual(BYTES);
  });

  test('replaces a file with other bytes', async () => {
    writeFileSync(join(folder, 'small.tflite'), 'something else');
    await fetchModels([model()], folder, { loopbackHttp });
    expect(modelState(folder, model())).toBe('ready');
  });

  test.each([
    ['other bytes of the same length', Buffer.alloc(BYTES.length)],
    ['too few', BYTES.subarray(2)],
    ['too many', Buffer.concat([BYTES, BYTES])],
  ])('refuses wrong bytes: %s', async (_, sent) => {
    answer = (_request, reply) => reply.end(sent);
    await expect(fetchModels([model()], folder, { loopbackHttp })).rejects.toMatchObject({
      code: 'ModelWrong',
      publicMessage: expect.stringContaining('small.tflite'),
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('plain http is refused, also where a redirect leads to it', async () => {
    await expect(fetchModels([model()], folder)).rejects.toMatchObject({
      code: 'ModelNotFetched',
      publicMessage: expect.stringContaining('not https'),
    });
    answer = (_, reply) => reply.writeHead(302, { location: 'http://example.test/elsewhere' }).end();
    await expect(fetchModels([model()], folder, { loopbackHttp })).rejects.toMatchObject({
      publicMessage: expect.stringContaining('http://example.test is not https'),
    });
  });

  test('follows a redirect, but not for ever', async () => {
    answer = ({ url }, reply) =>
      url === '/small' ? reply.writeHead(302, { location: '/moved' }).end() : reply.end(BYTES);
    await fetchModels([model()], folder, { loopbackHttp });
    expect(modelState(folder, model())).toBe('ready');
    answer = (_, reply) => reply.writeHead(302, { location: '/again' }).end();
    await expect(fetchModels([model({ name: 'other.tflite' })], folder, { loopbackHttp })).rejects.toMatchObject({
      publicMessage: expect.stringContaining('redirected too often'),
    });
  });

  test('says what the server said, and that a closed network is one', async () => {
    answer = (_, reply) => reply.writeHead(404).end('gone');
    await expect(fetchModels([model()], folder, { loopbackHttp })).rejects.toMatchObject({
      publicMessage: expect.stringMatching(/127\.0\.0\.1:\d+ answered 404\./),
    });
    await new Promise((resolve) => server.close(resolve));
    await expect(fetchModels([model()], folder, { loopbackHttp })).rejects.toMatchObject({
      code: 'ModelNotFetched',
      status: 502,
      publicMessage: expect.stringContaining('there is no way to the server (ECONNREFUSED)'),
    });
  });

  test('gives up on a server that falls silent', async () => {
    answer = (_, reply) => void reply.writeHead(200).write(BYTES.subarray(0, 5));
    await expect(fetchModels([model()], folder, { loopbackHttp, silenceMs: 100 })).rejects.toMatchObject({
      publicMessage: expect.stringContaining('fell silent'),
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('fetching in the background', () => {
  const start = (more: object = {}) => {
    const told: string[] = [];
    const running = fetchInBackground('small', {
      dataDir: folder,
      environment: {},
      report: (sentence) => told.push(sentence),
      models: [model()],
      options: { loopbackHttp },
      ...more,
    });
    return { told, running };
  };

  test('says that it begins and that it is done; says nothing where all is there', async () => {
    const first = start();
    await first.running.done;
    expect(first.told).toHaveLength(2);
    expect(first.told[1]).toContain('The picture models are here');
    const second = start();
    await second.running.done;
    expect(second.told).toEqual([]);
  });

  test('a failure is told and costs nothing else', async () => {
    answer = (_, reply) => reply.writeHead(503).end();
    const { told, running } = start();
    await running.done;
    expect(told[1]).toMatch(/answered 503\. Photos are seen with the packaged models/);
  });

  test('never writes to a folder that is given', async () => {
    const given = mkdtempSync(join(tmpdir(), 'given-'));
    const { told, running } = start({ environment: { SIGHTSONG_MODELS: given } });
    await running.done;
    expect(told).toEqual([expect.stringContaining(`small.tflite not found in ${given}`)]);
    expect(readdirSync(given)).toEqual([]);
  });

  test('can be stopped at any time', async () => {
    answer = (_, reply) => void reply.writeHead(200).write(BYTES.subarray(0, 5));
    const { told, running } = start();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await running.stop();
    expect(told).toHaveLength(1);
    expect(readdirSync(join(folder, 'models', 'vision'))).toEqual([]);
  });
});
