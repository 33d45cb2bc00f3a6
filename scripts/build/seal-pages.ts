import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addPolicy, scriptsPolicy } from '../../lib/content-policy.ts';

/** Names in every page of a fresh export the inline scripts that may run there. Throws for a page without a head. */
export function sealPages(folder: string): void {
  for (const page of globSync('**/*.html', { cwd: folder })) {
    const file = join(folder, page);
    const html = readFileSync(file, 'utf8');
    writeFileSync(file, addPolicy(html, scriptsPolicy(html)));
  }
}
