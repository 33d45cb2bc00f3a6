import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { scriptsPolicy } from '../../lib/content-policy.ts';
import { sealPages } from '../../scripts/build/seal-pages.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('names in each page the scripts of that page', () => {
  mkdirSync(join(folder, 'about'));
  const pages = {
    'index.html': '<head></head><script>home</script>',
    'about/index.html': '<head></head><script>about</script>',
  };
  for (const [path, html] of Object.entries(pages)) writeFileSync(join(folder, path), html);
  writeFileSync(join(folder, 'index.txt'), '<head></head>');
  sealPages(folder);
  for (const [path, html] of Object.entries(pages)) {
    const sealed = readFileSync(join(folder, path), 'utf8');
    expect(sealed).toContain(`content="${scriptsPolicy(html)}"`);
    expect(sealed).toContain(html.slice(-'</script>'.length));
  }
  expect(readFileSync(join(folder, 'index.txt'), 'utf8')).toBe('<head></head>');
});

it('leaves no page open without a word', () => {
  writeFileSync(join(folder, 'index.html'), '<p>no head</p>');
  expect(() => sealPages(folder)).toThrow('A page without <head>');
});
