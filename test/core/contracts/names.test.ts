import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogueKeys, ENV, mediaKeys, parseSourceKey, trackIds } from '../../../core/contracts/names.ts';
import { THEMES } from '../../../core/themes.ts';

describe('ENV', () => {
  it('spells every variable once, as environment variables are spelt', () => {
    const names = Object.values(ENV);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
  });
});

/** Path segments: what a user id or recap id could be made of, and more. */
const segment = fc
  .string({ minLength: 1, maxLength: 30 })
  .filter((text) => !text.includes('/') && !/[\n\r]/.test(text));

describe('media keys', () => {
  it('lead back from a source to its owner and recap', () => {
    fc.assert(
      fc.property(segment, segment, (userId, recapId) => {
        expect(parseSourceKey(mediaKeys.source(userId, recapId))).toEqual({ userId, recapId });
      }),
    );
  });

  it.each([
    '',
    'uploads/ada/source',
    'uploads//01/source',
    'uploads/ada/01/source/more',
    'uploads/ada/01/',
    'derivatives/ada/01/source',
    'x/uploads/ada/01/source',
  ])('parse %j to nothing', (key) => {
    expect(parseSourceKey(key)).toBeNull();
  });

  it('keep a recap’s derivatives under its own prefix and its source under the uploads', () => {
    fc.assert(
      fc.property(segment, segment, (userId, recapId) => {
        const prefix = mediaKeys.derivativesPrefix(userId, recapId);
        for (const kind of ['image', 'narration', 'words'] as const) {
          expect(mediaKeys[kind](userId, recapId).startsWith(prefix)).toBe(true);
          expect(parseSourceKey(mediaKeys[kind](userId, recapId))).toBeNull();
        }
        expect(mediaKeys.source(userId, recapId).startsWith(mediaKeys.uploadsPrefix)).toBe(true);
      }),
    );
  });
});

describe('catalogue keys', () => {
  it('number further parts from 1', () => {
    expect(catalogueKeys.cluster(3, 17)).toBe('v3#c17');
    expect(catalogueKeys.cluster(3, 17, 2)).toBe('v3#c17#2');
    expect(catalogueKeys.theme(3, 'rain', 1)).toBe('v3#theme#rain#1');
    expect(catalogueKeys.centroids(3, 1)).toBe('v3#centroids#1');
  });

  it('never meet', () => {
    const keys = [catalogueKeys.current, catalogueKeys.track('s1')];
    for (const version of [1, 2, 11]) {
      keys.push(catalogueKeys.meta(version));
      for (const part of [0, 1, 12]) {
        if (part > 0) keys.push(catalogueKeys.centroids(version, part));
        for (const cluster of [0, 1, 11, 111]) keys.push(catalogueKeys.cluster(version, cluster, part));
        for (const theme of THEMES) keys.push(catalogueKeys.theme(version, theme, part));
      }
    }
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('track ids', () => {
  it('lead back to the ordinal', () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), (ordinal) => {
        expect(trackIds.toOrdinal(trackIds.fromOrdinal(ordinal))).toBe(ordinal);
      }),
    );
  });

  it.each(['', 's', 'S1', 's-1', 't1', 's1 ', 's12345678', '1'])('do not include %j', (id) => {
    expect(trackIds.toOrdinal(id)).toBeNull();
  });
});
