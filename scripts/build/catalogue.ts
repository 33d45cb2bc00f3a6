/** The starter catalogue as the stacks install it: table content for DynamoDB's import, model for the endpoint. */
import { globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { create } from 'tar';
import { starterAssets } from '../../core/catalogue/starter-assets.ts';
import type { Machine } from '../../lib/config.ts';
import { distFor, ROOT } from './paths.ts';

/** A fixed date, so that the same songs always make the same bytes and nothing is deployed twice. */
const EPOCH = new Date('2000-01-01T00:00:00Z');

export async function buildCatalogue(machine: Machine): Promise<void> {
  const parts = globSync('catalogue/starter/*.tsv', { cwd: ROOT }).sort();
  const { tableLines, model } = starterAssets(parts.map((part) => readFileSync(join(ROOT, part), 'utf8')));
  const dist = distFor(machine);
  for (const folder of ['catalogue', 'model']) mkdirSync(join(dist, folder), { recursive: true });

  // Made beside their places and moved there whole: another start may be reading what was built before.
  const making = mkdtempSync(join(dist, 'making-'));
  try {
    writeFileSync(join(making, 'starter.json.gz'), gzipSync(tableLines));
    for (const [name, bytes] of model) writeFileSync(join(making, name), bytes);
    await create(
      { file: join(making, 'model.tar.gz'), cwd: making, gzip: true, portable: true, mtime: EPOCH },
      [...model.keys()].sort(),
    );
    renameSync(join(making, 'starter.json.gz'), join(dist, 'catalogue', 'starter.json.gz'));
    renameSync(join(making, 'model.tar.gz'), join(dist, 'model', 'model.tar.gz'));
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}
