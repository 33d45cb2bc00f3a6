import { describe, expect, it } from 'vitest';
import { bestFrame } from '../../../core/video/cover.ts';
import { mergeFaces, mergeLabels, mergeModeration, mergeProperties } from '../../../core/video/merge.ts';
import { boxes, face, label, labels, PLAIN_LIGHT } from '../seen-examples.ts';

const frames = <T>(...found: T[]) => found.map((one) => ({ share: 1 / found.length, found: one }));
const lists = (...texts: string[]) => frames(...texts.map((text) => ({ labels: labels(text), faint: [] })));

describe('mergeLabels', () => {
  it('leaves a thing that is always there as sure as it is', () => {
    const { labels: merged } = mergeLabels(lists('Dog:0.9, Sea:0.8', 'Sea:0.8, Dog:0.9'));
    expect(merged.map(({ name, confidence }) => [name, confidence])).toEqual([
      ['Dog', expect.closeTo(0.9)],
      ['Sea', expect.closeTo(0.8)],
    ]);
  });

  it('names what is in half of the frames and not what is in one of twelve', () => {
    const rest = Array.from({ length: 10 }, () => 'Sea:0.9');
    const { labels: named, faint } = mergeLabels(lists('Sea:0.9, Cat:0.9', 'Sea:0.9', ...rest));
    expect(named.map(({ name }) => name)).toEqual(['Sea']);
    expect(faint).toMatchObject([{ name: 'Cat', confidence: expect.closeTo(0.26, 2) }]);
    expect(faint[0]).not.toHaveProperty('instances');
    expect(mergeLabels(lists('Cat:0.9', 'Sea')).labels.map(({ name }) => name)).toContain('Cat');
  });

  it('adds up weak guesses, and what is faint in one frame and sure in another', () => {
    const faint = [{ name: 'Dog', confidence: 0.2, parents: [], categories: [] }];
    const merged = mergeLabels(frames({ labels: labels('Dog:0.8'), faint: [] }, { labels: [], faint }));
    expect(merged.labels).toMatchObject([{ name: 'Dog', confidence: expect.closeTo(Math.sqrt(0.8 * 0.5)) }]);
  });

  it('counts as in the frame with most of them, not over all', () => {
    const dogs = (count: number) => ({ labels: [label('Dog', 0.9, { instances: boxes(count) })], faint: [] });
    expect(mergeLabels(frames(dogs(1), dogs(3), dogs(2))).labels[0]!.instances).toHaveLength(3);
  });
});

describe('mergeProperties', () => {
  it('means light and adds colours by their share', () => {
    const colour = (name: string, share: number) => ({ name, hex: `#${name}`, share });
    const merged = mergeProperties([
      { share: 0.75, found: { ...PLAIN_LIGHT, brightness: 20, colours: [colour('blue', 0.8)] } },
      { share: 0.25, found: { ...PLAIN_LIGHT, brightness: 60, colours: [colour('blue', 0.4), colour('red', 0.6)] } },
    ]);
    expect(merged.brightness).toBe(30);
    expect(merged.colours).toMatchObject([
      { name: 'blue', share: expect.closeTo(0.7) },
      { name: 'red', share: expect.closeTo(0.15) },
    ]);
  });
});

describe('mergeFaces', () => {
  it('leaves one person one person', () => {
    const merged = mergeFaces(frames([face({ HAPPY: 0.9 }, 0.2, 0.8)], [face({ HAPPY: 0.5, SAD: 0.4 }, 0.1, null)]));
    expect(merged).toEqual([
      { area: expect.closeTo(0.15), smile: 0.8, emotions: { HAPPY: expect.closeTo(0.7), SAD: expect.closeTo(0.2) } },
    ]);
  });

  it('has as many as were seen at once, each as large as over the whole time', () => {
    const merged = mergeFaces(frames([face({}, 0.1), face({}, 0.3)], [], [face({}, 0.3)]));
    expect(merged.map(({ area }) => area)).toEqual([expect.closeTo(0.2), expect.closeTo(0.1 / 3)]);
    expect(merged[0]!.smile).toBeNull();
    expect(mergeFaces(frames<never[]>([], []))).toEqual([]);
  });
});

describe('mergeModeration', () => {
  it('keeps whatever was noticed in any frame, as sure as it was there', () => {
    const noticed = (name: string, confidence: number) => ({ name, confidence, parents: [] });
    expect(
      mergeModeration([[noticed('Violence', 0.2)], [noticed('Weapons', 0.5), noticed('Violence', 0.95)], []]),
    ).toEqual([noticed('Violence', 0.95), noticed('Weapons', 0.5)]);
  });
});

describe('bestFrame', () => {
  const plain = { sharpness: 4, entropy: 7, light: 118, share: 0.2 };

  it.each([
    ['the sharpest', { ...plain, sharpness: 1 }],
    ['the best exposed', { ...plain, light: 8 }],
    ['the richest', { ...plain, entropy: 2 }],
    ['the one that lasts longest', { ...plain, share: 0.1 }],
  ])('is %s', (_, worse) => {
    expect(bestFrame([worse, plain, worse])).toBe(1);
  });

  it('is the first of black ones', () => {
    expect(bestFrame([0, 0].map(() => ({ sharpness: 0, entropy: 0, light: 0, share: 0.5 })))).toBe(0);
  });
});
