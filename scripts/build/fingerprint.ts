/** Whether what was built is still what its sources would give. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.ts';

/**
 * @param sources patterns of files, from the project's folder
 * @param settings whatever else decides what is built
 * @returns a digest that changes with the name or content of any of the files, and with the settings
 */
export function fingerprintOf(sources: string[], settings: unknown = null): string {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const file of globSync(sources, { cwd: ROOT }).sort()) {
    const path = join(ROOT, file);
    if (statSync(path).isFile()) hash.update(file).update(readFileSync(path));
  }
  return hash.digest('hex');
}
