import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readingSchema } from '../../../core/contracts/pipeline.ts';
import { trackViewSchema } from '../../../core/contracts/songs.ts';
import { readingOfTrack, whySimilar } from '../../../core/ranking/similar.ts';
import { trackView } from '../../../core/track-view.ts';
import { arbitraryTrack } from '../arbitraries.ts';
import { exampleTrack } from './examples.ts';

test('any track is a reading, a view and like itself', () => {
  fc.assert(
    fc.property(arbitraryTrack, arbitraryTrack, (track, other) => {
      readingSchema.parse(readingOfTrack(track));
      trackViewSchema.parse(trackView(track));
      expect(whySimilar(track, track).length).toBeGreaterThanOrEqual(2);
      expect(whySimilar(track, other).length).toBeGreaterThanOrEqual(1);
    }),
  );
});

test('the first themes of a song are asked for more than the later ones', () => {
  const themes = ['sea', 'beach', 'summer', 'hope', 'peace'] as const;
  const weights = readingOfTrack(exampleTrack(1, { themes: [...themes] })).target.themes.map(({ weight }) => weight);
  expect(weights).toEqual([0.6, 0.5, 0.4, 0.3, 0.3]);
});

describe('whySimilar', () => {
  test('names themes, genre and the closest figures', () => {
    const track = exampleTrack(1, { themes: ['sea', 'hope'], genre: 'folk' });
    const other = exampleTrack(2, { themes: ['hope', 'sea'], genre: 'folk', features: { valence: 0.52 } });
    expect(whySimilar(track, other)).toEqual([
      'Both about the sea and hope',
      'Both folk',
      'Close in energy (0.50 against 0.50)',
      'Close in mood (0.52 against 0.50)',
    ]);
  });

  test('names the largest difference where nothing is close', () => {
    const low = { valence: 0, energy: 0, tempo: 50, acousticness: 0, danceability: 0 } as const;
    const high = { valence: 0.9, energy: 1, tempo: 200, acousticness: 1, danceability: 1 } as const;
    const rest = { instrumentalness: 1, liveness: 1, speechiness: 1, loudness: -40 };
    const a = exampleTrack(1, { genre: null, features: { ...low } });
    const b = exampleTrack(2, { genre: null, features: { ...high, ...rest } });
    expect(whySimilar(a, b)).toEqual(['The difference that counts most: more energetic (1.00 against 0.00)']);
    expect(whySimilar(b, a)).toEqual(['The difference that counts most: gentler (0.00 against 1.00)']);
  });
});
