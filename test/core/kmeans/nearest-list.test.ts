import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NearestList } from '../../../core/kmeans/nearest-list.ts';

test('keeps what sorting everything would keep, equal distances by id', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.nat(30), (distances, limit) => {
      const list = new NearestList(limit);
      const all = distances.map((distance, at) => ({ id: (at * 7919) % 1009, distance }));
      for (const { id, distance } of all) list.offer(id, distance);
      const expected = all.sort((a, b) => a.distance - b.distance || a.id - b.id).slice(0, limit);
      expect(list.sorted()).toEqual(expected);
    }),
  );
});
