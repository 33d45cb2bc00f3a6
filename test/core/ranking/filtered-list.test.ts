import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildIndex } from '../../../core/catalogue/index-builder.ts';
import type { Track } from '../../../core/catalogue/track.ts';
import type { SongFilters } from '../../../core/contracts/filters.ts';
import { decodeBlock } from '../../../core/posting-block.ts';
import { CANDIDATE_LIMIT } from '../../../core/ranking/candidates.ts';
import { candidatesUnder, limitsOf, rememberShown, SHOWN_MEMORY } from '../../../core/ranking/filtered-list.ts';
import { matchesFilters } from '../../../core/ranking/filters.ts';
import { composeList } from '../../../core/ranking.ts';
import { arbitraryTracks } from '../arbitraries.ts';
import { arbitraryReading, exampleReading, exampleTrack } from './examples.ts';

const today = { month: 7, day: 1 };

function list(tracks: Track[], filters: SongFilters, shown: string[] = [], reading = exampleReading()) {
  const index = buildIndex(tracks, { version: 1, seed: 1 });
  const blocks = [...index.blocks.values()].flat().map((part) => ({ block: decodeBlock(part) }));
  const byOrdinal = new Map(tracks.map((track) => [track.ordinal, track]));
  const candidates = candidatesUnder(blocks, reading.target, filters, index.meta)
    .map(({ ordinal, distance }) => ({ track: byOrdinal.get(ordinal)!, distance }))
    .filter(({ track }) => matchesFilters(track, filters));
  return composeList({
    candidates,
    reading,
    today,
    popularity: filters.popularity,
    limits: limitsOf(filters, shown),
  });
}

describe('a list under filters', () => {
  test('clean takes known clean songs first, then marked ones not checked, and never an explicit one', () => {
    fc.assert(
      fc.property(arbitraryTracks(1, 40), arbitraryReading, (tracks, reading) => {
        const plain = { ...reading, target: { ...reading.target, explicit: null } };
        const { songs, notes } = list(tracks, { explicit: 'clean' }, [], plain);
        const unchecked = songs.filter(({ explicit }) => explicit === null);
        expect(songs.some(({ explicit }) => explicit === true)).toBe(false);
        for (const song of songs) {
          expect(song.why.includes('Not checked for explicit words')).toBe(song.explicit === null);
        }
        expect(notes.some((note) => note.includes('not checked'))).toBe(unchecked.length > 0);
      }),
      { numRuns: 60 },
    );
  });

  test('many songs not checked do not crowd out those known to be clean', () => {
    const unchecked = Array.from({ length: CANDIDATE_LIMIT + 50 }, (_, i) => exampleTrack(i, { explicit: null }));
    const clean = Array.from({ length: 12 }, (_, i) => exampleTrack(900 + i, { features: { valence: 0.7 } }));
    const { songs, notes } = list([...unchecked, ...clean], { explicit: 'clean' });
    expect(songs.map(({ explicit }) => explicit)).toEqual(Array(10).fill(false));
    expect(notes).toEqual([]);
    const enough = Array.from({ length: CANDIDATE_LIMIT }, (_, i) => exampleTrack(2000 + i));
    expect(list(enough, { explicit: 'clean' }).songs).toHaveLength(10);
  });

  test('again takes songs not shown first, and says where it had to take one again', () => {
    const tracks = Array.from({ length: 14 }, (_, i) => exampleTrack(i));
    const shown = tracks.slice(0, 8).map(({ trackId }) => trackId);
    expect(list(tracks, { again: true }, shown.slice(0, 4)).notes).toEqual([]);
    const { songs, notes } = list(tracks, { again: true }, shown);
    expect(songs.filter(({ trackId }) => !shown.includes(trackId))).toHaveLength(6);
    expect(songs).toHaveLength(10);
    expect(notes).toEqual(['Too few songs were left that you had not seen, so the list also has some again.']);
    expect(list(tracks, {}, shown).notes).toEqual([]);
  });

  test('the slider decides between the known and the unknown', () => {
    const tracks = [
      ...Array.from({ length: 10 }, (_, i) => exampleTrack(i, { popularity: 95 })),
      ...Array.from({ length: 10 }, (_, i) => exampleTrack(50 + i, { popularity: 5 })),
    ];
    const known = (popularity: number) =>
      list(tracks, { popularity }).songs.filter(({ trackId }) => trackId.length === 2 && trackId < 'sa').length;
    expect(known(0)).toBe(10);
    expect(known(1)).toBe(0);
  });
});

describe('rememberShown', () => {
  test('keeps the latest, each once', () => {
    expect(rememberShown(['a', 'b', 'c'], ['b', 'd'])).toEqual(['a', 'c', 'b', 'd']);
    const many = Array.from({ length: 60 }, (_, i) => `s${i}`);
    expect(rememberShown([], many)).toEqual(many.slice(-SHOWN_MEMORY));
  });
});
