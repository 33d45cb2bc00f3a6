import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../scripts/build/paths.ts';

type Package = { optionalDependencies?: Record<string, string> };

it('package-lock.json names the parts of every platform, so that npm ci works on all that packages are made for', () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Package>;
  };
  /** Whether Node would find the package from there. */
  const isFound = (from: string, name: string): boolean => {
    if (packages[`${from === '' ? '' : `${from}/`}node_modules/${name}`]) return true;
    if (from === '') return false;
    return isFound(from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name);
  };
  const optional = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map((name) => [from, name] as const),
  );
  expect(optional.length).toBeGreaterThan(100);
  // npm leaves out those of other platforms when it writes the file beside an installed node_modules; without one it does not.
  expect(optional.filter(([from, name]) => !isFound(from, name)).map((pair) => pair.join(' > '))).toEqual([]);
});
