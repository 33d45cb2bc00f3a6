import { describe, expect, test } from 'vitest';
import type { Track } from '../../../core/catalogue/track.ts';
import type { Reading } from '../../../core/contracts/pipeline.ts';
import { leaningFor, tonePenaltyFor } from '../../../core/ranking/tone.ts';

const reading = (valence: number, confidence: number, themes: string[] = [], tempo = 110) =>
  ({
    mood: { valence, energy: 0.5, word: 'calm', confidence, sensitive: false, evidence: [] },
    target: {
      features: {
        danceability: 0.5,
        energy: 0.5,
        valence,
        tempo,
        acousticness: 0.5,
        instrumentalness: 0.1,
        liveness: 0.1,
        speechiness: 0.1,
        loudness: -10,
      },
      weights: {},
      themes: themes.map((theme) => ({ theme, weight: 0.8 })),
      occasions: [],
      explicit: null,
    },
  }) as unknown as Reading;
const song = (...themes: string[]) => ({ themes }) as unknown as Track;

describe('tonePenaltyFor', () => {
  test('holds a heavy subject back in a bright moment that is not about it', () => {
    expect(tonePenaltyFor(reading(0.7, 0.5))(song('war', 'protest'))).toBeGreaterThan(0);
  });
  test('lets it be where the moment is about it, is dark, or the song is light', () => {
    expect(tonePenaltyFor(reading(0.7, 0.5, ['breakup']))(song('breakup'))).toBe(0);
    expect(tonePenaltyFor(reading(0.3, 0.5))(song('breakup'))).toBe(0);
    expect(tonePenaltyFor(reading(0.7, 0.5))(song('sea', 'summer'))).toBe(0);
  });
});

describe('leaningFor', () => {
  test('is the same for the same picture and song, and differs between pictures', () => {
    expect(leaningFor(reading(0.6, 0.1))(7)).toBe(leaningFor(reading(0.6, 0.1))(7));
    expect(leaningFor(reading(0.6, 0.1))(7)).not.toBe(leaningFor(reading(0.6, 0.1, [], 111))(7));
  });
  test('is small, and nothing where the reading is sure', () => {
    for (let ordinal = 0; ordinal < 500; ordinal++) {
      expect(Math.abs(leaningFor(reading(0.6, 0))(ordinal))).toBeLessThanOrEqual(0.06);
      expect(leaningFor(reading(0.6, 1))(ordinal)).toBeCloseTo(0, 12);
    }
  });
});
