import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_WEIGHTS, FEATURES, type FeatureWeights, normaliseFeature } from '../../../core/features.ts';
import { FEATURE_PHRASES } from '../../../core/ranking/feature-phrases.ts';
import { THEME_PHRASES } from '../../../core/ranking/theme-phrases.ts';
import { reasonsOf, whyOf } from '../../../core/ranking/why.ts';
import { arbitraryTrack } from '../arbitraries.ts';
import { arbitraryReading, exampleReading, exampleTrack } from './examples.ts';

const onlyWeights = (weights: Partial<FeatureWeights>): FeatureWeights => ({
  ...(Object.fromEntries(FEATURES.map((feature) => [feature, 0])) as FeatureWeights),
  ...weights,
});

describe('reasons are true', () => {
  test('whatever is called close is close, and asked for', () => {
    fc.assert(
      fc.property(arbitraryTrack, arbitraryReading, (track, reading) => {
        for (const reason of reasonsOf(track, reading)) {
          if (reason.kind !== 'close') continue;
          const gap = Math.abs(track.features[reason.feature] - reading.target.features[reason.feature]);
          expect(gap).toBeLessThanOrEqual(FEATURE_PHRASES[reason.feature].closeWithin);
          expect(reading.target.weights[reason.feature]).toBeGreaterThan(0);
          expect(reason.text).toContain(FEATURE_PHRASES[reason.feature].describe(track.features[reason.feature]));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('"as your moment asks" is said only where the moment earns the same words', () => {
    fc.assert(
      fc.property(arbitraryTrack, arbitraryReading, (track, reading) => {
        for (const reason of reasonsOf(track, reading)) {
          if (reason.kind !== 'close' || !reason.text.includes('as your moment asks')) continue;
          const { describe } = FEATURE_PHRASES[reason.feature];
          expect(describe(track.features[reason.feature])).toBe(describe(reading.target.features[reason.feature]));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('the difference said to count most is the one that adds most to the distance, and is not small', () => {
    fc.assert(
      fc.property(arbitraryTrack, arbitraryReading, (track, reading) => {
        const { features, weights } = reading.target;
        const cost = (feature: (typeof FEATURES)[number]) =>
          weights[feature] *
          (normaliseFeature(feature, track.features[feature]) - normaliseFeature(feature, features[feature])) ** 2;
        const isSmall = (feature: (typeof FEATURES)[number]) =>
          Math.abs(track.features[feature] - features[feature]) <= FEATURE_PHRASES[feature].closeWithin;
        for (const reason of reasonsOf(track, reading)) {
          if (reason.kind !== 'largest-gap') continue;
          expect(isSmall(reason.feature)).toBe(false);
          for (const feature of FEATURES) {
            if (!isSmall(feature)) expect(cost(feature)).toBeLessThanOrEqual(cost(reason.feature) + 1e-12);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('every theme named is one of the song and of the moment', () => {
    fc.assert(
      fc.property(arbitraryTrack, arbitraryReading, (track, reading) => {
        const shared = reading.target.themes
          .filter(({ theme }) => track.themes.includes(theme))
          .map(({ theme }) => theme);
        const reasons = reasonsOf(track, reading).filter((reason) => reason.kind === 'theme');
        for (const { text } of reasons) {
          const [, about] = /^(?:About|Its title speaks of) (.*), (?:and so is|and so does|which) your moment/.exec(
            text,
          )!;
          const phrases = about!.split(' and ');
          expect(shared.map((theme) => THEME_PHRASES[theme])).toEqual(expect.arrayContaining(phrases));
        }
      }),
    );
  });

  test('there are two to four of them, none twice', () => {
    fc.assert(
      fc.property(arbitraryTrack, arbitraryReading, (track, reading) => {
        const asked = { ...reading, target: { ...reading.target, weights: DEFAULT_WEIGHTS } };
        const why = whyOf(track, asked);
        expect(why.length).toBeGreaterThanOrEqual(2);
        expect(why.length).toBeLessThanOrEqual(4);
        expect(new Set(why).size).toBe(why.length);
      }),
    );
  });
});

describe('reasons read well', () => {
  test('themes first, then what counts more and is closer', () => {
    const track = exampleTrack(1, {
      themes: ['sea', 'night'],
      features: { valence: 0.7, energy: 0.3, tempo: 92, acousticness: 0.8 },
    });
    const reading = exampleReading({
      features: { valence: 0.68, energy: 0.32, tempo: 96, acousticness: 0.75 },
      target: {
        themes: [
          { theme: 'night', weight: 0.6 },
          { theme: 'sea', weight: 0.9 },
        ],
      },
    });
    expect(whyOf(track, reading)).toEqual([
      'About the sea and the night, and so is your moment',
      'Bright mood, close to the one that fits (0.70 against 0.68)',
      'Gentle energy, close to what fits (0.30 against 0.32)',
      'Mostly acoustic, as your moment asks (0.80 against 0.75)',
    ]);
  });

  test('an unsure theme is only hinted at', () => {
    const reading = exampleReading({ target: { themes: [{ theme: 'sea', weight: 0.4 }] } });
    expect(whyOf(exampleTrack(1, { themes: ['sea'] }), reading)[0]).toBe('About the sea, which your moment hints at');
  });

  test('where little speaks for a song, the difference that counts most is said', () => {
    const reading = exampleReading({
      features: { valence: 0.2, energy: 0.1, tempo: 80 },
      target: { weights: onlyWeights({ valence: 1, energy: 2, tempo: 1 }) },
    });
    expect(whyOf(exampleTrack(1, { features: { valence: 0.6, energy: 0.9, tempo: 86 } }), reading)).toEqual([
      'Around 86 beats a minute, near the 80 that fits',
      'The difference that counts most: more energetic than fits (0.90 against 0.10)',
    ]);
    expect(whyOf(exampleTrack(1, { features: { valence: 0.8, energy: 0.9, tempo: 128 } }), reading)).toEqual([
      'Comes nearest in mood (0.80 against 0.20)',
      'The difference that counts most: more energetic than fits (0.90 against 0.10)',
    ]);
    expect(whyOf(exampleTrack(1, { features: { valence: 0.1, energy: 0.1, tempo: 60 } }), reading).slice(2)).toEqual(
      [],
    );
  });

  test('a song below what fits is said to be so, with its unit', () => {
    const reading = exampleReading({ features: { tempo: 120 }, target: { weights: onlyWeights({ tempo: 1 }) } });
    expect(whyOf(exampleTrack(1, { features: { tempo: 90 }, popularity: 70 }), reading)).toEqual([
      'The difference that counts most: slower than fits (90 against 120 beats a minute)',
      'Widely known',
    ]);
  });

  test.each([
    [90, 'Nearly everyone knows it'],
    [60, 'Widely known'],
    [10, 'Not widely known'],
  ])('where nothing is asked of a song, popularity %i is all there is to say', (popularity, text) => {
    const reading = exampleReading({ target: { weights: onlyWeights({}) } });
    expect(whyOf(exampleTrack(1, { popularity }), reading)).toEqual([text]);
  });

  test('a figure with nothing to say about it is not said', () => {
    const reading = exampleReading({ target: { weights: onlyWeights({ acousticness: 1, energy: 1 }) } });
    expect(whyOf(exampleTrack(1), reading)).toEqual([
      'Moderate energy, close to what fits (0.50 against 0.50)',
      'Widely known',
    ]);
  });

  test('every feature has words for both sides', () => {
    for (const feature of FEATURES) {
      const { above, below, noun, format, close, describe: words } = FEATURE_PHRASES[feature];
      for (const text of [above, below, noun, format(0.5), close(words(0.9) ?? '', '1', '2')])
        expect(text).not.toBe('');
    }
  });
});
