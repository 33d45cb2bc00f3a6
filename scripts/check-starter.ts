/**
 * Checks the starter catalogue: its rules always, and its editors' estimates against a measured file where one is at
 * hand (`SIGHTSONG_DATA`, or ../shared/data). Prints what it found; exits 1 where a rule is broken.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseStarterParts } from '../core/catalogue/starter-assets.ts';
import { ROOT } from './build/paths.ts';
import { compareWithMeasured } from './check-starter/compare.ts';
import { readMeasured } from './check-starter/measured.ts';
import { checkRules } from './check-starter/rules.ts';

export const MEASURED_FILE = join(
  process.env.SIGHTSONG_DATA ?? join(ROOT, '..', 'shared', 'data'),
  'songs',
  'catalogue_union.csv.gz',
);

/** The starter's tracks, and the sentences about lines that were refused. */
export function readStarter() {
  const parts = globSync('catalogue/starter/*.tsv', { cwd: ROOT }).sort();
  const { tracks, refused } = parseStarterParts(parts.map((part) => readFileSync(join(ROOT, part), 'utf8')));
  return {
    tracks,
    problems: refused.map(({ text, line, reason }) => `${basename(parts[text] ?? '')} line ${line}: ${reason}`),
  };
}

if (import.meta.main) {
  const { tracks, problems } = readStarter();
  problems.push(...checkRules(tracks));
  console.log(`${tracks.length} songs`);
  if (existsSync(MEASURED_FILE)) {
    const comparison = compareWithMeasured(tracks, await readMeasured(MEASURED_FILE));
    console.log(comparison.lines.join('\n'));
    problems.push(...comparison.problems);
  } else {
    console.log('Not compared with measured figures: there is no file with them here.');
  }
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
