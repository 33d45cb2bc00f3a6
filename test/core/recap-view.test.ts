import { describe, expect, it, vi } from 'vitest';
import { STEPS } from '../../core/contracts/pipeline.ts';
import { recapSummarySchema, recapViewSchema } from '../../core/contracts/recaps.ts';
import { progressOf, recapSummary, recapView } from '../../core/recap-view.ts';
import { readyRecap, waitingRecap } from './recap-example.ts';

const sign = async (key: string) => `https://media.example.org/${key}?signature=1`;
const ran = (...steps: string[]) => Object.fromEntries(steps.map((step, at) => [step, { startedAt: at, ms: 10 }]));

describe('progressOf', () => {
  it('is 0 before the upload and 1 at any end', () => {
    expect(progressOf({ status: 'AWAITING_UPLOAD', timings: {} })).toBe(0);
    for (const status of ['READY', 'FAILED', 'REFUSED'] as const) expect(progressOf({ status, timings: {} })).toBe(1);
  });

  it('grows with every step and is not 1 before the end', () => {
    const steps = Object.keys(STEPS).filter((step) => step !== 'FailRecap');
    let before = -1;
    for (let count = 0; count < steps.length; count++) {
      const progress = progressOf({ status: 'RUNNING', timings: ran(...steps.slice(0, count)) });
      expect(progress).toBeGreaterThan(before);
      before = progress;
    }
    expect(progressOf({ status: 'RUNNING', timings: ran(...steps) })).toBe(0.99);
  });

  it('counts steps it does not know for nothing', () => {
    expect(progressOf({ status: 'RUNNING', timings: ran('PolishShoes') })).toBe(0);
  });
});

describe('recapView', () => {
  it('shows everything of a finished recap, by contract, with signed addresses', async () => {
    const item = readyRecap();
    const view = recapViewSchema.parse(await recapView(item, sign));
    expect(view).toMatchObject({
      status: 'READY',
      progress: 1,
      caption: 'First swim of the year',
      image: {
        url: 'https://media.example.org/derivatives/a/b/image.jpg?signature=1',
        smallUrl: 'https://media.example.org/derivatives/a/b/image-small.jpg?signature=1',
        width: 2048,
        height: 1536,
      },
      mood: { word: 'carefree' },
      songs: [{ title: 'Low Tide' }],
      songsFinal: true,
      narration: { url: 'https://media.example.org/derivatives/a/b/narration.mp3?signature=1', voice: 'Joanna' },
      error: null,
    });
  });

  it('lists the steps in the order they began, and only those of the pipeline', async () => {
    const item = readyRecap();
    item.timings.PolishShoes = { startedAt: 0, ms: 1 };
    const { stages } = await recapView(item, sign);
    expect(stages).toEqual([
      { name: 'PrepareMedia', ms: 420 },
      { name: 'DetectLabels', ms: 310 },
      { name: 'Narrate', ms: 900 },
    ]);
  });

  it('gives away neither owner, execution nor storage keys', async () => {
    const { userId, execution } = readyRecap();
    const shown = JSON.stringify(await recapView(readyRecap(), async () => 'https://media.example.org/signed'));
    for (const secret of [userId, execution!, 'derivatives/']) expect(shown).not.toContain(secret);
  });

  it('has null for what is not there yet, and signs nothing', async () => {
    const signing = vi.fn(sign);
    const view = recapViewSchema.parse(await recapView(waitingRecap(), signing));
    expect(view).toMatchObject({
      progress: 0,
      image: null,
      labels: null,
      properties: null,
      mood: null,
      target: null,
      story: null,
      songs: null,
      songsFinal: false,
      notes: [],
      narration: null,
      stages: [],
      error: null,
    });
    expect(signing).not.toHaveBeenCalled();
  });

  it('says why a recap failed', async () => {
    const error = { code: 'PhotoDamaged', message: 'This photo is damaged.' };
    expect((await recapView({ ...waitingRecap(), status: 'FAILED', error }, sign)).error).toEqual(error);
  });
});

describe('recapSummary', () => {
  it('is one line by contract', async () => {
    expect(recapSummarySchema.parse(await recapSummary(readyRecap(), sign))).toEqual({
      recapId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
      status: 'READY',
      createdAt: '2026-11-20T10:00:00.000Z',
      caption: 'First swim of the year',
      title: 'Salt on the skin',
      mood: 'carefree',
      topSong: { title: 'Low Tide', artist: 'The Harbour Lights' },
      imageUrl: 'https://media.example.org/derivatives/a/b/image-small.jpg?signature=1',
    });
  });

  it('has null for what is not there', async () => {
    expect(recapSummarySchema.parse(await recapSummary(waitingRecap(), sign))).toMatchObject({
      caption: null,
      title: null,
      mood: null,
      topSong: null,
      imageUrl: null,
    });
    expect((await recapSummary({ ...waitingRecap(), songs: [] }, sign)).topSong).toBeNull();
  });
});
