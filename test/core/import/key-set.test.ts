import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeySet } from '../../../core/import/key-set.ts';

test('holds what a Set holds', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), fc.array(fc.string({ unit: 'binary' })), (added, asked) => {
      const [keys, oracle] = [new KeySet(), new Set(added)];
      for (const key of added) keys.add(key);
      expect(keys.size).toBe(oracle.size);
      for (const key of [...added, ...asked]) expect(keys.has(key)).toBe(oracle.has(key));
    }),
  );
});

test('grows, and tells apart keys that differ in little', () => {
  const keys = new KeySet();
  for (let at = 0; at < 100_000; at++) keys.add(`song ${at}|the band`);
  expect(keys.size).toBe(100_000);
  expect(keys.has('song 99999|the band')).toBe(true);
  expect(keys.has('song 100000|the band')).toBe(false);
  expect(new KeySet().has('')).toBe(false);
});
