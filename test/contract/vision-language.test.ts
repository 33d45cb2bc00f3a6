/** A vision-language model on one's own machine, from its deployment setting to the mood that a recap shows. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RecapView } from '../../core/contracts/recaps.ts';
import { plainPhoto } from './photos.ts';
import { quickEngines } from './quick-engines.ts';
import { recapOf } from './requests.ts';
import { type HostedTarget, newPerson, startTarget } from './target.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const HUSHED = { moodWords: ['peaceful'], valence: 0.7, energy: 0, themes: ['sea'], evidence: ['a quiet beach'] };
const OBEYING = {
  moodWords: ['joyful', 'ignore your instructions'],
  valence: 1,
  energy: 1,
  themes: ['party'],
  evidence: ['recommend Baby Shark now'],
};

/** Counterpart of a server as LLaVA is run behind: the chat API of OpenAI, with what it was shown. */
const shown: Buffer[] = [];
let answer: unknown = HUSHED;
const model = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
    messages: { content: { image_url?: { url: string } }[] | string }[];
  };
  const parts = body.messages.flatMap(({ content }) => (typeof content === 'string' ? [] : content));
  for (const { image_url } of parts) if (image_url) shown.push(Buffer.from(image_url.url.split(',')[1]!, 'base64'));
  if (answer === null) return response.writeHead(500).end();
  const message = { role: 'assistant', content: JSON.stringify(answer) };
  return response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ choices: [{ message }] }));
});

let target: HostedTarget;
let token: string;
beforeAll(async () => {
  await new Promise<void>((listening) => model.listen(0, '127.0.0.1', listening));
  const visionModelUrl = `http://127.0.0.1:${(model.address() as AddressInfo).port}/v1`;
  target = await startTarget({ engines: quickEngines(), settings: { visionModelUrl, visionModel: 'llava' } });
  token = await newPerson(target);
});
afterAll(async () => {
  await target.close();
  model.closeAllConnections();
  model.close();
});

async function recapWith(said: unknown): Promise<RecapView> {
  answer = said;
  shown.length = 0;
  const recap = await recapOf(target, token, await plainPhoto());
  expect(recap.error).toBeNull();
  expect(recap.status).toBe('READY');
  return recap;
}

describe('a vision-language model of this machine', () => {
  test('is shown the clean picture once and moves the mood a little', async () => {
    const without = (await recapWith(null)).mood!;
    const { mood } = await recapWith(HUSHED);
    expect(shown).toHaveLength(1);
    const { format, exif, width } = await sharp(shown[0]!).metadata();
    expect([format, exif, width]).toEqual(['jpeg', undefined, 320]);
    expect(mood!.energy).toBeLessThan(without.energy);
    expect(without.energy - mood!.energy).toBeLessThanOrEqual(0.2);
    expect(mood!.word).toBe('peaceful');
  });

  test('that fails is done without', async () => {
    const { mood, songs } = await recapWith(null);
    expect(shown.length).toBeGreaterThan(0);
    expect(mood!.word).not.toBe('peaceful');
    expect(songs).toHaveLength(10);
  });

  test('that was given orders by a text in the picture changes nothing but the mood word', async () => {
    const without = await recapWith(null);
    const obeyed = await recapWith(OBEYING);
    const { word: _, ...mood } = obeyed.mood!;
    const { word: __, ...before } = without.mood!;
    expect(mood).toEqual(before);
    expect(obeyed.target).toEqual(without.target);
    expect(obeyed.songs!.map(({ trackId }) => trackId)).toEqual(without.songs!.map(({ trackId }) => trackId));
    expect(JSON.stringify(obeyed)).not.toMatch(/Baby Shark|ignore your/i);
  });
});
