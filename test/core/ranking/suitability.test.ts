import { describe, expect, test } from 'vitest';
import type { Track } from '../../../core/catalogue/track.ts';
import { suitabilityFor } from '../../../core/ranking/suitability.ts';
import { exampleReading, exampleTrack } from './examples.ts';

const JULY = { month: 7, day: 4 };
const isSuitable = (track: Track, reading = exampleReading(), today = JULY) => suitabilityFor(reading, today)(track);
const theme = (name: Track['themes'][number], weight = 0.9) => ({ target: { themes: [{ theme: name, weight }] } });

test('a song in the middle of everything suits every moment', () => {
  for (const reading of [
    exampleReading(),
    exampleReading({ mood: { sensitive: true } }),
    exampleReading(theme('wedding')),
  ]) {
    expect(isSuitable(exampleTrack(1), reading)).toBe(true);
  }
});

describe('notFor', () => {
  test.each([
    ['an occasion at hand', ['children-present'], { target: { occasions: ['children-present'] } }],
    ['a theme that is surely there', ['wedding'], theme('wedding')],
    ['grief, where the moment is sensitive', ['grief'], { mood: { sensitive: true } }],
    ['romance, where love is in the picture', ['romance'], theme('new-love')],
    ['upbeat, at a bright celebration', ['upbeat'], { mood: { valence: 0.7 }, ...theme('graduation') }],
  ] as const)('rules a song out by %s', (_, notFor, reading) => {
    expect(isSuitable(exampleTrack(1, { notFor: [...notFor] }), exampleReading(reading as object))).toBe(false);
  });

  test.each([
    ['a theme that is only hinted at', ['wedding'], theme('wedding', 0.2)],
    ['romance, where there is none', ['romance'], theme('sea')],
    ['upbeat, at a sad celebration', ['upbeat'], { mood: { valence: 0.3 }, ...theme('party') }],
    ['upbeat, where nothing is celebrated', ['upbeat'], { mood: { valence: 0.8 }, ...theme('sea') }],
    ['grief, on an ordinary day', ['grief'], {}],
  ] as const)('does not rule a song out by %s', (_, notFor, reading) => {
    expect(isSuitable(exampleTrack(1, { notFor: [...notFor] }), exampleReading(reading as object))).toBe(true);
  });
});

describe('a song of the Christmas season', () => {
  const song = exampleTrack(1, { notFor: ['out-of-season'], themes: ['christmas'] });
  test('is for December', () => {
    expect(isSuitable(song, exampleReading(), { month: 12, day: 3 })).toBe(true);
    expect(isSuitable(song, exampleReading(), { month: 1, day: 3 })).toBe(false);
  });
  test('or for a picture of Christmas, whenever', () => {
    expect(isSuitable(song, exampleReading(theme('christmas')))).toBe(true);
    const snowman = { ...theme('snow'), mood: { evidence: ['A Christmas tree'] } };
    expect(isSuitable(song, exampleReading(snowman))).toBe(true);
    expect(isSuitable(song, exampleReading(theme('snow')))).toBe(false);
    expect(isSuitable(song, exampleReading({ mood: { evidence: ['A Christmas tree'] } }))).toBe(false);
  });
});

test('a song about snow that belongs to Christmas is for a snowy day as well', () => {
  const song = exampleTrack(1, { notFor: ['out-of-season'], themes: ['snow', 'christmas'] });
  expect(isSuitable(song, exampleReading(theme('snow')))).toBe(true);
  expect(isSuitable(song, exampleReading(theme('snow', 0.3)))).toBe(false);
  expect(isSuitable(song, exampleReading(theme('summer')))).toBe(false);
});

test('a song of Halloween is for October, or where the picture shows it', () => {
  const song = exampleTrack(1, { title: 'Monster Mash' });
  expect(isSuitable(song)).toBe(false);
  expect(isSuitable(song, exampleReading(), { month: 10, day: 20 })).toBe(true);
  expect(isSuitable(song, exampleReading({ mood: { evidence: ['a pumpkin'] } }))).toBe(true);
});

test('in a low moment nothing mocks, in a bright one nothing darkens', () => {
  const low = exampleReading({ mood: { valence: 0.3 } });
  const bright = exampleReading({ mood: { valence: 0.7 } });
  const about = (...themes: Track['themes']) => exampleTrack(1, { themes });
  expect(isSuitable(about('party', 'drinking'), low)).toBe(false);
  expect(isSuitable(about('breakup', 'party'), low)).toBe(true);
  expect(isSuitable(about('victory', 'sport'), low)).toBe(false);
  expect(isSuitable(about('perseverance', 'victory'), low)).toBe(true);
  expect(isSuitable(about('dancing'), low)).toBe(true);
  const atParty = exampleReading({ mood: { valence: 0.3 }, ...theme('party') });
  expect(isSuitable(about('party'), atParty)).toBe(true);
  expect(isSuitable(about('loss', 'hope'), bright)).toBe(false);
  expect(isSuitable(about('loss', 'hope'), exampleReading({ mood: { valence: 0.7 }, ...theme('loss', 0.2) }))).toBe(
    true,
  );
  expect(isSuitable(about('hope', 'loss'), bright)).toBe(true);
});

test('where no explicit song is wanted, only one known to be clean will do', () => {
  const reading = exampleReading({ target: { explicit: false } });
  expect([true, false, null].map((explicit) => isSuitable(exampleTrack(1, { explicit }), reading))).toEqual([
    false,
    true,
    false,
  ]);
});

test.each([
  ['bright and lively', { features: { valence: 0.7, energy: 0.7 } }, false],
  ['about a party', { themes: ['party' as const] }, false],
  ['about drinking', { themes: ['loss' as const, 'drinking' as const] }, false],
  ['bright but calm', { features: { valence: 0.8, energy: 0.3 } }, false],
  ['sombre and strong', { features: { valence: 0.2, energy: 0.9 } }, false],
  ['gentle', { features: { valence: 0.6, energy: 0.6 } }, true],
])('beside grief, a song that is %s: %j suits = %s', (_, changes, suits) => {
  expect(isSuitable(exampleTrack(1, changes), exampleReading({ mood: { sensitive: true } }))).toBe(suits);
  expect(isSuitable(exampleTrack(1, changes))).toBe(true);
});
