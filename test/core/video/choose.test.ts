import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseFrames, findScenes, liveliestStart } from '../../../core/video/choose.ts';
import { MAX_FRAMES } from '../../../core/video/format.ts';
import { differencesOf, SAMPLE_BYTES, sampleQuality, splitSamples } from '../../../core/video/samples.ts';

/** `lengths` of stillness with a cut before each but the first; small noise. */
const film = (...lengths: number[]) =>
  lengths.flatMap((length, n) => Array.from({ length }, (_, i) => (i === 0 && n > 0 ? 0.3 : 0.01)));
const even = (count: number) => Array.from({ length: count }, () => 0.5);
const flat = (value: number) => new Uint8Array(SAMPLE_BYTES).fill(value);

describe('thumbnails', () => {
  it('come out of a stream whole', () => {
    expect(splitSamples(new Uint8Array(SAMPLE_BYTES * 2 + 5))).toHaveLength(2);
    expect(splitSamples(new Uint8Array(3))).toEqual([]);
  });

  it('differ by nothing from themselves and by 1 from black to white', () => {
    expect(differencesOf([flat(0), flat(0), flat(255), flat(204)])).toEqual([0, 0, 1, expect.closeTo(0.2)]);
  });

  it('are worth more with something to see', () => {
    const checked = new Uint8Array(SAMPLE_BYTES).map((_, i) => (Math.floor(i / 3) % 2 === 0 ? 80 : 160));
    expect(sampleQuality(checked)).toBe(1);
    expect(sampleQuality(flat(120))).toBe(0);
    const dim = new Uint8Array(SAMPLE_BYTES).map((_, i) => (Math.floor(i / 3) % 2 === 0 ? 0 : 16));
    expect(sampleQuality(dim)).toBe(0.25);
  });
});

describe('findScenes', () => {
  it('cuts where much changes at once', () => {
    expect(findScenes(film(10, 8, 12))).toEqual([
      { from: 0, to: 10 },
      { from: 10, to: 18 },
      { from: 18, to: 30 },
    ]);
  });

  it('does not take steady motion for cuts, nor a flash at either end', () => {
    expect(findScenes(Array.from({ length: 40 }, () => 0.2))).toEqual([{ from: 0, to: 40 }]);
    expect(findScenes([0, 0.4, 0, 0, 0, 0.4])).toEqual([{ from: 0, to: 6 }]);
  });

  it('knows no scene in nothing', () => {
    expect(findScenes([])).toEqual([]);
  });
});

describe('chooseFrames', () => {
  it('takes one of each scene, away from the cut, where most is to see', () => {
    const quality = even(20);
    quality[4] = 0.9;
    quality[15] = 0.9;
    expect(chooseFrames(film(10, 10), quality)).toEqual([
      { atMs: 1000, share: 0.5 },
      { atMs: 3750, share: 0.5 },
    ]);
  });

  it('looks at a long scene more than once, in parts that change alike', () => {
    const still = chooseFrames(film(96), even(96));
    expect(still.length).toBeGreaterThan(2);
    const late = Array.from({ length: 60 }, (_, i) => (i < 40 ? 0 : 0.05));
    const [first, second] = chooseFrames(late, even(60), 2);
    expect(first!.share).toBeGreaterThan(second!.share);
  });

  it('keeps the longest scenes where there are too many', () => {
    const lengths = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 4 : 8));
    const frames = chooseFrames(film(...lengths), even(120), 10);
    expect(frames).toHaveLength(10);
    expect(frames.every(({ share }) => Math.abs(share - 0.1) < 1e-9)).toBe(true);
  });

  it('chooses in order of time, within the video and the number allowed, with shares that sum to 1', () => {
    const samples = fc.array(
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
      {
        minLength: 1,
        maxLength: 240,
      },
    );
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: MAX_FRAMES }), (rows, most) => {
        const frames = chooseFrames(
          rows.map(([difference]) => difference),
          rows.map(([, quality]) => quality),
          most,
        );
        expect(frames.length).toBeGreaterThan(0);
        expect(frames.length).toBeLessThanOrEqual(most);
        expect(frames.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
        for (const [i, { atMs }] of frames.entries()) {
          expect(atMs).toBeLessThan(rows.length * 250);
          if (i > 0) expect(atMs).toBeGreaterThan(frames[i - 1]!.atMs);
        }
      }),
    );
  });

  it('chooses nothing of nothing', () => {
    expect(chooseFrames([], [])).toEqual([]);
  });
});

describe('liveliestStart', () => {
  it('finds the stretch in which most changes, the earliest of equals', () => {
    expect(liveliestStart([0, 0, 1, 1, 0, 0], 2)).toBe(2);
    expect(liveliestStart([1, 0, 1, 0], 2)).toBe(0);
    expect(liveliestStart([1, 1], 60)).toBe(0);
  });

  it('is never beaten by another stretch', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 1, max: 70 }),
        (changes, seconds) => {
          const sumFrom = (start: number) => changes.slice(start, start + seconds).reduce((sum, one) => sum + one, 0);
          const best = sumFrom(liveliestStart(changes, seconds));
          for (let start = 0; start + seconds <= changes.length; start += 1)
            expect(sumFrom(start)).toBeLessThanOrEqual(best);
        },
      ),
    );
  });
});
