import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ENV } from '../../../core/contracts/names.ts';
import { askForLook, lookAtPicture } from '../../../lambdas/shared/vision-language.ts';

const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
vi.mock('../../../lambdas/shared/media-store.ts', () => ({ readMedia: async () => JPEG }));
vi.mock('../../../lambdas/shared/secret.ts', () => ({ readSecret: async () => 'a-vision-key' }));

const ANSWER = { moodWords: ['serene'], valence: 0.8, energy: 0.2, themes: ['sea'], evidence: ['a warm beach'] };
type Asked = { url: string; authorization: string | undefined; body: Record<string, unknown> };
let asked: Asked[] = [];
let answer: unknown = ANSWER;
let status = 200;

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  asked.push({
    url: request.url!,
    authorization: request.headers.authorization,
    body: JSON.parse(Buffer.concat(chunks).toString('utf8')),
  });
  const content = JSON.stringify(answer);
  const reply = request.url!.endsWith('/responses')
    ? { status: 'completed', output: [{ type: 'message', content: [{ type: 'output_text', text: content }] }] }
    : { choices: [{ message: { role: 'assistant', content } }] };
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(reply));
});
let baseUrl: string;
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
afterEach(() => {
  vi.unstubAllEnvs();
  asked = [];
  answer = ANSWER;
  status = 200;
});

const settings = () => ({ baseUrl, dialect: 'chat' as const, model: 'llava', apiKey: null, timeoutMs: 5000 });
const item = { image: { key: 'derivatives/ada/1/image.jpg', width: 4, height: 3 } };
function configure(url: string, secret = '') {
  vi.stubEnv(ENV.visionModelUrl, url);
  vi.stubEnv(ENV.visionModel, 'llava');
  vi.stubEnv(ENV.visionModelSecret, secret);
}

describe('askForLook', () => {
  it('shows the picture and asks for a strict answer, without a key where there is none', async () => {
    expect(await askForLook(JPEG, settings())).toMatchObject({ valence: 0.8, themes: ['sea'] });
    const [{ url, authorization, body }] = asked as [Asked];
    expect(url).toBe('/v1/chat/completions');
    expect(authorization).toBeUndefined();
    expect(body).toMatchObject({
      model: 'llava',
      response_format: { type: 'json_schema', json_schema: { name: 'look', strict: true } },
    });
    const [, { content }] = body.messages as [unknown, { content: Record<string, unknown>[] }];
    expect(content[1]).toEqual({
      type: 'image_url',
      image_url: { url: `data:image/jpeg;base64,${Buffer.from(JPEG).toString('base64')}`, detail: 'low' },
    });
  });

  it('speaks the Responses API too', async () => {
    expect(await askForLook(JPEG, { ...settings(), dialect: 'responses', apiKey: 'k' })).toMatchObject({ energy: 0.2 });
    const [{ url, authorization, body }] = asked as [Asked];
    expect(url).toBe('/v1/responses');
    expect(authorization).toBe('Bearer k');
    expect(body).toMatchObject({ store: false });
    expect(JSON.stringify(body.input)).toContain('"type":"input_image","image_url":"data:image/jpeg;base64,');
  });

  it('refuses an answer of another form', async () => {
    answer = { ...ANSWER, songs: ['X'] };
    await expect(askForLook(JPEG, settings())).rejects.toMatchObject({ code: 'ModelAnswerUnusable' });
  });
});

describe('lookAtPicture', () => {
  it('is off where no model is named', async () => {
    expect(await lookAtPicture({ ...item, showPicture: true })).toBeNull();
    expect(asked).toEqual([]);
  });

  it('asks a model on this machine without further ado', async () => {
    configure(`${baseUrl}/`);
    expect(await lookAtPicture(item)).toMatchObject({ moodWords: ['serene'] });
    expect(asked[0]!.url).toBe('/v1/chat/completions');
  });

  it('shows a picture to a model elsewhere only where its owner allowed it', async () => {
    const real = globalThis.fetch;
    const called: string[] = [];
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      called.push(`${url} ${new Headers(init.headers).get('authorization')}`);
      return real(`${baseUrl}/chat/completions`, init);
    });
    configure('https://vision.example.org/v1', 'the-secret');
    expect(await lookAtPicture(item)).toBeNull();
    expect(await lookAtPicture({ ...item, showPicture: false })).toBeNull();
    expect(called).toEqual([]);
    expect(await lookAtPicture({ ...item, showPicture: true })).toMatchObject({ valence: 0.8 });
    expect(called).toEqual(['https://vision.example.org/v1/chat/completions Bearer a-vision-key']);
    vi.unstubAllGlobals();
  });

  it('goes on without it where the model fails', async () => {
    configure(baseUrl);
    status = 500;
    expect(await lookAtPicture(item)).toBeNull();
    status = 200;
    answer = 'no object';
    expect(await lookAtPicture(item)).toBeNull();
  });
});
