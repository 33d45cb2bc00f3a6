import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Track } from '../../core/catalogue/track.ts';
import { songSchema } from '../../core/contracts/pipeline.ts';
import { toUnitVector } from '../../core/features.ts';
import { featureDistance, featureScale } from '../../core/ranking/distance.ts';
import { artistKey, titleKey } from '../../core/ranking/same-recording.ts';
import { suitabilityFor } from '../../core/ranking/suitability.ts';
import { CLOSE_ENOUGH, composeList, LIST_LENGTH } from '../../core/ranking.ts';
import { arbitraryTracks } from './arbitraries.ts';
import { arbitraryReading, exampleReading, exampleTrack } from './ranking/examples.ts';

const today = { month: 7, day: 1 };

function candidatesOf(tracks: readonly Track[], reading = exampleReading()) {
  const { features, weights } = reading.target;
  const query = toUnitVector(features);
  const scale = featureScale(weights);
  return tracks.map((track) => ({
    track,
    distance: featureDistance(query, 0, toUnitVector(track.features), 0, scale),
  }));
}

function compose(tracks: readonly Track[], reading = exampleReading(), count?: number) {
  const candidates = candidatesOf(tracks, reading);
  return composeList({ candidates, reading, today, ...(count === undefined ? {} : { count }) });
}

const titles = (list: ReturnType<typeof compose>) => list.songs.map((song) => song.title);

describe('composeList', () => {
  test('holds its rules for any catalogue and reading', () => {
    fc.assert(
      fc.property(
        arbitraryTracks(0, 40),
        arbitraryReading,
        fc.integer({ min: 1, max: 12 }),
        (tracks, reading, count) => {
          const { songs, notes } = compose(tracks, reading, count);
          const suitable = tracks.filter(suitabilityFor(reading, today));
          const different = new Set(suitable.map((track) => titleKey(track.title))).size;
          // As many as there are, never silently fewer.
          expect(songs).toHaveLength(Math.min(count, different));
          if (songs.length < count) expect(notes.at(-1)).toMatch(/No song|Only/);
          // Only suitable ones, no song twice, nearest first, each fit to be sent.
          const ids = new Set(suitable.map((track) => track.trackId));
          for (const song of songs) expect(ids.has(songSchema.parse(song).trackId)).toBe(true);
          expect(new Set(songs.map((song) => titleKey(song.title))).size).toBe(songs.length);
          const distances = songs.map((song) => song.distance);
          expect([...distances].sort((a, b) => a - b)).toEqual(distances);
          // What was given up is said.
          if (distances.some((distance) => distance > CLOSE_ENOUGH))
            expect(notes.join(' ')).toMatch(/further from it|more than one/);
          const artists = new Set(songs.map((song) => artistKey(song.artist)));
          if (artists.size < songs.length) expect(notes.join(' ')).toMatch(/more than one/);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('gives the same list whatever the order of the candidates', () => {
    fc.assert(
      fc.property(arbitraryTracks(1, 30), arbitraryReading, (tracks, reading) => {
        expect(compose([...tracks].reverse(), reading)).toEqual(compose(tracks, reading));
      }),
      { numRuns: 40 },
    );
  });

  test('is ten songs long, the nearest first, without a note where nothing had to be given up', () => {
    const tracks = Array.from({ length: 30 }, (_, i) => exampleTrack(i, { features: { valence: 0.5 + i / 200 } }));
    const { songs, notes } = compose(tracks);
    expect(songs).toHaveLength(LIST_LENGTH);
    expect(notes).toEqual([]);
    expect(songs[0]!.distance).toBeLessThan(0.01);
  });

  test('takes one song an artist, however it is written, as long as there are others', () => {
    const same = ['The Harbours', 'harbours', 'HARBOURS'].map((artist, i) => exampleTrack(i, { artist }));
    const others = Array.from({ length: 9 }, (_, i) => exampleTrack(10 + i, { features: { valence: 0.6 } }));
    const { songs, notes } = compose([...same, ...others]);
    expect(songs.filter((song) => artistKey(song.artist) === 'harbours')).toHaveLength(1);
    expect(notes).toEqual([]);
    const widened = compose(same);
    expect(widened.songs).toHaveLength(3);
    expect(widened.notes).toEqual([
      'Too few artists fit this moment, so some have more than one song in the list.',
      'Only 3 songs were found that suit this moment, instead of 10.',
    ]);
  });

  test('takes a song once, in its most relevant recording', () => {
    const list = compose([
      exampleTrack(1, { title: 'Harbour - Live', features: { valence: 0.6 } }),
      exampleTrack(2, { title: 'Harbour (Remastered 2011)' }),
      exampleTrack(3, { title: 'Shore' }),
    ]);
    expect(titles(list)).toEqual(['Harbour (Remastered 2011)', 'Shore']);
  });

  test('goes further from the moment only where it must, and says so', () => {
    const far = Array.from({ length: 12 }, (_, i) =>
      exampleTrack(100 + i, { features: { valence: 1, energy: 1, tempo: 200 } }),
    );
    const near = Array.from({ length: 4 }, (_, i) => exampleTrack(i));
    const { songs, notes } = compose([...far, ...near]);
    expect(songs.slice(0, 4).map((song) => song.distance)).toEqual([0, 0, 0, 0]);
    expect(songs).toHaveLength(10);
    expect(notes).toEqual([
      'Too few songs were close to this moment, so the list also has some that are further from it.',
    ]);
  });

  test('looks for explicit songs where they are wanted, and says where others had to do', () => {
    const reading = exampleReading({ target: { explicit: true } });
    const explicit = Array.from({ length: 10 }, (_, i) =>
      exampleTrack(i, { explicit: true, features: { valence: 0.6 } }),
    );
    const clean = Array.from({ length: 10 }, (_, i) => exampleTrack(50 + i));
    expect(compose([...explicit, ...clean], reading).songs.every((song) => song.explicit === true)).toBe(true);
    const short = compose([...explicit.slice(0, 2), ...clean], reading);
    expect(short.songs.filter((song) => song.explicit === true)).toHaveLength(2);
    expect(short.notes).toEqual(['Too few explicit songs were close, so the list also has others.']);
  });

  test('of several recordings of a song by one artist the original studio one is listed, even if another is nearer', () => {
    const recordings = [
      exampleTrack(1, { title: 'Song - Live', artist: 'One', year: 1980 }),
      exampleTrack(2, { title: 'Song (Remastered)', artist: 'One', year: 2011 }),
      exampleTrack(3, { title: 'Song', artist: 'One', year: 1979, features: { valence: 0.35 } }),
    ];
    expect(compose(recordings).songs.map(({ title }) => title)).toEqual(['Song']);
    expect(compose(recordings.slice(0, 2)).songs.map(({ title }) => title)).toEqual(['Song (Remastered)']);
  });

  test('themes that a title suggests count half', () => {
    const asked = exampleReading({ target: { themes: [{ theme: 'sea', weight: 1 }] } });
    const distanceOf = (ordinal: number) => compose([exampleTrack(ordinal, { themes: ['sea'] })], asked).songs[0]!;
    expect(distanceOf(1_000_000).distance).toBeGreaterThan(distanceOf(1).distance + 0.2);
    expect(distanceOf(1_000_000).why[0]).toContain('Its title speaks of the sea');
    expect(distanceOf(1).why[0]).toContain('About the sea');
  });

  test('never says nothing: an empty list has its note', () => {
    expect(compose([])).toEqual({ songs: [], notes: ['No song was found that suits this moment.'] });
    const unfit = [exampleTrack(1, { notFor: ['grief'] })];
    expect(compose(unfit, exampleReading({ mood: { sensitive: true } })).notes).toHaveLength(1);
    expect(compose([exampleTrack(1)]).notes).toEqual(['Only 1 song was found that suits this moment, instead of 10.']);
  });

  test('themes bring a song forward, being well known a little', () => {
    const reading = exampleReading({ target: { themes: [{ theme: 'sea', weight: 0.9 }] } });
    const about = exampleTrack(1, { themes: ['sea'], features: { valence: 0.65 } });
    expect(titles(compose([exampleTrack(2), about], reading))).toEqual(['Title 1', 'Title 2']);
    const known = exampleTrack(1, { popularity: 95, features: { valence: 0.52 } });
    const unknown = exampleTrack(2, { popularity: 5 });
    expect(titles(compose([known, unknown], exampleReading(), 1))).toEqual(['Title 1']);
    expect(
      titles(compose([exampleTrack(3, { popularity: 95, features: { valence: 0.9 } }), unknown], exampleReading(), 1)),
    ).toEqual(['Title 2']);
  });

  test('prefers variety to ten songs that sound the same', () => {
    const alike = Array.from({ length: 12 }, (_, i) => exampleTrack(i, { features: { valence: 0.6 } }));
    const other = exampleTrack(99, { features: { valence: 0.4 } });
    const { songs } = compose([...alike, other]);
    expect(songs.map((song) => song.title)).toContain('Title 99');
  });

  test('orders equal songs by ordinal', () => {
    const tracks = [7, 3, 5].map((ordinal) => exampleTrack(ordinal));
    expect(titles(compose(tracks))).toEqual(['Title 3', 'Title 5', 'Title 7']);
  });
});
