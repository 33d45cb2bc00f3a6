import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clusterCount } from '../../core/catalogue/clustering.ts';
import { RECORD_BYTES } from '../../core/posting-block.ts';
import { PROBES } from '../../core/ranking/probes.ts';
import { ROOT } from '../../scripts/build/paths.ts';
import { readDeployment } from '../../scripts/costs/deployment.ts';
import { computedLookup, readUnits } from '../../scripts/costs/lookup.ts';
import { costsPage } from '../../scripts/costs/page.ts';
import { millionth } from '../../scripts/costs/prices.ts';
import { starterIndex } from '../../scripts/costs.ts';
import { synthesise } from '../lib/synthesised.ts';

describe('docs/costs.md', () => {
  it('is what `npm run costs` writes', async () => {
    const page = costsPage({ deployment: readDeployment(await synthesise()), ...starterIndex() });
    expect(readFileSync(join(ROOT, 'docs', 'costs.md'), 'utf8')).toBe(page);
  }, 120_000);
});

describe('read units', () => {
  it('are half a unit for each 4 KB begun', () => {
    expect([1, 4096, 4097, 8192, 8193].map(readUnits)).toEqual([0.5, 0.5, 1, 1, 1.5]);
  });

  it('of a lookup grow with the size of a cluster, not with the catalogue', () => {
    const [small, large] = [computedLookup(1_000_000), computedLookup(10_000_000)];
    expect(large.readUnits).toBe(small.readUnits);
    expect(small.kilobytes * 1024).toBeGreaterThan(PROBES * (1_000_000 / clusterCount(1_000_000)) * RECORD_BYTES);
  });
});

it('prices are for a million', () => {
  expect(millionth('speech', 1_000_000)).toBe(16);
});
