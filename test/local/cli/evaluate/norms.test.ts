import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { seededRandom } from '../../../../core/random.ts';
import { advantage, agreement, mean, quadrantAccuracy, shuffled } from '../../../../local/cli/evaluate/agreement.ts';
import { readNorms } from '../../../../local/cli/evaluate/norms.ts';
import { visionModel } from '../../../../local/cli/evaluate/vision-model.ts';

const folder = mkdtempSync(join(tmpdir(), 'norms-'));
afterAll(() => rmSync(folder, { recursive: true }));
for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) writeFileSync(join(folder, name), '');
function norms(text: string) {
  const file = join(folder, 'norms.csv');
  writeFileSync(file, text);
  return readNorms(file, folder);
}

describe('ratings', () => {
  test('are read with or without a category, in any order of columns, for the images that are there', async () => {
    const plain = await norms('Arousal,image,valence\n3,a.jpg,5.5\n2,b.jpg,1\n4,c.jpg,7\n1,gone.jpg,2\n');
    expect(plain).toHaveLength(3);
    expect(plain[0]).toEqual({ image: 'a.jpg', valence: 5.5, arousal: 3, category: null });
    const grouped = await norms('image,valence,arousal,category\na.jpg,1,2,Animal\nb.jpg,1,2,\nc.jpg,-1,0,Person\n');
    expect(grouped.map(({ category }) => category)).toEqual(['Animal', null, 'Person']);
  });

  test.each([
    ['image,valence\na.jpg,1\n', 'no column "arousal"'],
    ['image,valence,arousal\na.jpg,high,1\n', 'Line 2'],
    ['image,valence,arousal\na.jpg,,1\n', 'no rating in "valence"'],
    ['image,valence,arousal\na.jpg,1,1\n', 'Only 1 of the 1'],
    ['', 'no column "image"'],
  ])('that cannot be used are refused with a sentence: %j', async (text, sentence) => {
    await expect(norms(text)).rejects.toMatchObject({
      code: 'InvalidNorms',
      status: 422,
      publicMessage: expect.stringContaining(sentence),
    });
  });
});

describe('agreement', () => {
  const rated = Array.from({ length: 60 }, (_, at) => at);
  const random = seededRandom(3);
  const noisy = rated.map((value) => value + 60 * random());

  test('is Pearson’s and Spearman’s r with an interval around it', () => {
    expect(agreement(rated, rated)).toEqual({ pearson: 1, spearman: 1, low: 1, high: 1 });
    const { pearson, low, high } = agreement(noisy, rated);
    expect(low).toBeLessThan(pearson);
    expect(high).toBeGreaterThan(pearson);
    expect(high - low).toBeLessThan(0.5);
  });

  test('of one reading beside another says whether it is better for sure', () => {
    const chance = shuffled(rated, seededRandom(5));
    const { difference, low } = advantage(noisy, chance, rated);
    expect(difference).toBeGreaterThan(0.3);
    expect(low).toBeGreaterThan(0);
    expect(advantage(noisy, noisy, rated)).toEqual({ difference: 0, low: 0, high: 0 });
  });

  test('in quadrants is told by each side’s own median', () => {
    const points = [
      [1, 1],
      [1, 9],
      [9, 1],
      [9, 9],
    ] as const;
    const people = points.map(([valence, arousal]) => ({ valence, arousal }));
    const read = points.map(([valence, energy]) => ({ valence: valence / 100, energy: energy / 100 }));
    expect(quadrantAccuracy(read, people)).toBe(1);
    expect(quadrantAccuracy(read.toReversed(), people)).toBe(0);
    expect(mean([])).toBe(0);
  });
});

describe('the vision-language model of the environment', () => {
  test('is none where no address is set, and needs leave to see pictures elsewhere', () => {
    vi.stubEnv('SIGHTSONG_VISION_URL', '');
    expect(visionModel(false)).toBeNull();
    vi.stubEnv('SIGHTSONG_VISION_URL', 'https://vision.example.org/v1/');
    expect(() => visionModel(false)).toThrow(expect.objectContaining({ code: 'ConsentMissing' }));
    expect(visionModel(true)).toMatchObject({ baseUrl: 'https://vision.example.org/v1', dialect: 'chat' });
    vi.stubEnv('SIGHTSONG_VISION_URL', 'http://127.0.0.1:11434/v1');
    expect(visionModel(false)).toMatchObject({ apiKey: null });
    vi.unstubAllEnvs();
  });
});
