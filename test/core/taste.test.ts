import { describe, expect, test } from 'vitest';
import { avoidance, type TasteEntry, tasteKeys } from '../../core/taste.ts';

const entry = (kind: TasteEntry['kind'], subject: string, artist: string, title: string | null): TasteEntry => ({
  kind,
  subject,
  artist,
  title,
  since: '2026-11-20T10:00:00.000Z',
});
const entries = [
  entry('like', 's1', 'Liked', 'Song'),
  entry('hide', 's2', 'The Harbours', 'Harbour Lights'),
  entry('ban', 'ban#acdc', 'AC/DC', null),
];

describe('avoidance', () => {
  const { except, spare } = avoidance(entries);
  test.each([
    [{ trackId: 's2', title: 'Renamed', artist: 'Renamed' }, true],
    [{ trackId: 's9', title: 'Harbour Lights (Live)', artist: 'Harbours' }, true],
    [{ trackId: 's9', title: 'Harbour Lights', artist: 'Somebody Else' }, false],
    [{ trackId: 's9', title: 'Thunder', artist: 'ac/dc' }, true],
    [{ trackId: 's1', title: 'Song', artist: 'Liked' }, false],
  ])('%j: %s', (song, expected) => {
    expect(except(song)).toBe(expected);
  });

  test('tells how many songs may be missing', () => {
    expect(spare).toBe(6);
    expect(avoidance([])).toMatchObject({ spare: 0 });
  });
});

test('spellings of an artist meet in one key', () => {
  expect(tasteKeys.artist('The Beatles')).toBe(tasteKeys.artist('beatles'));
  expect(tasteKeys.track('like', 's1')).toBe('like#s1');
  expect(tasteKeys.prefix('hide')).toBe('hide#');
});
