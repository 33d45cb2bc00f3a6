import { describe, expect, test } from 'vitest';
import { popularityPenalty } from '../../../core/ranking/popularity.ts';
import { suitabilityFor } from '../../../core/ranking/suitability.ts';
import { isFragment, isOtherVersion, isUnwanted } from '../../../core/ranking/unwanted-recordings.ts';
import { exampleReading, exampleTrack } from './examples.ts';

const song = { title: 'Harbour', artist: 'The Harbours', durationSeconds: 180 };

describe('isUnwanted', () => {
  test.each([
    { title: 'Harbour (Karaoke Version)' },
    { title: 'Harbour - A Tribute to The Harbours' },
    { title: 'Harbour (In the Style of The Harbours)' },
    { title: 'Harbour (Skit)' },
    { title: 'At the door - Skit' },
    { title: 'Deep White Noise' },
    { artist: 'Rain Sounds' },
    { artist: 'Karaoke Kings' },
    { durationSeconds: 59 },
  ])('%j', (changes) => {
    expect(isUnwanted({ ...song, ...changes })).toBe(true);
  });

  test.each([{}, { title: 'Tribute' }, { title: 'The Sound of Rain' }, { title: 'Noise' }, { durationSeconds: 60 }])(
    'but not %j',
    (changes) => {
      expect(isUnwanted({ ...song, ...changes })).toBe(false);
    },
  );
});

test('what is unwanted suits no moment', () => {
  const isSuitable = suitabilityFor(exampleReading(), { month: 7, day: 1 });
  expect(isSuitable(exampleTrack(1))).toBe(true);
  expect(isSuitable(exampleTrack(1, { durationSeconds: 20 }))).toBe(false);
});

test('isFragment tells 59 s from 60 s, 0..1 being ten minutes', () => {
  expect(isFragment(59 / 600)).toBe(true);
  expect(isFragment(60 / 600 - 1 / 65_535)).toBe(false);
});

test.each([
  ['Harbour - Live at the Pier', true],
  ['Harbour (Acoustic)', true],
  ['Harbour [Remix]', true],
  ['Harbour (Remastered 2011)', false],
  ['Live and Learn', false],
])('isOtherVersion %s: %s', (title, expected) => {
  expect(isOtherVersion(title)).toBe(expected);
});

test('popularityPenalty leans to either end, and to none in the middle', () => {
  expect(popularityPenalty(0, 0)).toBe(0.25);
  expect(popularityPenalty(100, 0)).toBe(0);
  expect(popularityPenalty(100, 1)).toBe(0.25);
  expect(popularityPenalty(0, 1)).toBe(0);
  expect(popularityPenalty(30, 0.5)).toBe(0);
  expect(popularityPenalty(0, 0.3)).toBeCloseTo(0.1);
});
