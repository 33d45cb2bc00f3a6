/** What the page needs beside Next's export: icons, manifest, service worker, and the decoder of HEIC photos. */
import { createHash } from 'node:crypto';
import { copyFileSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import sharp from 'sharp';
import { webManifest } from '../../frontend/lib/manifest.ts';
import { ROOT } from './paths.ts';

const FRONTEND = join(ROOT, 'frontend');
const LIBHEIF = dirname(createRequire(join(FRONTEND, 'package.json')).resolve('libheif-js/package.json'));

/** Sizes in pixels that browsers and phones ask for. Maskable ones are cut to a circle or what else the phone likes. */
const ICONS = [
  { name: 'icon-192.png', source: 'icon.svg', size: 192 },
  { name: 'icon-512.png', source: 'icon.svg', size: 512 },
  { name: 'maskable-512.png', source: 'icon-maskable.svg', size: 512 },
  { name: 'apple-touch-icon.png', source: 'icon-maskable.svg', size: 180 },
] as const;

/** Adds all of it to a fresh export; the service worker comes last, since it names every file. */
export async function addWebExtras(folder: string): Promise<void> {
  await drawIcons(folder);
  writeFileSync(join(folder, 'manifest.webmanifest'), JSON.stringify(webManifest()));
  addHeicDecoder(join(folder, 'heic'));
  addServiceWorker(folder);
}

/** SVG to PNG. */
async function drawIcons(folder: string): Promise<void> {
  for (const { name, source, size } of ICONS) {
    const svg = readFileSync(join(FRONTEND, 'public', source));
    // The drawing is 64 units wide, at 72 dots an inch.
    const image = sharp(svg, { density: (72 * size) / 64 }).resize(size, size);
    await image.png({ palette: true, compressionLevel: 9 }).toFile(join(folder, name));
  }
}

/** libheif as its makers built it, with its licence, beside our own worker: it can be exchanged for another build. */
function addHeicDecoder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of ['libheif.js', 'libheif.wasm']) {
    copyFileSync(join(LIBHEIF, 'libheif-wasm', name), join(folder, name));
  }
  copyFileSync(join(LIBHEIF, 'libheif-wasm', 'LICENSE'), join(folder, 'LICENSE.txt'));
  bundle('heic.ts', join(folder, 'worker.js'), {});
}

function addServiceWorker(folder: string): void {
  const files = shellFiles(folder);
  const hash = createHash('sha256');
  for (const { path } of files) hash.update(path).update(readFileSync(join(folder, path)));
  const shell = { version: hash.digest('hex').slice(0, 12), files: files.map(({ address }) => address) };
  bundle('service-worker.ts', join(folder, 'sw.js'), { SHELL: JSON.stringify(shell) });
}

/** Pages, scripts, styles, icons and the two faces in Latin; what else there is comes when it is asked for. */
export function shellFiles(folder: string): { path: string; address: string }[] {
  const patterns = [
    '**/*.{html,txt,js,css,svg,png,webmanifest}',
    '_next/static/media/*latin-{wdth,opsz}-normal*.woff2',
  ];
  return globSync(patterns, { cwd: folder })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !/^(heic\/|sw\.js$|_not-found)/.test(path))
    .sort()
    .map((path) => ({ path, address: addressOf(path) }));
}

/** Pages by their clean addresses, as the host answers them; 404.html, which is none, by its own. */
function addressOf(path: string): string {
  if (path === '404.html') return '/404.html';
  return `/${path.replace(/(^|\/)index\.html$/, '').replace(/\.html$/, '')}`;
}

function bundle(source: string, outfile: string, define: Record<string, string>): void {
  buildSync({
    entryPoints: [join(FRONTEND, 'workers', source)],
    outfile,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    define,
    legalComments: 'none',
    logLevel: 'error',
  });
}
