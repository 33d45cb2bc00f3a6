import { describe, expect, test } from 'vitest';
import { parseStarterParts, starterAssets } from '../../../core/catalogue/starter-assets.ts';
import { decodeModel } from '../../../core/kmeans/cluster-model.ts';
import { tsv, variedTsv } from './starter-text.ts';

describe('starterAssets', () => {
  test('makes the table import, the model and a summary', () => {
    const { tableLines, model, info } = starterAssets([variedTsv(200)]);
    expect(info).toMatchObject({ version: 1, k: 25, trackCount: 200, refused: [] });
    expect(info.themeCounts).toMatchObject({ sea: 40, rain: 40 });
    const lines = tableLines.trimEnd().split('\n');
    expect(lines).toHaveLength(info.itemCount);
    const keys = lines.map((line) => JSON.parse(line).Item.pk.S);
    expect(keys).toEqual(expect.arrayContaining(['index#current', 'v1#meta', 'v1#theme#sea', 'track#s1', 'track#s5k']));
    expect(decodeModel(model)).toMatchObject({ version: 1, k: 25 });
  });

  test('is the same every time and for any order of the parts', () => {
    const [a, b] = [tsv({ id: '5' }, { id: '2' }), tsv({ id: '3', energy: '.9' })];
    expect(starterAssets([b, a]).tableLines).toBe(starterAssets([a, b]).tableLines);
  });

  test('says which line of which part was refused', () => {
    const { tracks, refused } = parseStarterParts([
      tsv({ id: '1' }),
      tsv({ id: '2', mode: '?' }, { id: '1' }, { id: '3' }),
    ]);
    expect(tracks.map((track) => track.ordinal)).toEqual([1, 3]);
    expect(refused).toEqual([
      { text: 1, line: 2, reason: expect.stringContaining('mode') },
      { text: 1, line: 3, reason: expect.stringContaining('used before') },
    ]);
  });

  test('refuses to build an index of nothing', () => {
    expect(() => starterAssets([])).toThrow(expect.objectContaining({ code: 'InvalidCatalogue' }));
  });
});
