/** `npm run costs`: writes docs/costs.md from the starter catalogue, the templates and the prices. */
import '../local/require-node-24.ts';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIndex } from '../core/catalogue/index-builder.ts';
import { parseStarterParts, STARTER_SEED, STARTER_VERSION } from '../core/catalogue/starter-assets.ts';
import { synthesise } from '../local/assembly.ts';
import { ROOT } from './build/paths.ts';
import { readDeployment, type Templates } from './costs/deployment.ts';
import { type CostInput, costsPage } from './costs/page.ts';

/** The starter catalogue and its index. */
export function starterIndex(): Pick<CostInput, 'index' | 'tracks'> {
  const parts = globSync('catalogue/starter/*.tsv', { cwd: ROOT }).sort();
  const { tracks } = parseStarterParts(parts.map((part) => readFileSync(join(ROOT, part), 'utf8')));
  return { tracks, index: buildIndex(tracks, { version: STARTER_VERSION, seed: STARTER_SEED }) };
}

if (import.meta.main) {
  const folder = mkdtempSync(join(tmpdir(), 'costs-'));
  try {
    const assembly = await synthesise(folder, { webOrigin: 'http://127.0.0.1:4600', environment: {} });
    const templates: Templates = Object.fromEntries(
      globSync('*.template.json', { cwd: assembly }).map((name) => [
        name,
        JSON.parse(readFileSync(join(assembly, name), 'utf8')),
      ]),
    );
    writeFileSync(
      join(ROOT, 'docs', 'costs.md'),
      costsPage({ deployment: readDeployment(templates), ...starterIndex() }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
