import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseRecording, DURATION_TOLERANCE, isSameRecording } from '../../../core/previews/match.ts';

const song = { title: 'Harbour Lights', artist: 'The Harbours', durationSeconds: 200 };

describe('isSameRecording', () => {
  test.each([
    {},
    { durationSeconds: 203 },
    { durationSeconds: 197 },
    { title: 'Harbour Lights (Remastered 2011)' },
    { title: 'HARBOUR LIGHTS - 2009 Remaster' },
    { artist: 'Harbours' },
    { artist: 'The Harbours feat. Somebody' },
    { artist: 'The Harbours & The Strings' },
    { album: 'Greatest Hits' },
  ])('takes %j', (changes) => {
    expect(isSameRecording(song, { ...song, ...changes })).toBe(true);
  });

  test.each([
    { durationSeconds: 203.1 },
    { durationSeconds: 196.9 },
    { title: 'Harbour Light' },
    { artist: 'Somebody Else' },
    { artist: 'Somebody Else feat. The Harbours' },
    { title: 'Harbour Lights (Karaoke Version)' },
    { title: 'Harbour Lights (In the Style of The Harbours)' },
    { title: 'Harbour Lights (Originally Performed by The Harbours)' },
    { title: 'Harbour Lights (Cover Version)' },
    { title: 'Harbour Lights (Live)' },
    { title: 'Harbour Lights - Acoustic' },
    { title: 'Harbour Lights [Remix]' },
    { artist: 'The Harbours Tribute' },
    { album: 'A Tribute to The Harbours' },
    { album: 'Karaoke Hits 12' },
  ])('refuses %j', (changes) => {
    expect(isSameRecording(song, { ...song, ...changes })).toBe(false);
  });

  test('takes for a live song only a live one, and for a song about karaoke that song', () => {
    const live = { ...song, title: 'Harbour Lights - Live' };
    expect(isSameRecording(live, { ...song, title: 'Harbour Lights (Live at the Pier)' })).toBe(true);
    expect(isSameRecording(live, song)).toBe(false);
    const karaoke = { ...song, title: 'Karaoke Plays' };
    expect(isSameRecording(karaoke, { ...karaoke, album: 'Karaoke Plays' })).toBe(true);
    const band = { ...song, artist: 'Tribute' };
    expect(isSameRecording(band, band)).toBe(true);
  });
});

describe('chooseRecording', () => {
  test('takes the nearest in duration, the first of equal ones, and none rather than a wrong one', () => {
    const found = [202, 201, 199, 500].map((durationSeconds, id) => ({ ...song, durationSeconds, id }));
    expect(chooseRecording(song, found)?.id).toBe(1);
    expect(chooseRecording(song, [{ ...song, artist: 'Karaoke Kings' }])).toBeNull();
    expect(chooseRecording(song, [])).toBeNull();
  });

  test('never gives one of another length', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1000, noNaN: true })), (durations) => {
        const chosen = chooseRecording(
          song,
          durations.map((durationSeconds) => ({ ...song, durationSeconds })),
        );
        if (chosen) expect(Math.abs(chosen.durationSeconds - 200)).toBeLessThanOrEqual(DURATION_TOLERANCE);
      }),
    );
  });
});
