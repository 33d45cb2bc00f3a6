import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildIndex, type CatalogueIndex, clusterModelOf } from '../../../core/catalogue/index-builder.ts';
import { INDEX_WEIGHTS } from '../../../core/catalogue/indexed-vector.ts';
import {
  blockItemSchema,
  centroidsItemSchema,
  clusterModelFromItems,
  indexItems,
  type MetaItem,
  metaItemSchema,
  pointerItemSchema,
  trackFromItem,
} from '../../../core/catalogue/items.ts';
import { decodeBlock } from '../../../core/posting-block.ts';
import { arbitraryTracks } from '../arbitraries.ts';

const tracks = fc.sample(arbitraryTracks(80, 80), { numRuns: 1, seed: 9 })[0]!;
const index = buildIndex(tracks, { version: 3, seed: 1 });
const items = [...indexItems(index, tracks)];
const byKey = new Map(items.map((item) => [item.pk, item]));

describe('indexItems', () => {
  test('gives every item another key and the pointer last', () => {
    expect(byKey.size).toBe(items.length);
    expect(pointerItemSchema.parse(items.at(-1))).toEqual({ pk: 'index#current', version: 3 });
  });

  test('each item has the shape its readers expect', () => {
    for (const track of tracks) expect(trackFromItem(byKey.get(`track#${track.trackId}`))).toEqual(track);
    for (const [cluster, parts] of index.blocks) {
      const item = blockItemSchema.parse(byKey.get(`v3#c${cluster}`));
      expect(item).toEqual({ pk: `v3#c${cluster}`, data: parts[0], parts: 1 });
      decodeBlock(item.data);
    }
    for (const [theme, parts] of index.themeBlocks) {
      expect(blockItemSchema.parse(byKey.get(`v3#theme#${theme}`)).data).toEqual(parts[0]);
    }
    const meta = metaItemSchema.parse(byKey.get('v3#meta'));
    expect(meta).toMatchObject({ version: 3, k: index.k, trackCount: 80, clusterBlocks: index.blocks.size });
    expect(clusterModelFromItems(meta)).toEqual(clusterModelOf(index));
  });

  test('refuses an item whose block is not binary', () => {
    expect(() => blockItemSchema.parse({ pk: 'v1#c1', data: 'AAAA', parts: 1 })).toThrow(/not binary/);
  });

  test('blocks and centroids too large for one item go on in numbered parts', () => {
    const k = 15_000;
    const centroids = Float32Array.from({ length: k * 11 }, (_, i) => i % 7);
    const blocks = new Map([[2, [new Uint8Array(1), new Uint8Array(2), new Uint8Array(3)]]]);
    const large: CatalogueIndex = {
      ...index,
      k,
      centroids,
      blocks,
      themeBlocks: new Map(),
      presence: new Map([['clean', new Uint8Array(1)]]),
      text: { words: { count: 16, parts: new Map() }, dictionary: { count: 16, parts: new Map() } },
      map: new Uint8Array(300_001),
      weights: [...INDEX_WEIGHTS],
    };
    const found = [...indexItems(large, [])];
    expect(found.map((item) => item.pk)).toEqual([
      'v3#c2',
      'v3#c2#1',
      'v3#c2#2',
      'v3#presence#clean',
      'v3#map',
      'v3#map#1',
      'v3#centroids#1',
      'v3#centroids#2',
      'v3#meta',
      'index#current',
    ]);
    expect(found[0]).toMatchObject({ parts: 3 });
    const meta = found.find((item) => item.pk === 'v3#meta') as MetaItem;
    expect(meta.centroidParts).toBe(3);
    const further = found.filter((item) => item.pk.startsWith('v3#centroids')).map((i) => centroidsItemSchema.parse(i));
    expect(clusterModelFromItems(meta, further).centroids).toEqual(centroids);
    expect(() => clusterModelFromItems(meta)).toThrow(expect.objectContaining({ code: 'InvalidModel' }));
  });
});
