import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseStarterParts } from '../../core/catalogue/starter-assets.ts';
import { FEATURE_EXAMPLES } from '../../core/feature-examples.ts';
import { type Feature, normaliseFeature } from '../../core/features.ts';

const folder = join(import.meta.dirname, '..', '..', 'catalogue', 'starter');
const parts = readdirSync(folder).filter((name) => name.endsWith('.tsv'));
const { tracks } = parseStarterParts(parts.sort().map((name) => readFileSync(join(folder, name), 'utf8')));
const byId = new Map(tracks.map((track) => [track.trackId, track]));

describe.each(Object.entries(FEATURE_EXAMPLES))('the songs to hear %s by', (name, { low, high }) => {
  test('are well known, clean, and as the catalogue has them', () => {
    for (const example of [low, high]) {
      const track = byId.get(example.trackId);
      expect(track).toMatchObject({ title: example.title, artist: example.artist });
      expect(track?.features.loudness).toBe(example.loudness);
      expect(track?.popularity).toBeGreaterThanOrEqual(90);
      expect(track?.explicit).toBe(false);
    }
  });

  test('are far apart in it', () => {
    const feature = name as Feature;
    const value = (trackId: string) => normaliseFeature(feature, byId.get(trackId)?.features[feature] ?? 0);
    expect(value(high.trackId) - value(low.trackId)).toBeGreaterThan(0.3);
  });
});
