import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The face of nearly every word, in Latin. */
const FACE = '_next/static/media/archivo-latin-wdth-normal*.woff2';
const HEAD_END = '</head>';

/**
 * Has every page of a fresh export fetch the face at once, and not after the style sheet that names it. Throws where the
 * face or a page's head is missing.
 */
export function preloadFont(folder: string): void {
  const [face, ...others] = globSync(FACE, { cwd: folder });
  if (!face || others.length > 0) throw new Error(`There is not one face ${FACE} in the export.`);
  const link = `<link rel="preload" href="/${face.replaceAll('\\', '/')}" as="font" type="font/woff2" crossorigin=""/>`;
  for (const page of globSync('**/*.html', { cwd: folder })) {
    const file = join(folder, page);
    const html = readFileSync(file, 'utf8');
    if (!html.includes(HEAD_END)) throw new Error(`${page} has no head.`);
    // The first tag of the head that fetches anything, behind the page's policy, which stands at the beginning.
    const place = html.indexOf('<link');
    const at = place >= 0 && place < html.indexOf(HEAD_END) ? place : html.indexOf(HEAD_END);
    writeFileSync(file, html.slice(0, at) + link + html.slice(at));
  }
}
