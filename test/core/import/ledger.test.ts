import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EDITORIAL } from '../../../core/catalogue/track.ts';
import { ImportLedger } from '../../../core/import/ledger.ts';
import { arbitraryTracks } from '../arbitraries.ts';

const [sample] = fc.sample(arbitraryTracks(2, 2), { numRuns: 1, seed: 4 })[0]!;
const {
  trackId: _id,
  ordinal: _ordinal,
  ...song
} = { ...sample!, title: 'Known', artist: 'Somebody', source: 'measured' };

test('a second arrival of a song is a duplicate, by any of its keys', () => {
  const ledger = new ImportLedger([]);
  expect(ledger.decide({ ...song, externalId: 'abcdefghijkl' }).kind).toBe('new');
  expect(ledger.decide({ ...song, title: 'Other', externalId: 'abcdefghijkl' }).kind).toBe('duplicate');
  expect(ledger.decide(song).kind).toBe('duplicate');
});

test('measured figures replace estimated ones once, and what editors wrote stays', () => {
  const estimated = { ...sample!, title: 'Known', artist: 'Somebody', source: EDITORIAL, themes: ['rain' as const] };
  const ledger = new ImportLedger([estimated]);
  const decision = ledger.decide({ ...song, themes: [], durationSeconds: 99 });
  expect(decision).toMatchObject({
    kind: 'measured',
    track: { trackId: estimated.trackId, themes: ['rain'], durationSeconds: 99, source: 'measured' },
  });
  expect(ledger.decide(song).kind).toBe('duplicate');
});
