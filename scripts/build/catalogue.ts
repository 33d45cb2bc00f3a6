/** The starter catalogue as the stacks install it: table content for DynamoDB's import, model for the endpoint. */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { create } from 'tar';
import { starterAssets } from '../../core/catalogue/starter-assets.ts';
import { DIST, ROOT } from './paths.ts';

/** A fixed date, so that the same songs always make the same bytes and nothing is deployed twice. */
const EPOCH = new Date('2000-01-01T00:00:00Z');

export async function buildCatalogue(): Promise<void> {
  const parts = globSync('catalogue/starter/*.tsv', { cwd: ROOT }).sort();
  const { tableLines, model } = starterAssets(parts.map((part) => readFileSync(join(ROOT, part), 'utf8')));

  const catalogueFolder = join(DIST, 'catalogue');
  mkdirSync(catalogueFolder, { recursive: true });
  writeFileSync(join(catalogueFolder, 'starter.json.gz'), gzipSync(tableLines));

  const modelFolder = join(DIST, 'model');
  const content = join(modelFolder, 'content');
  rmSync(modelFolder, { recursive: true, force: true });
  mkdirSync(content, { recursive: true });
  for (const [name, bytes] of model) writeFileSync(join(content, name), bytes);
  await create(
    { file: join(modelFolder, 'model.tar.gz'), cwd: content, gzip: true, portable: true, mtime: EPOCH },
    [...model.keys()].sort(),
  );
}
